import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { readSubjects, versionsIn } from '../domain/deliveries/read-subject.ts';
import {
  settleDeliveries,
  takeDeliveries,
  type Delivery,
  type Ended,
  type QuietHours,
} from '../domain/deliveries/send-delivery.ts';
import type { Log } from '../logger.ts';
import type { Sender } from '../sender/create-sender.ts';
import { coalesce } from './coalesce.ts';
import type { JobTools } from './define-job.ts';
import { createPace } from './pace.ts';
import { deliveryQueueName, type DeliveryData } from './queues.ts';
import { renderDelivery } from './render-delivery.ts';
import { sendRendered, type SendOutcome } from './send-rendered.ts';

/** Calls to Telegram in flight; it bounds what a crash can leave unknown. */
const IN_FLIGHT = 4;
/** Above the free rate as many calls are in flight as the rate needs at this latency. */
const LATENCY_S = 0.06;
const MOST_IN_FLIGHT = 100;

/** Calls in flight for a rate of messages a second: 4, and rate × latency beyond what 4 can carry. */
export const inFlightFor = (rate: number): number =>
  Math.min(MOST_IN_FLIGHT, Math.max(IN_FLIGHT, Math.ceil(rate * LATENCY_S)));

/**
 * The queue's own limiter is open, since turns are given by the pace: it is there to be closed by a flood, for every
 * process at once.
 */
const OPEN = { max: 1_000_000, duration: 1_000 };

export type DeliverOptions = JobTools & {
  connection: Redis;
  prefix: string;
  botId: number;
  sender: Sender;
  /** Messages a second through this bot, counting every process that works on its queue. */
  rate: number;
  quiet: QuietHours;
  log: Log;
};

/**
 * Sends a bot's queued rows, smoothly paced. A row that is not in the state we expect is left alone. Rows that come
 * together are taken, read and settled together, so that a fast bot costs few statements.
 */
export function startDelivering(options: DeliverOptions): Worker<DeliveryData> {
  const { connection, prefix, botId, rate, quiet, log, db, clock } = options;
  const take = coalesce<string, Delivery | undefined>(async (ids) => {
    const taken = new Map((await takeDeliveries(db, ids, quiet, clock())).map((row) => [row.id, row]));
    return ids.map((id) => taken.get(id));
  });
  const read = coalesce((rows: readonly Delivery[]) => readSubjects(db, rows, clock()));
  const settle = coalesce(async (ended: readonly Ended[]) => {
    await settleDeliveries(db, ended, clock());
    return ended.map(() => undefined);
  });

  const pace = createPace(connection, `${prefix}:pace:${botId}`, rate);
  const worker: Worker<DeliveryData> = new Worker<DeliveryData>(
    deliveryQueueName(botId),
    async ({ data: { id } }) => {
      const near = await pace.approach();
      // The row stays pending, and comes again with the next look at the outbox.
      if ('held' in near) return worker.rateLimit(near.held);
      const delivery = await take(id);
      if (!delivery) return pace.giveBack(near);
      const subject = await read(delivery);
      if (!subject) {
        pace.giveBack(near);
        return settle({ delivery, outcome: { kind: 'dropped', problem: 'nothing to say any more' } });
      }
      const rendered = renderDelivery(delivery.language, subject, options.pack, clock());
      const turn = await pace.arrive(near);
      const outcome: SendOutcome = turn
        ? await sendRendered(options, delivery, rendered)
        : { kind: 'wait', afterMs: pace.heldMs(), problem: 'its turn had passed' };
      const floodMs = turn && outcome.kind === 'wait' ? outcome.floodMs : undefined;
      await Promise.all([
        settle({ delivery, outcome, versions: versionsIn(subject) }),
        // Telegram said "too many": everybody waits, not only this row.
        ...(turn && floodMs ? [pace.flooded(turn, floodMs), worker.rateLimit(floodMs)] : []),
      ]);
      if (outcome.kind !== 'sent')
        log.info({ delivery: id, outcome: outcome.kind, problem: outcome.problem }, 'not sent');
    },
    {
      connection,
      prefix,
      concurrency: inFlightFor(rate),
      limiter: OPEN,
      maxStalledCount: 100,
    },
  );
  worker.on('error', (error) => log.debug({ error }, 'delivery worker'));
  worker.on('failed', (job, error) => log.error({ error, delivery: job?.data.id }, 'delivery failed'));
  return worker;
}
