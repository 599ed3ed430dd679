import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { cancelPending } from '../../db/queries/deliveries.ts';
import { setExcuse } from '../../db/queries/meeting-attendance.ts';
import {
  findMeetingOf,
  findMeetingUnder,
  lockMeeting,
  markMeetingCancelled,
  markMoved,
  tellInvitees,
  type MeetingRow,
  type OwnMeetingRow,
} from '../../db/queries/meetings.ts';
import { settleByAnswer } from '../../db/queries/deliveries.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { CLASS } from './meeting-rules.ts';

export type Changed =
  { ok: true; meeting: MeetingRow; first: boolean } | { ok: false; problem: 'not-found' | 'over' | 'past' };

/** Cancels what has not been closed; who heard of it is told, everybody else never hears of it. */
export function cancelMeeting(db: Db, organiser: Actor, id: string, now: Date): Promise<Changed> {
  return change(db, organiser, id, 'meetings.cancel', now, async (tx, before) => {
    if (before.state === 'cancelled') return false;
    await markMeetingCancelled(tx, id);
    await cancelPending(tx, [id]);
    await tellInvitees(
      tx,
      id,
      // Who signed up for a class knows of it, wherever they read of it.
      { round: '', known: before.kind !== CLASS },
      { kind: 'meeting-cancelled', priority: PRIORITY.answer, policy: 'resend', now },
    );
    return true;
  });
}

/** Moves it to another time; everybody expected is told, with the new calendar entry. */
export function moveMeeting(
  db: Db,
  organiser: Actor,
  { id, startsAt }: { id: string; startsAt: Date },
  now: Date,
): Promise<Changed> {
  if (startsAt <= now) return Promise.resolve({ ok: false, problem: 'past' });
  return change(db, organiser, id, 'meetings.move', now, async (tx, before) => {
    if (before.state === 'cancelled' || !(await markMoved(tx, id, startsAt))) return false;
    await cancelPending(tx, [id]);
    await tellInvitees(
      tx,
      id,
      { round: `${before.moves + 1}:`, known: false },
      { kind: 'meeting-moved', priority: PRIORITY.answer, policy: 'resend', now, expiresAt: startsAt },
    );
    return true;
  });
}

function change(
  db: Db,
  organiser: Actor,
  id: string,
  action: string,
  now: Date,
  act: (tx: Tx, before: MeetingRow) => Promise<boolean>,
): Promise<Changed> {
  const scope = scopeOf(organiser, 'meetings.hold');
  return db.transaction(async (tx): Promise<Changed> => {
    await lockMeeting(tx, id);
    const before = await findMeetingUnder(tx, id, scope);
    if (!before) return { ok: false, problem: 'not-found' };
    if (before.state === 'closed') return { ok: false, problem: 'over' };
    const first = await act(tx, before);
    const meeting = await findMeetingUnder(tx, id, scope);
    if (!meeting) throw new Error('a meeting went away while it was locked');
    const log = { id: newId(), actorId: organiser.personId, action, subjectPersonId: null, purpose: null };
    if (first) await insertAccess(tx, { ...log, detail: { meetingId: id } }, now);
    return { ok: true, meeting, first };
  });
}

/**
 * What somebody answers to the invitation: a reason of the pack for which they cannot come, or null when they can after
 * all. It stands beforehand on the organiser's list.
 */
export function answerInvitation(
  db: Db,
  { personId }: Pick<Actor, 'personId'>,
  id: string,
  excuse: string | null,
  pack: RulePack,
  now: Date,
): Promise<OwnMeetingRow | undefined> {
  return db.transaction(async (tx) => {
    const known = excuse === null || pack.meetings.excuses.some((one) => one.id === excuse);
    await lockMeeting(tx, id);
    const before = await findMeetingOf(tx, id, personId);
    if (!before || !known || before.state !== 'planned') return undefined;
    await setExcuse(tx, id, personId, excuse, now);
    await settleByAnswer(tx, id, personId, now);
    return findMeetingOf(tx, id, personId);
  });
}
