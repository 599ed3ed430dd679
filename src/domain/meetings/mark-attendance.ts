import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  findAttendee,
  findAttendees,
  insertMark,
  insertMarksForAll,
  type AttendeeRow,
} from '../../db/queries/meeting-attendance.ts';
import { findMeetingUnder, lockMeeting, type MeetingRow } from '../../db/queries/meetings.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { accessBy } from '../people/access-by.ts';

export type { AttendeeRow };
export const PEOPLE_A_PAGE = 8;
export type Roll = { meeting: MeetingRow; rows: AttendeeRow[]; total: number; page: number };

/**
 * A page of who is expected, with what is recorded; names are read, so it is logged.
 * @param missing only those who are not there
 */
export function readRoll(
  db: Db,
  organiser: Actor,
  id: string,
  { page, missing }: { page: number; missing: boolean },
  now: Date,
): Promise<Roll | undefined> {
  return db.transaction(async (tx) => {
    const meeting = await findMeetingUnder(tx, id, scopeOf(organiser, 'meetings.hold'));
    if (!meeting) return undefined;
    const where = (at: number) => ({ offset: at * PEOPLE_A_PAGE, limit: PEOPLE_A_PAGE });
    const found = await findAttendees(tx, id, missing, where(page));
    // A page that a mark has emptied: the first one is there.
    const list = found.total === 0 && page > 0 ? await findAttendees(tx, id, missing, where(0)) : found;
    const detail = { meetingId: id, people: list.rows.length };
    if (list.rows.length > 0)
      await insertAccess(tx, accessBy(organiser, 'meetings.read-roll', null, detail), now);
    return { meeting, ...list, page: list === found ? page : 0 };
  });
}

/** One of the expected, for who organises it, which is logged; undefined for anybody else. */
export function readAttendee(
  db: Db,
  organiser: Actor,
  { id, personId }: { id: string; personId: string },
  now: Date,
): Promise<{ meeting: MeetingRow; attendee: AttendeeRow } | undefined> {
  return db.transaction(async (tx) => {
    const meeting = await findMeetingUnder(tx, id, scopeOf(organiser, 'meetings.hold'));
    const attendee = meeting && (await findAttendee(tx, id, personId));
    if (!meeting || !attendee) return undefined;
    await insertAccess(tx, accessBy(organiser, 'meetings.read-attendee', personId, { meetingId: id }), now);
    return { meeting, attendee };
  });
}

export type Marked = { ok: true } | { ok: false; problem: 'not-found' | 'too-early' | 'over' };
/** An excuse of the pack, or whether somebody is there. */
export type MarkWord = { state: 'present' | 'absent' } | { state: 'excused'; reason: string };

/** The organiser ticks one person of the list, or takes the tick back; saved at once, until the meeting is closed. */
export function markAttendance(
  db: Db,
  organiser: Actor,
  { id, personId }: { id: string; personId: string },
  word: MarkWord,
  pack: RulePack,
  now: Date,
): Promise<Marked> {
  return db.transaction(async (tx): Promise<Marked> => {
    const problem = await findProblem(tx, organiser, id, pack, now);
    if (problem) return { ok: false, problem };
    if (!(await findAttendee(tx, id, personId))) return { ok: false, problem: 'not-found' };
    const reason = word.state === 'excused' ? word.reason : null;
    const mark = { meetingId: id, state: word.state, reason, via: 'list' } as const;
    if (await insertMark(tx, { ...mark, markedBy: organiser.personId }, personId, now))
      await insertAccess(tx, accessBy(organiser, `meetings.${word.state}`, personId, { meetingId: id }), now);
    return { ok: true };
  });
}

/** Everybody who is not excused is there, or nobody is. */
export function markAll(
  db: Db,
  organiser: Actor,
  id: string,
  state: 'present' | 'absent',
  pack: RulePack,
  now: Date,
): Promise<Marked> {
  return db.transaction(async (tx): Promise<Marked> => {
    const problem = await findProblem(tx, organiser, id, pack, now);
    if (problem) return { ok: false, problem };
    const mark = { meetingId: id, state, reason: null, via: 'list', markedBy: organiser.personId } as const;
    const people = await insertMarksForAll(tx, mark, now);
    if (people > 0)
      await insertAccess(
        tx,
        accessBy(organiser, `meetings.all-${state}`, null, { meetingId: id, people }),
        now,
      );
    return { ok: true };
  });
}

/** Whether the list may not be marked now. Locks the meeting, so that a mark and the closing come one after the other. */
async function findProblem(
  tx: Tx,
  organiser: Actor,
  id: string,
  { meetings }: RulePack,
  now: Date,
): Promise<'not-found' | 'too-early' | 'over' | undefined> {
  await lockMeeting(tx, id);
  const meeting = await findMeetingUnder(tx, id, scopeOf(organiser, 'meetings.hold'));
  if (!meeting) return 'not-found';
  if (meeting.state !== 'planned') return 'over';
  const opens = new Date(meeting.startsAt).getTime() - meetings.openBeforeMinutes * 60_000;
  return now.getTime() < opens ? 'too-early' : undefined;
}
