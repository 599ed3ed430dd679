import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  findMark,
  markHeld,
  markWaitingUnknown,
  putIdentity,
  type HeldWhy,
  type Mark,
} from '../../db/queries/database-marks.ts';

/** @property unknown messages of which nobody knows whether they went out since the backup */
export type Hold = { held: boolean; unknown: number };

/**
 * At each start, before anything can be sent: a database that was restored since it was last in use is held. What it had still to send
 * may have been sent since the backup, so it waits for an operator as unknown, whatever its policy; it is never sent by itself.
 */
export function holdRestored(db: Db, now: Date): Promise<Hold> {
  return db.transaction(async (tx) => {
    const why = await putIdentity(tx, now);
    const unknown = why ? await hold(tx, why, now) : 0;
    return { held: ((await findMark(tx))?.heldAt ?? null) !== null, unknown };
  });
}

/** The same by an operator's word, for a copy of the files of a server, which looks like the server itself. */
export function markRestored(db: Db, now: Date): Promise<Hold> {
  return db.transaction(async (tx) => {
    const why = (await putIdentity(tx, now)) ?? 'an operator';
    return { held: true, unknown: await hold(tx, why, now) };
  });
}

async function hold(tx: Tx, why: HeldWhy, now: Date): Promise<number> {
  await markHeld(tx, why, now);
  const unknown = await markWaitingUnknown(tx);
  await log(tx, 'deliveries.hold', { why, unknown }, now);
  return unknown;
}

export const readMark = (db: Db): Promise<Mark | undefined> => findMark(db);

/** An operator lets everything go on; what is unknown stays so. False when nothing was held. */
export function releaseHold(db: Db, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const changed = await markHeld(tx, null, now);
    if (changed) await log(tx, 'deliveries.release', {}, now);
    return changed;
  });
}

const log = (tx: Tx, action: string, detail: Record<string, unknown>, now: Date): Promise<void> =>
  insertAccess(tx, { id: newId(), actorId: null, action, subjectPersonId: null, purpose: null, detail }, now);
