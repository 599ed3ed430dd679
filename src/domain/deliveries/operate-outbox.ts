import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  DEAD_STATES,
  findDead,
  findQueues,
  markArrived,
  requeueDead,
  type DeadRow,
  type DeadState,
  type QueueRow,
  type Which,
} from '../../db/queries/outbox-operations.ts';

export type { DeadRow, DeadState, QueueRow, Which };

/** Queues show what died in this many days. */
const DEAD_DAYS = 30;
const MOST_LISTED = 200;

export const isDeadState = (word: string): word is DeadState => DEAD_STATES.some((state) => state === word);

/**
 * What could not be said, with its reason, the newest first; people are named by their staff numbers. That it was looked
 * at is logged.
 * @param states all dead ones unless said otherwise
 */
export function listDead(
  db: Db,
  {
    states = DEAD_STATES,
    noticeId,
    limit = MOST_LISTED,
  }: { states?: readonly DeadState[]; noticeId?: string; limit?: number },
  now: Date,
): Promise<{ rows: DeadRow[]; total: number }> {
  const about = noticeId === undefined ? {} : { noticeId };
  return db.transaction(async (tx) => {
    const dead = await findDead(tx, { states, ...about }, limit);
    await log(tx, 'deliveries.list', { ...about, states, rows: dead.rows.length }, now);
    return dead;
  });
}

/**
 * An operator has dead rows sent once more; those of which nobody knows may then arrive twice. Who is out of reach, and
 * notices that no longer stand, are left alone. Returns how many were queued.
 */
export function replayDead(db: Db, which: Which, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await requeueDead(tx, which, DEAD_STATES, 'an operator', now);
    if (rows > 0) await log(tx, 'deliveries.replay', { ...which, rows }, now);
    return rows;
  });
}

/** An operator has found out that rows of which nobody knew did arrive. Returns how many. */
export function settleArrived(db: Db, which: Which, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await markArrived(tx, which, 'an operator', now);
    if (rows > 0) await log(tx, 'deliveries.settle', { ...which, rows }, now);
    return rows;
  });
}

/** Each bot's queue: what waits, whether it is held and why, and what died of late. */
export const listQueues = (db: Db, now: Date): Promise<QueueRow[]> =>
  findQueues(db, new Date(now.getTime() - DEAD_DAYS * 86_400_000), now);

const log = (tx: Tx, action: string, detail: Record<string, unknown>, now: Date): Promise<void> =>
  insertAccess(tx, { id: newId(), actorId: null, action, subjectPersonId: null, purpose: null, detail }, now);
