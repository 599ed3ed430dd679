import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertEvent } from '../../db/queries/rectification-events.ts';
import { lockItem, markItem, type ItemRow } from '../../db/queries/rectifications.ts';
import { findTextProblem } from '../notices/rules.ts';
import type { Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { findItemFor } from './read-items.ts';
import { EVIDENCE_LIMIT, findDueProblem, fits, REASON_LIMIT, type DueProblem } from './rules.ts';
import { tellAboutItem } from './tell-about-item.ts';

export type Worked<P extends string> = { ok: true; item: ItemRow } | { ok: false; problem: 'not-found' | P };

/** Does something to one's own item while nobody else does; `then` says why not, or nothing. */
function onOwn<P extends string>(
  db: Db,
  owner: Actor,
  id: string,
  now: Date,
  then: (tx: Tx, item: ItemRow) => Promise<P | undefined>,
): Promise<Worked<P>> {
  return db.transaction(async (tx): Promise<Worked<P>> => {
    await lockItem(tx, id);
    const item = await findItemFor(tx, owner, id, now);
    if (item?.personId !== owner.personId) return { ok: false, problem: 'not-found' };
    const problem = await then(tx, item);
    if (problem !== undefined) return { ok: false, problem };
    return { ok: true, item: (await findItemFor(tx, owner, id, now)) ?? item };
  });
}

/** Adds words, a file or both to the trail. The id is the wizard's: the same again is there already. */
export function addEvidence(
  db: Db,
  owner: Actor,
  evidence: { id: string; itemId: string; text: string | null; fileId: string | null },
  now: Date,
): Promise<Worked<'closed' | 'text'>> {
  const { itemId, text, fileId } = evidence;
  return onOwn(db, owner, itemId, now, async (tx, item) => {
    if (item.state === 'closed') return 'closed';
    if (text === null ? fileId === null : !fits(text, EVIDENCE_LIMIT) || findTextProblem(text)) return 'text';
    await insertEvent(tx, { ...evidence, kind: 'evidence', by: owner.personId }, now);
    return undefined;
  });
}

/**
 * Asks for a later day with a reason, also when the day is over; one request waits at a time. The reviewer is told. The
 * id is the wizard's.
 */
export function askExtension(
  db: Db,
  owner: Actor,
  asked: { id: string; itemId: string; day: string; reason: string },
  now: Date,
): Promise<Worked<'closed' | 'waiting' | 'text' | DueProblem>> {
  const { id, itemId, day, reason } = asked;
  return onOwn(db, owner, itemId, now, async (tx, item) => {
    if (item.asked?.id === id) return undefined;
    if (item.state === 'closed') return 'closed';
    if (item.asked) return 'waiting';
    const late = findDueProblem(day, dayOf(now), item.dueOn);
    if (late) return late;
    if (!fits(reason, REASON_LIMIT) || findTextProblem(reason)) return 'text';
    const event = {
      id,
      itemId,
      kind: 'extension-asked',
      by: owner.personId,
      text: reason.trim(),
      day,
    } as const;
    if (await insertEvent(tx, event, now))
      await tellAboutItem(tx, { itemId, eventId: id, personId: item.reviewerId }, now);
    return undefined;
  });
}

/** Hands an item in, with some evidence at least; twice is once. The reviewer is told. */
export function handIn(
  db: Db,
  owner: Actor,
  itemId: string,
  now: Date,
): Promise<Worked<'closed' | 'no-evidence'>> {
  return onOwn(db, owner, itemId, now, async (tx, item) => {
    if (item.state === 'closed') return 'closed';
    if (item.state === 'handed-in') return undefined;
    if (item.evidence === 0) return 'no-evidence';
    const eventId = newId();
    await markItem(tx, itemId, { state: 'handed-in' });
    await insertEvent(tx, { id: eventId, itemId, kind: 'handed-in', by: owner.personId }, now);
    await tellAboutItem(tx, { itemId, eventId, personId: item.reviewerId }, now);
    return undefined;
  });
}
