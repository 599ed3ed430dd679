import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from './db/client.ts';
import { deleteHeartbeat, isRoleAlive, markHeartbeat } from './db/queries/health.ts';
import type { Log } from './logger.ts';

/** One row every 5 s; two lost beats are forgiven. */
const BEAT_MS = 5_000;
const FRESH_SECONDS = 15;

export type HeartbeatOptions = {
  db: Db;
  /** What this process does, e.g. `bot`. */
  role: string;
  /** Names this process among all that do the same. */
  instance: string;
  /** False while the role runs but cannot do its work; it then counts as not there. */
  isUp: () => boolean;
  log: Log;
};

/**
 * Says in the database, every few seconds, that the role runs in this process, so that `/healthz` of any process knows
 * of it. A process that is killed or hangs falls silent; one that stops takes its row away.
 */
export async function startHeartbeat(options: HeartbeatOptions): Promise<{ stop: () => Promise<void> }> {
  const { db, role, instance, isUp, log } = options;
  const stopping = new AbortController();
  const beat = async (): Promise<void> => {
    try {
      await (isUp() ? markHeartbeat(db, role, instance) : deleteHeartbeat(db, role, instance));
    } catch (error) {
      log.debug({ error, role }, 'no heartbeat');
    }
  };
  const keepBeating = async (): Promise<void> => {
    const wait = () => pause(BEAT_MS, true, { signal: stopping.signal }).catch(() => false);
    while (await wait()) await beat();
  };
  await beat();
  const beating = keepBeating();
  return {
    stop: async () => {
      stopping.abort();
      await beating;
      await deleteHeartbeat(db, role, instance);
    },
  };
}

/** Whether the role runs anywhere; `unknown` when the database cannot say. */
export async function findRoleState(db: Db, role: string): Promise<'up' | 'down' | 'unknown'> {
  try {
    return (await isRoleAlive(db, role, FRESH_SECONDS)) ? 'up' : 'down';
  } catch {
    return 'unknown';
  }
}
