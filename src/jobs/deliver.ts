import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { readSubject } from '../domain/deliveries/read-subject.ts';
import { dropDelivery, settleDelivery, takeDelivery } from '../domain/deliveries/send-delivery.ts';
import type { Log } from '../logger.ts';
import type { Sender } from '../sender/create-sender.ts';
import type { JobTools } from './define-job.ts';
import type { DeliveryData } from './queues.ts';
import { renderDelivery } from './render-delivery.ts';

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
  const { db, pack, clock } = tools;
  const worker: Worker<DeliveryData> = new Worker<DeliveryData>(
    'deliveries',
    async ({ data: { id } }) => {
      const delivery = await takeDelivery(db, id, clock());
      if (!delivery) return;
      const subject = await readSubject(db, delivery, clock());
      if (!subject) return dropDelivery(db, delivery, 'nothing to say any more', clock());
      const result = await sender.send(
        delivery.chatId,
        renderDelivery(delivery.language, subject, pack, clock()),
      );
      await settleDelivery(db, delivery, result, clock());
      if (result.kind !== 'sent')
        log.info({ delivery: id, outcome: result.kind, problem: result.problem }, 'not sent');
      // Telegram said "too many": everybody waits, not only this row.
      if (result.kind === 'wait' && result.floodMs) await worker.rateLimit(result.floodMs);
    },
    {
      connection,
      prefix,
      concurrency: IN_FLIGHT,
      limiter: { max: 1, duration: 1000 / rate },
      maxStalledCount: 100,
    },
  );
  worker.on('error', (error) => log.debug({ error }, 'delivery worker'));
  worker.on('failed', (job, error) => log.error({ error, delivery: job?.data.id }, 'delivery failed'));
  return worker;
}
