import type { Db } from '../../db/client.ts';
import {
  deleteOldUpdates,
  findOpenAmong,
  findOpenUpdates,
  insertUpdates,
  markUpdateFailed,
  markUpdatesDone,
  type StoredUpdate,
} from '../../db/queries/updates.ts';

export type { StoredUpdate };

/** A failing update is tried this often, then kept for an operator. */
const MOST_TRIES = 5;
/** Telegram keeps an update for a day; ids may restart after a week of silence. */
const KEEP_DAYS = 8;

/** Stores updates before they are confirmed to Telegram. Returns the ids that were not seen before. */
export async function storeUpdates(
  db: Db,
  botId: number,
  updates: readonly { update_id: number }[],
  now: Date,
): Promise<Set<number>> {
  return new Set(updates.length === 0 ? [] : await insertUpdates(db, botId, updates, now));
}

/** Which of these ids are stored and not finished: what a connection leaves behind that broke after the commit. */
export async function listLeftOpen(db: Db, botId: number, ids: readonly number[]): Promise<Set<number>> {
  return new Set(ids.length === 0 ? [] : await findOpenAmong(db, botId, ids));
}

export const finishUpdates = (db: Db, botId: number, ids: readonly number[], now: Date): Promise<void> =>
  markUpdatesDone(db, botId, ids, now);

export const failUpdate = (db: Db, botId: number, id: number, now: Date): Promise<'again' | 'given-up'> =>
  markUpdateFailed(db, botId, id, MOST_TRIES, now);

/** What an earlier run stored and did not finish. */
export const listOpenUpdates = (db: Db, botId: number): Promise<StoredUpdate[]> => findOpenUpdates(db, botId);

export const forgetOldUpdates = (db: Db, now: Date): Promise<number> =>
  deleteOldUpdates(db, new Date(now.getTime() - KEEP_DAYS * 86_400_000));
