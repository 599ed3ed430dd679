import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { createCaller } from './call-telegram.ts';

/** A broadcast as a BullMQ project writes it: a job a message, the queue's own limiter, a pause on 429. */
export type BullmqSenderOptions = {
  redisUrl: string;
  prefix: string;
  apiRoot: string;
  messages: number;
  concurrency: number;
  limiter: { max: number; duration: number };
};

const options = JSON.parse(process.argv[2] ?? '{}') as BullmqSenderOptions;
const { redisUrl, prefix, messages, concurrency, limiter } = options;
const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
const call = createCaller(options.apiRoot);
const queue = new Queue<{ chat: number }>('anchor', { connection, prefix });
for (let from = 0; from < messages; from += 500) {
  const chats = Array.from({ length: Math.min(500, messages - from) }, (_, i) => from + i + 1);
  await queue.addBulk(
    chats.map((chat) => ({ name: 'send', data: { chat }, opts: { removeOnComplete: true } })),
  );
}
const worker: Worker<{ chat: number }> = new Worker<{ chat: number }>(
  'anchor',
  async ({ data }) => {
    const wait = await call(data.chat);
    if (wait === undefined) return;
    await worker.rateLimit(wait);
    throw Worker.RateLimitError();
  },
  { connection, prefix, concurrency, limiter },
);
worker.on('error', () => undefined);
process.send?.({ type: 'ready' });
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
