import type { Db } from '../../db/client.ts';
import {
  deleteOldUpdates,
  flushCommits,
  insertUpdates,
  markUpdateFailed,
  markUpdatesDone,
  takeLeftUpdates,
  type StoredUpdate,
} from '../../db/queries/updates.ts';

import type { Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

export type { StoredUpdate };

/** A failing update is tried this often, then kept for an operator. */
const MOST_TRIES = 5;
/** Telegram keeps an update for a day; ids may restart after a week of silence. */
const KEEP_DAYS = 8;

/** Who an update is from, as of when it was stored; no actor for a stranger. */
export type Sender = { actor: Actor | undefined };

/**
 * Stores updates. Returns those that were not seen before, with who each is from. They may be handled at once; they are
 * confirmed to Telegram only when their mark, or `makeSafe`, has come back.
 */
export async function storeUpdates(
  db: Db,
  botId: number,
  updates: readonly { update_id: number }[],
  now: Date,
): Promise<Map<number, Sender | undefined>> {
  const fresh = updates.length === 0 ? [] : await insertUpdates(db, botId, updates, dayOf(now), now);
  return new Map(
    fresh.map(({ id, actor, lookedUp }) => [id, lookedUp ? { actor: actor ?? undefined } : undefined]),
  );
}

/** Returns when no crash of the database can take away what was stored before. */
export const makeSafe = (db: Db): Promise<void> => flushCommits(db);

export const finishUpdates = (db: Db, botId: number, ids: readonly number[], now: Date): Promise<void> =>
  markUpdatesDone(db, botId, ids, now);

export const failUpdate = (db: Db, botId: number, id: number, now: Date): Promise<'again' | 'given-up'> =>
  markUpdateFailed(db, botId, id, MOST_TRIES, now);

/**
 * Takes up what was stored and is in nobody's hands: after a crash of this process or another, or when a connection broke
 * after the commit.
 * @param wanted all but what this process has in hand, or of certain updates those that it has not
 */
export const takeOverUpdates = (
  db: Db,
  botId: number,
  wanted: { allBut: readonly number[] } | { among: readonly number[] },
  most: number,
): Promise<StoredUpdate[]> => takeLeftUpdates(db, botId, wanted, most);

export const forgetOldUpdates = (db: Db, now: Date): Promise<number> =>
  deleteOldUpdates(db, new Date(now.getTime() - KEEP_DAYS * 86_400_000));
