import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import {
  findClash,
  findInterviewOf,
  insertInterview,
  lockPeople,
  type InterviewRow,
} from '../../db/queries/interviews.ts';
import { markProposalArranged } from '../../db/queries/interview-proposals.ts';
import { findInScope } from '../people/find-in-scope.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { unitsHeldAs, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { deadlineIn } from '../schedule/working-days.ts';
import { askForApproval } from './ask-for-approval.ts';
import { INTERVIEW_MINUTES, isWritten, kindsOrderedBy, type InterviewKind } from './order-rules.ts';

export type Plan = {
  id: string;
  kind: string;
  personId: string;
  /** Nothing of a written inquiry, whose end is counted in working days. */
  startsAt: Date | null;
  place: string;
  /** The suggestion it answers, if any. */
  proposalId?: string | undefined;
};
export type Arranged =
  | { ok: true; first: boolean; asked: string[]; interview: InterviewRow }
  | { ok: false; problem: 'not-found' | 'own' | 'unknown-kind' | 'past' | 'no-approver' }
  | { ok: false; problem: 'unknown-year'; year: number }
  | { ok: false; problem: 'clash'; with: InterviewRow };

/** Kinds that somebody may order for this person, each in the units of the posts that it names; nobody's own. */
export async function orderableKinds(
  db: Db,
  orderer: Actor,
  personId: string,
  pack: RulePack,
  now: Date,
): Promise<InterviewKind[]> {
  if (personId === orderer.personId) return [];
  const found = await Promise.all(
    kindsOrderedBy(orderer, pack).map(async (kind) =>
      (await findInScope(db, orderer, unitsHeldAs(orderer, kind.orderedBy), personId, now)) ? [kind] : [],
    ),
  );
  return found.flat();
}

/**
 * Arranges an interview (row F1) in one transaction: with its neutral notice (row F2) where its orderer may order it
 * alone, else as a proposal to whoever may approve it. The id is the wizard's, so confirming twice arranges once. Nobody
 * arranges their own; a time already taken by either person is refused.
 */
export async function arrangeInterview(
  db: Db,
  orderer: Actor,
  plan: Plan,
  pack: RulePack,
  now: Date,
): Promise<Arranged> {
  if (plan.personId === orderer.personId) return { ok: false, problem: 'own' };
  const kind = kindsOrderedBy(orderer, pack).find(({ id }) => id === plan.kind);
  if (!kind) return { ok: false, problem: 'unknown-kind' };
  return db.transaction(async (tx): Promise<Arranged> => {
    await lockPeople(tx, [plan.personId, orderer.personId]);
    const there = await findInterviewOf(tx, plan.id, orderer.personId);
    if (there) return { ok: true, first: false, asked: [], interview: there };
    const when = await findTimes(tx, kind, plan.startsAt, pack, now);
    if (!when.ok) return when;
    const person = await findInScope(tx, orderer, unitsHeldAs(orderer, kind.orderedBy), plan.personId, now);
    if (!person) return { ok: false, problem: 'not-found' };
    const { startsAt, minutes, approveBy } = when;
    const clash =
      minutes > 0 && (await findClash(tx, [plan.personId, orderer.personId], startsAt, minutes, plan.id));
    if (clash) return { ok: false, problem: 'clash', with: clash };
    const asked = approveBy ? await askForApproval(tx, orderer, plan, kind, now) : [];
    if (approveBy && asked.length === 0) return { ok: false, problem: 'no-approver' };
    const row = { ...plan, startsAt, minutes, approveBy, orderedBy: orderer.personId };
    await insertInterview(tx, { ...row, rulePackVersion: pack.version }, now);
    if (plan.proposalId !== undefined)
      await markProposalArranged(tx, { ...plan, proposalId: plan.proposalId, by: orderer.personId }, now);
    if (!approveBy)
      await announce(tx, { id: plan.id, personId: plan.personId, round: 0, startsAt, minutes }, now);
    await logInterview(tx, orderer, 'interviews.arrange', plan, { kind: plan.kind }, now);
    const interview = await findInterviewOf(tx, plan.id, orderer.personId);
    if (!interview) throw new Error('an interview went away while it was arranged');
    return { ok: true, first: true, asked, interview };
  });
}

type Times =
  | { ok: true; startsAt: Date; minutes: number; approveBy: Date | null }
  | { ok: false; problem: 'past' }
  | { ok: false; problem: 'unknown-year'; year: number };

/** When it is, and until when it may be approved: one with an hour until then, a written inquiry within working days. */
export async function findTimes(
  tx: Db | Tx,
  kind: InterviewKind,
  startsAt: Date | null,
  pack: RulePack,
  now: Date,
): Promise<Times> {
  const needsApproval = kind.approvedBy !== null;
  if (!isWritten(kind)) {
    if (!startsAt || startsAt <= now) return { ok: false, problem: 'past' };
    return { ok: true, startsAt, minutes: INTERVIEW_MINUTES, approveBy: needsApproval ? startsAt : null };
  }
  const due = await deadlineIn(tx, kind.deadlineWorkingDays ?? 0, now);
  if (!due.ok) return due;
  const by = needsApproval ? await deadlineIn(tx, pack.interviewRules.approvalWorkingDays, now) : undefined;
  if (by && !by.ok) return by;
  return { ok: true, startsAt: due.at, minutes: 0, approveBy: by?.at ?? null };
}

export type Announced = { id: string; personId: string; round: number; startsAt: Date; minutes: number };

/** Queues the neutral notice of a round; that of an inquiry is worth saying after its day as well. */
export async function announce(
  tx: Tx,
  { id, personId, round, startsAt, minutes }: Announced,
  now: Date,
): Promise<void> {
  await insertDelivery(
    tx,
    {
      id: newId(),
      kind: 'interview-notice',
      personId,
      subjectId: id,
      onceKey: `interview-notice:${id}${round === 0 ? '' : `:${round}`}`,
      data: { round },
      priority: PRIORITY.answer,
      policy: 'resend',
      notBefore: now,
      ...(minutes > 0 ? { expiresAt: startsAt } : {}),
    },
    now,
  );
}

/** Writes what somebody did about an interview into the access log. */
export function logInterview(
  tx: Tx,
  actor: Pick<Actor, 'personId'>,
  action: string,
  { id, personId }: { id: string; personId: string },
  detail: Record<string, unknown>,
  now: Date,
): Promise<void> {
  const row = { id: newId(), actorId: actor.personId, action, subjectPersonId: personId, purpose: null };
  return insertAccess(tx, { ...row, detail: { interviewId: id, ...detail } }, now);
}
