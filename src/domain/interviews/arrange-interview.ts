import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { cancelPending, hasGoneOut, insertDelivery } from '../../db/queries/deliveries.ts';
import {
  findClash,
  findInterviewOf,
  findInterviewsBy,
  insertInterview,
  lockPeople,
  markInterviewClosed,
  type InterviewRow,
} from '../../db/queries/interviews.ts';
import { findPersonInScope } from '../../db/queries/people.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';

export type { InterviewRow };
export type Plan = {
  id: string;
  kind: string;
  personId: string;
  startsAt: Date;
  minutes: number;
  place: string;
};
export type Arranged =
  | { ok: true; first: boolean }
  | { ok: false; problem: 'not-found' | 'own' | 'unknown-kind' | 'past' | 'needs-approval' }
  | { ok: false; problem: 'clash'; with: InterviewRow };

/** How long an interview is taken to last. */
export const INTERVIEW_MINUTES = 30;

/** Kinds of the pack that a supervisor may order alone. */
export function orderableKinds(pack: RulePack): RulePack['interviewKinds'] {
  return pack.interviewKinds.filter(
    (kind) =>
      kind.orderedBy.includes('supervisor') && kind.approvedBy === null && kind.deadlineWorkingDays === null,
  );
}

/**
 * Arranges an interview and queues its neutral notice (row F2) in one transaction. The id is the wizard's, so
 * confirming twice arranges once. Nobody arranges their own; a time already taken by either person is refused.
 */
export async function arrangeInterview(
  db: Db,
  supervisor: Actor,
  plan: Plan,
  pack: RulePack,
  now: Date,
): Promise<Arranged> {
  if (plan.personId === supervisor.personId) return { ok: false, problem: 'own' };
  if (!orderableKinds(pack).some((kind) => kind.id === plan.kind))
    return { ok: false, problem: 'unknown-kind' };
  return db.transaction(async (tx): Promise<Arranged> => {
    await lockPeople(tx, [plan.personId, supervisor.personId]);
    const there = await findInterviewOf(tx, plan.id, supervisor.personId);
    if (there) return { ok: true, first: false };
    if (plan.startsAt <= now) return { ok: false, problem: 'past' };
    const person = await findPersonInScope(
      tx,
      scopeOf(supervisor, 'interviews.arrange'),
      plan.personId,
      dayOf(now),
    );
    if (!person) return { ok: false, problem: 'not-found' };
    const clash = await findClash(tx, [plan.personId, supervisor.personId], plan.startsAt, plan.minutes);
    if (clash) return { ok: false, problem: 'clash', with: clash };
    const first = await insertInterview(
      tx,
      { ...plan, rulePackVersion: pack.version, orderedBy: supervisor.personId },
      now,
    );
    await insertDelivery(
      tx,
      {
        id: newId(),
        kind: 'interview-notice',
        personId: plan.personId,
        subjectId: plan.id,
        onceKey: `interview-notice:${plan.id}`,
        priority: PRIORITY.answer,
        policy: 'resend',
        notBefore: now,
        expiresAt: plan.startsAt,
      },
      now,
    );
    const detail = { interviewId: plan.id, kind: plan.kind };
    await insertAccess(
      tx,
      {
        id: newId(),
        actorId: supervisor.personId,
        action: 'interviews.arrange',
        subjectPersonId: plan.personId,
        purpose: null,
        detail,
      },
      now,
    );
    return { ok: true, first };
  });
}

/** An interview for one of the two people in it. */
export function readInterview(db: Db, person: Actor, id: string): Promise<InterviewRow | undefined> {
  return findInterviewOf(db, id, person.personId);
}

export function listInterviews(db: Db, supervisor: Actor, now: Date): Promise<InterviewRow[]> {
  return findInterviewsBy(db, supervisor.personId, now, 8);
}

/** The supervisor marks it as held (after it began) or cancels it; a cancelled one is told to the person if they knew of it. */
export async function closeInterview(
  db: Db,
  supervisor: Actor,
  id: string,
  state: 'held' | 'cancelled',
  now: Date,
): Promise<InterviewRow | undefined> {
  return db.transaction(async (tx) => {
    const closed = await markInterviewClosed(tx, id, supervisor.personId, state, now);
    const interview = await findInterviewOf(tx, id, supervisor.personId);
    if (!interview || interview.orderedBy !== supervisor.personId) return undefined;
    if (closed && state === 'cancelled') {
      await cancelPending(tx, [id]);
      if (!(await hasGoneOut(tx, id, 'interview-notice'))) return interview;
      await insertDelivery(
        tx,
        {
          id: newId(),
          kind: 'interview-cancelled',
          personId: interview.personId,
          subjectId: id,
          onceKey: `interview-cancelled:${id}`,
          priority: PRIORITY.answer,
          policy: 'resend',
          notBefore: now,
        },
        now,
      );
    }
    return interview;
  });
}
