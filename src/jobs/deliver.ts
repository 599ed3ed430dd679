import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { readSubject } from '../domain/deliveries/read-subject.ts';
import {
  dropDelivery,
  settleDelivery,
  takeDelivery,
  type Delivery,
} from '../domain/deliveries/send-delivery.ts';
import type { Log } from '../logger.ts';
import type { View } from '../messages/view.ts';
import type { Sender } from '../sender/create-sender.ts';
import type { JobTools } from './define-job.ts';
import { LOCKS, type DeliveryData } from './queues.ts';
import { renderDelivery } from './render-delivery.ts';

/** A row that could not be put into words, which is our mistake and not the person's, waits this long. */
const RETRY_WORDS_MS = 60_000;
/** Calls to Telegram in flight; it bounds what a crash can leave unknown. */
const IN_FLIGHT = 4;

export type DeliverOptions = JobTools & {
  connection: Redis;
  prefix: string;
  sender: Sender;
  rate: number;
  log: Log;
};

/** Sends queued rows, smoothly paced: one job per 1/rate s. A row not in the state we expect is left alone. */
export function startDelivering({
  connection,
  prefix,
  sender,
  rate,
  log,
  ...tools
}: DeliverOptions): Worker<DeliveryData> {
  const { db, clock } = tools;
  const worker: Worker<DeliveryData> = new Worker<DeliveryData>(
    'deliveries',
    async ({ data: { id } }) => {
      const delivery = await takeDelivery(db, id, clock());
      if (!delivery) return;
      const view = await putIntoWords(tools, delivery);
      if (!view) return dropDelivery(db, delivery, 'nothing to say any more', clock());
      const result = await sender.send(delivery.chatId, view);
      // Telegram said "too many": everybody waits, not only this row, and from this moment on.
      const flood = result.kind === 'wait' && result.floodMs ? worker.rateLimit(result.floodMs) : undefined;
      await Promise.all([flood, settleDelivery(db, delivery, result, clock())]);
      if (result.kind !== 'sent')
        log.info({ delivery: id, outcome: result.kind, problem: result.problem }, 'not sent');
    },
    {
      connection,
      prefix,
      concurrency: IN_FLIGHT,
      limiter: { max: 1, duration: 1000 / rate },
      ...LOCKS,
    },
  );
  worker.on('error', (error) => log.debug({ error }, 'delivery worker'));
  worker.on('failed', (job, error) => log.error({ error, delivery: job?.data.id }, 'delivery failed'));
  return worker;
}

/** What to say; undefined when there is nothing to say any more. Nothing was sent when it fails: the row waits. */
async function putIntoWords({ db, pack, clock }: JobTools, delivery: Delivery): Promise<View | undefined> {
  try {
    const subject = await readSubject(db, delivery, clock());
    return subject && renderDelivery(delivery.language, subject, pack, clock());
  } catch (error) {
    const problem = 'could not be put into words';
    await settleDelivery(db, delivery, { kind: 'wait', afterMs: RETRY_WORDS_MS, problem }, clock());
    throw error;
  }
}
