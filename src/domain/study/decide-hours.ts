import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  confirmHoursOfEvent,
  countWaitingHours,
  findDecidableHours,
  findWaitingHours,
  insertHourDecision,
  type DecidableRow,
  type HourEntryRow,
} from '../../db/queries/study-hours.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { ENTRIES_A_PAGE } from './own-hours.ts';

export type { DecidableRow };
export type HoursVerdict = { verdict: 'confirmed' } | { verdict: 'rejected'; reason: string };
/** first: false where this person gave this very answer before. */
export type Decided =
  | { ok: true; entry: DecidableRow; first: boolean }
  | { ok: false; problem: 'not-found' }
  | { ok: false; problem: 'decided-before'; entry: DecidableRow };

/** Longest reason, in characters. */
export const REASON_LIMIT = 100;

const log = (
  actor: Actor,
  action: string,
  subjectPersonId: string | null,
  detail: Record<string, unknown>,
) => ({
  id: newId(),
  actorId: actor.personId,
  action,
  subjectPersonId,
  purpose: null,
  detail,
});

/** How many entries wait for this person; none for who may not confirm. */
export function countWaiting(db: Db, actor: Pick<Actor, 'personId' | 'posts'>, now: Date): Promise<number> {
  const scope = scopeOf(actor, 'hours.confirm');
  return scope.length === 0 ? Promise.resolve(0) : countWaitingHours(db, actor.personId, scope, dayOf(now));
}

/** Entries of the scope that wait, the oldest first; names are read, so it is logged. Never their own. */
export function listWaiting(
  db: Db,
  actor: Actor,
  page: number,
  now: Date,
): Promise<{ rows: HourEntryRow[]; total: number }> {
  const scope = scopeOf(actor, 'hours.confirm');
  const where = { offset: page * ENTRIES_A_PAGE, limit: ENTRIES_A_PAGE };
  return db.transaction(async (tx) => {
    const list = await readAs(tx, actor, now, (as) =>
      findWaitingHours(as, actor.personId, scope, dayOf(now), where),
    );
    const detail = { people: list.rows.length };
    if (list.rows.length > 0) await insertAccess(tx, log(actor, 'hours.read-waiting', null, detail), now);
    return list;
  });
}

/** One entry of the scope that is not theirs, with what else to know before answering; logged. */
export function readWaiting(db: Db, actor: Actor, id: string, now: Date): Promise<DecidableRow | undefined> {
  const scope = scopeOf(actor, 'hours.confirm');
  return db.transaction(async (tx) => {
    const entry = await readAs(tx, actor, now, (as) =>
      findDecidableHours(as, id, actor.personId, scope, dayOf(now)),
    );
    if (entry) await insertAccess(tx, log(actor, 'hours.read-entry', entry.personId, { entryId: id }), now);
    return entry;
  });
}

/**
 * Confirms or rejects an entry once, within the scope of `hours.confirm`: never one's own, nor what one wrote. The first
 * answer stays. A rejection is told to the person with its reason; a confirmation shows in their hours and says nothing.
 */
export function decideHours(
  db: Db,
  actor: Actor,
  id: string,
  decision: HoursVerdict,
  now: Date,
): Promise<Decided> {
  const scope = scopeOf(actor, 'hours.confirm');
  const day = dayOf(now);
  const { verdict } = decision;
  const reason = decision.verdict === 'rejected' ? decision.reason : null;
  return db.transaction(async (tx): Promise<Decided> => {
    const find = () => readAs(tx, actor, now, (as) => findDecidableHours(as, id, actor.personId, scope, day));
    if (!(await find())) return { ok: false, problem: 'not-found' };
    const given = { entryId: id, deciderId: actor.personId, verdict, reason };
    const first = await insertHourDecision(tx, given, scope, day, now);
    const entry = await find();
    if (!entry) return { ok: false, problem: 'not-found' };
    if (!first)
      return entry.decidedBy === actor.personId && entry.state === verdict
        ? { ok: true, entry, first }
        : { ok: false, problem: 'decided-before', entry };
    await insertAccess(tx, log(actor, `hours.${verdict}`, entry.personId, { entryId: id }), now);
    if (verdict === 'rejected')
      await tellOne(tx, { kind: 'hours-rejected', personId: entry.personId, subjectId: id }, now);
    return { ok: true, entry, first };
  });
}

/**
 * Confirms what waits for this person of the same meeting as one entry, that entry with it: one look at one list. How many
 * that were; none where the entry is not theirs to decide.
 */
export function confirmSameMeeting(db: Db, actor: Actor, id: string, now: Date): Promise<number> {
  const scope = scopeOf(actor, 'hours.confirm');
  const day = dayOf(now);
  return db.transaction(async (tx) => {
    const entry = await readAs(tx, actor, now, (as) =>
      findDecidableHours(as, id, actor.personId, scope, day),
    );
    return entry ? confirmHoursOfEvent(tx, entry.eventId, actor.personId, scope, day, now) : 0;
  });
}
