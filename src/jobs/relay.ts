import type { Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { listDue, settleLost, type QuietHours } from '../domain/deliveries/send-delivery.ts';
import type { Db } from '../domain/db.ts';
import type { Log } from '../logger.ts';
import type { DeliveryData } from './queues.ts';
import { speedFor } from './speed.ts';

/** How many seconds of sending wait in Redis at most, so that something urgent is never far back. */
const TOP_UP_S = 2;
const TOP_UP_LEAST = 40;
/** Jobs are added in pieces of so many. */
const PIECE = 100;
/** Without being woken it looks this often. */
const LOOK_EVERY_MS = 1_000;
/** When the queue asks, it looks no sooner after the last time: what is due may have to wait behind another message. */
const SOON_MS = 100;
/** An id that was queued and of which nothing was heard for so long is queued again: Redis may have lost it. */
const TRUST_MS = 5_000;

export type Relay = {
  /** Looks at once. */
  wake: () => void;
  /** The queue is done with these ids: those that are still due, e.g. behind another message to their person, are queued once more. */
  done: (ids: readonly string[]) => void;
  /** The queue is empty, whatever was put into it. */
  emptied: () => void;
  stop: () => Promise<void>;
};

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

const piecesOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

type Due = { id: string; priority: number };

/** One job for up to `perJob` rows of one priority that come one after the other. */
function jobsOf(due: readonly Due[], perJob: number) {
  const runs: Due[][] = [];
  for (const row of due) {
    const run = runs.at(-1);
    if (run && run.length < perJob && run[0]?.priority === row.priority) run.push(row);
    else runs.push([row]);
  }
  return runs.map((run) => ({
    name: 'deliver',
    data: { ids: run.map(({ id }) => id) },
    opts: { jobId: run[0]?.id ?? '', priority: run[0]?.priority ?? 0 },
  }));
}

/**
 * Keeps a bot's queue topped up from the outbox (ids only). The row is the truth: an id that is queued twice is
 * sent once, and after Redis has lost everything it is all queued again. What this process has queued it leaves out of
 * its next rounds, since naming a queued job again costs Redis as much as a new one. What a dead sender held is settled as
 * soon as its lease has run out.
 */
export function startRelay({ db, queue, botId, rate, quiet, isPaused, clock, log }: RelayOptions): Relay {
  const stopping = new AbortController();
  const { perJob } = speedFor(rate);
  const most = Math.max(TOP_UP_LEAST, Math.ceil(rate * TOP_UP_S));
  let nudge = new AbortController();
  let lookedAt = Number.NEGATIVE_INFINITY;
  const soon = (): void => {
    const nudged = nudge;
    setTimeout(() => nudged.abort(), lookedAt + SOON_MS - performance.now()).unref();
  };
  /** The ids that wait in the queue as far as this process knows, and when it put them there. */
  const queued = new Map<string, number>();

  const round = async (): Promise<void> => {
    await settleLost(db, clock());
    if (await isPaused()) return;
    const now = (lookedAt = performance.now());
    for (const [id, at] of queued) if (now - at > TRUST_MS) queued.delete(id);
    const due = await listDue(db, botId, clock(), most, quiet);
    const fresh = due.filter(({ id }) => !queued.has(id));
    // In pieces, so that a large top-up does not hold the event loop.
    for (const piece of piecesOf(jobsOf(fresh, perJob), PIECE)) {
      await queue.addBulk(piece);
      for (const { data } of piece) for (const id of data.ids) queued.set(id, now);
    }
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
    done: (ids) => {
      for (const id of ids) queued.delete(id);
      if (queued.size === 0) soon();
    },
    emptied: () => {
      queued.clear();
      soon();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
