import type { Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { listDue, settleLost, type QuietHours } from '../domain/deliveries/send-delivery.ts';
import type { Db } from '../domain/db.ts';
import type { Log } from '../logger.ts';
import type { DeliveryData } from './queues.ts';

/** How many seconds of sending wait in Redis at most, so that something urgent is never far back. */
const TOP_UP_S = 4;
const TOP_UP_LEAST = 40;
/** Without being woken it looks this often. */
const LOOK_EVERY_MS = 1_000;

export type Relay = { wake: () => void; stop: () => Promise<void> };

export type RelayOptions = {
  db: Db;
  queue: Queue<DeliveryData>;
  botId: number;
  rate: number;
  quiet: QuietHours;
  /** Whether an operator holds this bot's queue. */
  isPaused: () => Promise<boolean>;
  clock: () => Date;
  log: Log;
};

/**
 * Keeps a bot's queue topped up from the outbox (ids only). The row is the truth: an id that is queued twice is
 * sent once, and after Redis has lost everything the next round queues it all again. What a dead sender held is settled
 * as soon as its lease has run out.
 */
export function startRelay({ db, queue, botId, rate, quiet, isPaused, clock, log }: RelayOptions): Relay {
  const stopping = new AbortController();
  const most = Math.max(TOP_UP_LEAST, Math.ceil(rate * TOP_UP_S));
  let nudge = new AbortController();

  const round = async (): Promise<void> => {
    await settleLost(db, clock());
    if (await isPaused()) return;
    const due = await listDue(db, botId, clock(), most, quiet);
    if (due.length === 0) return;
    const jobs = due.map(({ id, priority }) => ({
      name: 'deliver',
      data: { id },
      opts: { jobId: id, priority },
    }));
    // In pieces, so that a large top-up does not hold the event loop.
    for (let from = 0; from < jobs.length; from += 500) await queue.addBulk(jobs.slice(from, from + 500));
  };

  const loop = async (): Promise<void> => {
    let failing = false;
    while (!stopping.signal.aborted) {
      try {
        await round();
        failing = false;
      } catch (error) {
        if (!failing) log.warn({ error, bot: botId }, 'the outbox could not be relayed: trying again');
        failing = true;
      }
      await pause(LOOK_EVERY_MS, undefined, {
        signal: AbortSignal.any([stopping.signal, nudge.signal]),
      }).catch(() => undefined);
      nudge = new AbortController();
    }
  };
  const running = loop();

  return {
    wake: () => nudge.abort(),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
