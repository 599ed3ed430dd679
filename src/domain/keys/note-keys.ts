import type { Db } from '../../db/client.ts';
import { findLiveKeys, insertKey, lockKeys } from '../../db/queries/field-keys.ts';
import type { KeyShelf } from './key-shelf.ts';

/**
 * Sees to it that every key which values of the database are sealed with is here, before anything is read or sealed: a
 * second machine without them would seal with a key of its own. The very first key is made here.
 * @returns the ids that are missing
 */
export function noteKeys(
  db: Db,
  shelf: KeyShelf,
  now: Date,
): Promise<{ ok: true; current: string } | { ok: false; missing: string[] }> {
  return db.transaction(async (tx) => {
    await lockKeys(tx);
    const live = await findLiveKeys(tx);
    const here = shelf.ids();
    const missing = live.filter((id) => !here.includes(id));
    if (missing.length > 0) return { ok: false, missing };
    const current = here.at(-1) ?? shelf.make();
    await insertKey(tx, current, now);
    return { ok: true, current };
  });
}
