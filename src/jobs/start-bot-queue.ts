import type { Redis } from 'ioredis';
import { isPaused } from '../domain/deliveries/know-bots.ts';
import type { QuietHours } from '../domain/deliveries/send-delivery.ts';
import type { Log } from '../logger.ts';
import type { Sender } from '../sender/create-sender.ts';
import type { JobTools } from './define-job.ts';
import { startDelivering } from './deliver.ts';
import { createDeliveryQueue } from './queues.ts';
import { startRelay } from './relay.ts';

export type BotQueue = { wake: () => void; stop: () => Promise<void> };
export type BotQueueOptions = Omit<JobTools, 'shelf' | 'ballots'> & {
  botId: number;
  sender: Sender;
  rate: number;
  quiet: QuietHours;
  producer: Redis;
  connection: Redis;
  prefix: string;
  log: Log;
};

/** One bot's way out: its queue, the relay that feeds it from the outbox, and the paced worker that sends. */
export function startBotQueue(options: BotQueueOptions): BotQueue {
  const { db, botId, rate, quiet, producer, prefix, clock, log } = options;
  const queue = createDeliveryQueue(producer, prefix, botId);
  queue.on('error', (error) => log.debug({ error }, 'queue'));
  const worker = startDelivering(options);
  const relay = startRelay({
    db,
    queue,
    botId,
    rate,
    quiet,
    isPaused: () => isPaused(db, botId),
    clock,
    log,
  });
  // The relay looks once a second; a queue that runs dry before that is filled at once.
  worker.on('drained', relay.emptied);
  worker.on('completed', (job) => relay.done(job.data.ids));
  worker.on('failed', (job) => job && relay.done(job.data.ids));
  return {
    wake: relay.wake,
    stop: async () => {
      await relay.stop();
      await worker.close();
      await queue.close();
    },
  };
}
