import type { Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { listDue, resumeDeliveries } from '../domain/deliveries/send-delivery.ts';
import type { Db } from '../domain/db.ts';
import type { Log } from '../logger.ts';
import type { DeliveryData } from './queues.ts';

/** How many ids wait in Redis at most: some seconds of sending, so that something urgent is never far back. */
const TOP_UP = 100;
/** Without being woken it looks this often. */
const LOOK_EVERY_MS = 1_000;

export type Relay = { wake: () => void; stop: () => Promise<void> };

/**
 * Keeps the delivery queue topped up from the outbox (ids only). The row is the truth: an id that is queued twice is
 * sent once, and after Redis has lost everything the next round queues it all again. What a dead sender held is taken
 * up as soon as its lease has run out.
 */
export function startRelay({
  db,
  queue,
  clock,
  log,
}: {
  db: Db;
  queue: Queue<DeliveryData>;
  clock: () => Date;
  log: Log;
}): Relay {
  const stopping = new AbortController();
  let nudge = new AbortController();

  const round = async (): Promise<void> => {
    await resumeDeliveries(db, clock());
    const due = await listDue(db, clock(), TOP_UP);
    if (due.length === 0) return;
    const jobs = due.map(({ id, priority }) => ({
      name: 'deliver',
      data: { id },
      opts: { jobId: id, priority },
    }));
    await queue.addBulk(jobs);
  };

  const loop = async (): Promise<void> => {
    let failing = false;
    while (!stopping.signal.aborted) {
      try {
        await round();
        failing = false;
      } catch (error) {
        if (!failing) log.warn({ error }, 'the outbox could not be relayed: trying again');
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
