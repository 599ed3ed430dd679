import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import { findAttendee, insertMark, insertMeetingObjection } from '../../db/queries/meeting-attendance.ts';
import {
  findMeetingOf,
  findMeetingUnder,
  lockMeeting,
  type OwnMeetingRow,
} from '../../db/queries/meetings.ts';
import { insertHourCorrection } from '../../db/queries/study-hours.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { Correction } from './meeting-rules.ts';

const STATES = { 'was-there': 'present', 'was-not': 'absent', 'was-excused': 'excused' } as const;

/**
 * Corrects the attendance of one person at a closed meeting: a new row with its reason, and of the study hours a
 * correction that a second person confirms. The person is told. Nobody corrects their own.
 * @returns false where there is nothing to correct: not theirs, not closed, or it says so already
 */
export function correctAttendance(
  db: Db,
  organiser: Actor,
  { id, personId }: { id: string; personId: string },
  correction: Correction,
  now: Date,
): Promise<boolean> {
  if (personId === organiser.personId) return Promise.resolve(false);
  return db.transaction(async (tx) => {
    await lockMeeting(tx, id);
    const meeting = await findMeetingUnder(tx, id, scopeOf(organiser, 'meetings.hold'));
    if (meeting?.state !== 'closed') return false;
    const before = await findAttendee(tx, id, personId);
    const state = STATES[correction];
    if (!before || before.state === state) return false;
    const mark = { meetingId: id, state, reason: correction, via: 'correction' } as const;
    await insertMark(tx, { ...mark, markedBy: organiser.personId }, personId, now);
    const hours = { meetingId: id, personId, wasThere: state === 'present', recordedBy: organiser.personId };
    await insertHourCorrection(tx, hours, now);
    const subject = { actorId: organiser.personId, subjectPersonId: personId, purpose: null };
    const detail = { meetingId: id, correction };
    await insertAccess(tx, { id: newId(), action: 'meetings.correct', ...subject, detail }, now);
    const own = await findMeetingOf(tx, id, personId);
    await tellOne(
      tx,
      {
        kind: 'meeting-corrected',
        personId,
        subjectId: id,
        onceKey: `meeting-corrected:${id}:${personId}:${own?.n ?? 0}`,
      },
      now,
    );
    return true;
  });
}

/**
 * Somebody objects to what is recorded about them at a closed meeting. It stays attached, and reaches the organiser; in
 * their own case, and where they hold it themselves, it is only kept.
 */
export function objectToAttendance(
  db: Db,
  { personId }: Pick<Actor, 'personId'>,
  id: string,
  now: Date,
): Promise<OwnMeetingRow | undefined> {
  return db.transaction(async (tx) => {
    const meeting = await findMeetingOf(tx, id, personId);
    if (meeting?.state !== 'closed' || meeting.n === null) return undefined;
    if ((await insertMeetingObjection(tx, id, personId, now)) && meeting.heldBy !== personId)
      await insertDelivery(
        tx,
        {
          id: newId(),
          kind: 'meeting-objection',
          personId: meeting.heldBy,
          subjectId: id,
          onceKey: `meeting-objection:${id}:${personId}:${meeting.n}`,
          data: { personId },
          priority: PRIORITY.answer,
          policy: 'resend',
          notBefore: now,
        },
        now,
      );
    return findMeetingOf(tx, id, personId);
  });
}
