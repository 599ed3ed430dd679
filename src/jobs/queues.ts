import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Log } from '../logger.ts';

/** Job data names rows only: nothing about a person is kept in Redis. */
export type SlotData = { job: string; slot: string };
export type DeliveryData = { ids: string[] };

/** A worker lets Redis hold its call for up to 10 s while there is nothing to do: that is no silence yet. */
const SILENCE_AT_LEAST_S = 12;

/**
 * Workers wait for a lost Redis; producers fail at once and come back by themselves with the next round.
 * @param answerWithinS seconds without an answer after which the connection is dropped and made anew; never without it
 */
export function connect(url: string, kind: 'worker' | 'producer', log: Log, answerWithinS?: number): Redis {
  const silenceMs = 1000 * Math.max(answerWithinS ?? 0, kind === 'worker' ? SILENCE_AT_LEAST_S : 0);
  const redis = new Redis(url, {
    ...(answerWithinS === undefined ? {} : { socketTimeout: silenceMs }),
    maxRetriesPerRequest: null,
    enableOfflineQueue: kind === 'worker',
    retryStrategy: (times) => Math.min(2_000, 50 * 2 ** Math.min(times, 6)),
  });
  let isDown = false;
  redis.on('error', (error: Error) => {
    if (!isDown) log.warn({ error: `${error.name}: ${error.message}` }, 'Redis is out of reach');
    isDown = true;
  });
  redis.on('ready', () => {
    if (isDown) log.info({}, 'Redis is back');
    isDown = false;
  });
  return redis;
}

/** A job whose worker died is taken up again within this and a few seconds; the row's state keeps it single. */
export const LOCKS = { lockDuration: 6_000, stalledInterval: 3_000, maxStalledCount: 100 };

/** A finished job leaves its id free, so that the same row may come again; the row's state decides what happens then. */
const OPTIONS = { removeOnComplete: true, removeOnFail: true };

/** BullMQ takes no ':' in a name; the sign of an id of Telegram's is always plus for a bot. */
export const deliveryQueueName = (botId: number): string => `deliveries-${botId}`;

export const createSlotQueue = (connection: Redis, prefix: string): Queue<SlotData> =>
  new Queue<SlotData>('slots', { connection, prefix, defaultJobOptions: OPTIONS });

/** A bot's own queue: bots are paced apart. */
export const createDeliveryQueue = (connection: Redis, prefix: string, botId: number): Queue<DeliveryData> =>
  new Queue<DeliveryData>(deliveryQueueName(botId), { connection, prefix, defaultJobOptions: OPTIONS });
