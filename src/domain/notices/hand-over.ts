import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { putAcknowledgement } from '../../db/queries/notices.ts';
import {
  announceVisits,
  countVisits,
  findVisit,
  findVisits,
  findVisitsOf,
  insertVisits,
  markVisit,
  type AssignedVisitRow,
  type VisitRecorded,
  type VisitRow,
} from '../../db/queries/notice-visits.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { digestTimes } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import type { Role } from '../rules/role.ts';
import { dayOf } from '../schedule/calendar.ts';
import { logNotice } from './send-notice.ts';

export type { AssignedVisitRow, VisitRow };
/** Who visits: the secretary of the branch nearest to the person (the author where there is none). */
const VISITING_ROLE: Role = 'branch-secretary';

/** Hands over everybody whom no message reaches or who does not answer, and tells the liaisons (rows E8, E10). */
export function handOver(db: Db, pack: RulePack, now: Date): Promise<{ visits: number; told: number }> {
  const { ackReminder, digestAt } = pack.reminders;
  const rule = { reminders: ackReminder.max, waitMs: pack.noticeRules.visitAfterDays * 86_400_000 };
  return db.transaction(async (tx) => {
    const visits = await insertVisits(tx, dayOf(now), rule, now);
    const told = visits === 0 ? 0 : await announceVisits(tx, now, digestTimes(digestAt, now));
    return { visits, told };
  });
}

export const VISITS_A_PAGE = 5;
/** Longest note of a visit, in characters. */
export const NOTE_LIMIT = 200;
const pageOf = (page: number) => ({ offset: page * VISITS_A_PAGE, limit: VISITS_A_PAGE });

/** The liaison's own visits that are still to be made, of one notice or of all. */
export const listVisits = (
  db: Db,
  liaison: Actor,
  page: number,
  noticeId?: string,
): Promise<{ rows: VisitRow[]; total: number }> => findVisits(db, liaison.personId, pageOf(page), noticeId);

/** One of them, with what is to be told; undefined once it was recorded, or is not needed any more. */
export const readVisit = (
  db: Db,
  liaison: Actor,
  visit: { noticeId: string; personId: string },
): Promise<(VisitRow & { authorName: string; dueAt: string | null }) | undefined> =>
  findVisit(db, { ...visit, liaisonId: liaison.personId });

/** Whether the person has visits to make: by the office they hold, or because some were handed to them. */
export const mayVisit = async (db: Db, person: Actor): Promise<boolean> =>
  person.posts.some((post) => post.roles.includes(VISITING_ROLE)) ||
  (await countVisits(db, person.personId)) > 0;

/** The visits of one of the author's own notices; names are read, so it is logged. */
export function readVisitList(
  db: Db,
  author: Actor,
  noticeId: string,
  page: number,
  now: Date,
): Promise<{ rows: AssignedVisitRow[]; total: number; open: number }> {
  const scope = scopeOf(author, 'notices.send');
  return db.transaction(async (tx) => {
    const list = await findVisitsOf(tx, noticeId, author.personId, scope, pageOf(page));
    await logNotice(tx, author.personId, 'notices.read-visits', noticeId, list.rows.length, now);
    return list;
  });
}

/**
 * The liaison records "told in person", which acknowledges the notice for that person and is marked as such (row E15),
 * or that nobody was met, after which it may be tried again. The same record again is `there`; somebody else's visit,
 * or one that was recorded otherwise or is not needed any more, is `over`.
 */
export function recordVisit(
  db: Db,
  liaison: Actor,
  visit: { noticeId: string; personId: string; state: 'told' | 'not-met'; note: string | null },
  now: Date,
): Promise<VisitRecorded> {
  return db.transaction(async (tx) => {
    const recorded = await markVisit(tx, { ...visit, liaisonId: liaison.personId }, now);
    if (recorded !== 'stored') return recorded;
    const { noticeId, personId, note } = visit;
    if (visit.state === 'told')
      await putAcknowledgement(
        tx,
        { noticeId, personId, state: 'understood', via: 'liaison', recordedBy: liaison.personId, note },
        now,
      );
    await insertAccess(
      tx,
      {
        id: newId(),
        actorId: liaison.personId,
        action: `notices.visit-${visit.state}`,
        subjectPersonId: personId,
        purpose: null,
        detail: { noticeId },
      },
      now,
    );
    return recorded;
  });
}
