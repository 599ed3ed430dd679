import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { readSubjects, rowsIn, versionsIn } from '../domain/deliveries/read-subject.ts';
import {
  settleDeliveries,
  takeDeliveries,
  type Delivery,
  type Ended,
  type QuietHours,
} from '../domain/deliveries/send-delivery.ts';
import type { Log } from '../logger.ts';
import type { Sender } from '../sender/create-sender.ts';
import { coalesce } from '../domain/coalesce.ts';
import type { JobTools } from './define-job.ts';
import { createPace } from './pace.ts';
import type { Place } from './places.ts';
import { deliveryQueueName, LOCKS, type DeliveryData } from './queues.ts';
import { renderDelivery } from './render-delivery.ts';
import { sendRendered, type SendOutcome } from './send-rendered.ts';
import { speedFor } from './speed.ts';

/**
 * A row that could not be put into words waits: shortly, since the database may just have gone away between taking and
 * reading it, and longer each time, since it may be our mistake.
 */
const wordsAgainMs = (tries: number): number => Math.min(60_000, 500 * 2 ** tries);

/**
 * The queue's own limiter is open, since turns are given by the pace: it is there to be closed by a flood, for every
 * process at once.
 */
const OPEN = { max: 1_000_000, duration: 1_000 };

export type DeliverOptions = Omit<JobTools, 'shelf' | 'ballots'> & {
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
 * together are taken, read and settled together.
 */
export function startDelivering(options: DeliverOptions): Worker<DeliveryData> {
  const { connection, prefix, botId, rate, quiet, log, db, clock } = options;
  const { inFlight, perJob, gatherMs } = speedFor(rate);
  const gathered = { gatherMs };
  const take = coalesce<string, Delivery | undefined>(async (ids) => {
    const taken = new Map((await takeDeliveries(db, ids, quiet, clock())).map((row) => [row.id, row]));
    // To one of those who ask for it: two relays may have named a row in two jobs, and both be here at once.
    return ids.map((id) => {
      const row = taken.get(id);
      taken.delete(id);
      return row;
    });
  }, gathered);
  const read = coalesce((rows: readonly Delivery[]) => readSubjects(db, rows, options, clock()));
  const settle = coalesce(async (ended: readonly Ended[]) => {
    await settleDeliveries(db, ended, clock());
    return ended.map(() => undefined);
  }, gathered);

  /** What to say; undefined when there is nothing to say any more. Nothing was sent when it fails: the row waits. */
  const putIntoWords = async (delivery: Delivery) => {
    try {
      // Alone when it fails with the others: one row that cannot be read holds up no other.
      const subject = await read(delivery).catch(
        async () => (await readSubjects(db, [delivery], options, clock()))[0],
      );
      return subject && { subject, rendered: renderDelivery(delivery, subject, options.pack, clock()) };
    } catch (error) {
      const problem = 'could not be put into words';
      await settle({ delivery, outcome: { kind: 'wait', afterMs: wordsAgainMs(delivery.tries), problem } });
      throw error;
    }
  };

  const pace = createPace(connection, `${prefix}:pace:${botId}`, rate);
  const deliver = async (id: string, place: Place): Promise<void> => {
    const delivery = await take(id);
    if (!delivery) return;
    const said = await putIntoWords(delivery);
    if (!said)
      return settle({ delivery, outcome: { kind: 'dropped', problem: 'nothing to say any more' }, said: [] });
    const { subject, rendered } = said;
    const turn = await pace.arrive(place);
    const outcome: SendOutcome = turn
      ? await sendRendered(options, delivery, rendered)
      : { kind: 'wait', afterMs: pace.heldMs(), problem: 'no turn to be had' };
    const floodMs = turn && outcome.kind === 'wait' ? outcome.floodMs : undefined;
    await Promise.all([
      settle({
        delivery,
        outcome,
        versions: versionsIn(subject),
        ...rowsIn(subject),
        buttons: rendered.view.buttons.flat(),
      }),
      // Telegram said "too many": everybody waits, not only this row.
      ...(turn && floodMs ? [pace.flooded(turn, floodMs), worker.rateLimit(floodMs)] : []),
    ]);
    if (outcome.kind !== 'sent')
      log.info({ delivery: id, outcome: outcome.kind, problem: outcome.problem }, 'not sent');
  };
  const handle = async (id: string): Promise<void> => {
    const place = await pace.approach();
    // The row stays pending, and comes again with the next look at the outbox.
    if ('heldMs' in place) return worker.rateLimit(place.heldMs);
    try {
      await deliver(id, place);
    } catch (error) {
      log.error({ error, delivery: id }, 'delivery failed');
    } finally {
      place.leave();
    }
  };
  const worker: Worker<DeliveryData> = new Worker<DeliveryData>(
    deliveryQueueName(botId),
    async ({ data: { ids } }) => void (await Promise.all(ids.map(handle))),
    {
      connection,
      prefix,
      concurrency: Math.ceil(inFlight / perJob),
      limiter: OPEN,
      ...LOCKS,
    },
  );
  worker.on('error', (error) => log.debug({ error }, 'delivery worker'));
  worker.on('failed', (job, error) => log.error({ error, deliveries: job?.data.ids }, 'deliveries failed'));
  return worker;
}
