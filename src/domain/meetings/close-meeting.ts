import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { insertClosingMarks } from '../../db/queries/meeting-attendance.ts';
import {
  findMeetingUnder,
  lockMeeting,
  markMeetingClosed,
  type MeetingRow,
} from '../../db/queries/meetings.ts';
import { confirmHoursOfEvent, insertHoursOfMeeting } from '../../db/queries/study-hours.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** given, confirmed: entries of study hours, and those of them that count already; the rest waits for a second person. */
export type Closed =
  | { ok: true; meeting: MeetingRow; first: boolean; given: number; confirmed: number }
  | { ok: false; problem: 'not-found' | 'too-early' | 'cancelled' };

/**
 * Closes a meeting that has begun: everybody has a row of attendance then, and who was there the study hours it gives.
 * The organiser confirms those of others who recorded themselves by the code; whom the organiser marked, and the
 * organiser's own, are confirmed by somebody else (`hours.confirm`), since nobody decides on what they wrote.
 */
export function closeMeeting(db: Db, organiser: Actor, id: string, now: Date): Promise<Closed> {
  const scope = scopeOf(organiser, 'meetings.hold');
  return db.transaction(async (tx): Promise<Closed> => {
    await lockMeeting(tx, id);
    const before = await findMeetingUnder(tx, id, scope);
    if (!before) return { ok: false, problem: 'not-found' };
    if (before.state === 'cancelled') return { ok: false, problem: 'cancelled' };
    if (before.state === 'closed') return { ok: true, meeting: before, first: false, given: 0, confirmed: 0 };
    if (new Date(before.startsAt) > now) return { ok: false, problem: 'too-early' };
    await insertClosingMarks(tx, id, organiser.personId, now);
    await markMeetingClosed(tx, id, now);
    const given = await insertHoursOfMeeting(tx, id, now);
    const own = scopeOf(organiser, 'hours.confirm');
    const confirmed = await confirmHoursOfEvent(tx, id, organiser.personId, own, dayOf(now), now);
    const meeting = await findMeetingUnder(tx, id, scope);
    if (!meeting) throw new Error('a meeting went away while it was locked');
    const detail = { meetingId: id, people: meeting.invited, given, confirmed };
    const log = { id: newId(), actorId: organiser.personId, action: 'meetings.close', detail };
    await insertAccess(tx, { ...log, subjectPersonId: null, purpose: null }, now);
    return { ok: true, meeting, first: true, given, confirmed };
  });
}
