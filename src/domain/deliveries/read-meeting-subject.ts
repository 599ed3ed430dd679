import type { Db } from '../../db/client.ts';
import { findAttendee, type AttendeeRow } from '../../db/queries/meeting-attendance.ts';
import {
  findMeeting,
  findMeetingOf,
  findMeetingUnder,
  type MeetingRow,
  type OwnMeetingRow,
} from '../../db/queries/meetings.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { scopeOf } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { readClassSubject, type ClassSubject } from './read-class-subject.ts';

export type MeetingSubject =
  | ClassSubject
  | { kind: 'meeting-invitation' | 'meeting-moved' | 'meeting-corrected'; meeting: OwnMeetingRow }
  | { kind: 'meeting-cancelled'; meeting: MeetingRow }
  | { kind: 'meeting-objection'; meeting: MeetingRow; attendee: AttendeeRow };

/** What is said about a meeting; undefined where there is nothing to say any more. */
export async function readMeetingSubject(
  db: Db,
  kind: Exclude<MeetingSubject['kind'], ClassSubject['kind']>,
  { personId, subjectId, data }: DeliveryRow,
  now: Date,
): Promise<MeetingSubject | undefined> {
  if (!subjectId) return undefined;
  if (kind === 'meeting-cancelled') {
    const meeting = await findMeeting(db, subjectId);
    return meeting?.state === 'cancelled' && new Date(meeting.startsAt) > now ? { kind, meeting } : undefined;
  }
  if (kind === 'meeting-objection') {
    // Whoever gave the post up meanwhile does not hear of people who are not theirs any more.
    const posts = await findPostsOf(db, personId, dayOf(now));
    const meeting = await findMeetingUnder(db, subjectId, scopeOf({ posts }, 'meetings.hold'));
    const attendee = meeting && (await findAttendee(db, subjectId, String(data['personId'])));
    return meeting && attendee && { kind, meeting, attendee };
  }
  if (kind === 'meeting-moved') {
    const moved = await readClassSubject(db, 'class-moved', { personId, subjectId }, now);
    if (moved) return moved;
  }
  const meeting = await findMeetingOf(db, subjectId, personId);
  if (!meeting) return undefined;
  if (kind === 'meeting-corrected') return { kind, meeting };
  const isAhead = meeting.state === 'planned' && new Date(meeting.startsAt) > now;
  return isAhead ? { kind, meeting } : undefined;
}
