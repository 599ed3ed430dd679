import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  endExemption,
  findExemption,
  findNewestLeave,
  findOwnLeave,
  insertLeaveDecision,
  insertLeaveRequest,
  type ExemptionRow,
  type LeaveRow,
} from '../../db/queries/exemption-requests.ts';
import { findHoldersAbove } from '../../db/queries/people.ts';
import { lockPerson } from '../../db/queries/study-hours.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { exemptingOf } from '../study/hour-year.ts';
import { findLeaveProblem, type LeaveProblem } from './leave-rules.ts';
import { rolesFor, type Actor } from './rules.ts';

export type { LeaveRow, ExemptionRow };
export type LeaveDraft = { id: string; reason: string; startsOn: string; endsOn: string | null };

/** What holds or is to come, and the request that waits or was answered last. */
export async function readOwnLeave(
  db: Db,
  { personId }: Pick<Actor, 'personId'>,
  now: Date,
): Promise<{ exemption: ExemptionRow | undefined; newest: LeaveRow | undefined }> {
  const day = dayOf(now);
  const [exemption, newest] = await Promise.all([
    findExemption(db, personId, day),
    findNewestLeave(db, personId, day),
  ]);
  return { exemption, newest };
}

/** Grounds somebody may ask by: those that take their days out of what is asked. */
export const leaveReasons = (pack: RulePack): RulePack['exemptions'] => {
  const exempting = exemptingOf(pack);
  return pack.exemptions.filter(({ id }) => exempting.includes(id));
};

export type LeaveAsked =
  { ok: true; told: boolean } | { ok: false; problem: 'not-found' | 'waiting' | LeaveProblem };

/**
 * Asks for an exemption; one request waits at a time. Whoever is nearest above and may decide is told by a message of
 * its own. The id is the wizard's: the same again changes nothing.
 */
export function askLeave(
  db: Db,
  actor: Actor,
  draft: LeaveDraft,
  pack: RulePack,
  now: Date,
): Promise<LeaveAsked> {
  const { personId } = actor;
  const day = dayOf(now);
  const isKnown = leaveReasons(pack).some(({ id }) => id === draft.reason);
  return db.transaction(async (tx): Promise<LeaveAsked> => {
    await lockPerson(tx, personId);
    const newest = await findNewestLeave(tx, personId, day);
    if (newest?.id === draft.id) return { ok: true, told: true };
    if (!isKnown) return { ok: false, problem: 'not-found' };
    if (newest?.verdict === null) return { ok: false, problem: 'waiting' };
    const problem = findLeaveProblem(draft, day);
    if (problem) return { ok: false, problem };
    const row = { ...draft, personId, rulePackVersion: pack.version };
    if (!(await insertLeaveRequest(tx, row, now))) return { ok: false, problem: 'not-found' };
    const unitIds = actor.posts.slice(0, 1).map(({ unitId }) => unitId);
    const above = await findHoldersAbove(tx, unitIds, rolesFor('leave.decide'), day, 5);
    const decider = above.find((id) => id !== personId);
    if (decider !== undefined)
      await tellOne(tx, { kind: 'leave-asked', personId: decider, subjectId: draft.id }, now);
    return { ok: true, told: decider !== undefined };
  });
}

/** Takes a request back while it waits; twice is once. Undefined where it is not theirs or was answered. */
export function withdrawLeave(
  db: Db,
  { personId }: Actor,
  id: string,
  now: Date,
): Promise<LeaveRow | undefined> {
  return db.transaction(async (tx) => {
    const own = await findOwnLeave(tx, id, personId, dayOf(now));
    if (!own) return undefined;
    const decision = { requestId: id, deciderId: personId, verdict: 'withdrawn', reason: null } as const;
    await insertLeaveDecision(tx, decision, now);
    const after = await findOwnLeave(tx, id, personId, dayOf(now));
    return after?.verdict === 'withdrawn' ? after : undefined;
  });
}

/** Somebody is back before the day: nobody has to grant that. What is asked of them counts again from today. */
export function endLeave(db: Db, actor: Actor, id: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const ended = await endExemption(tx, id, actor.personId, dayOf(now));
    const entry = { id: newId(), actorId: actor.personId, subjectPersonId: actor.personId, purpose: null };
    if (ended) await insertAccess(tx, { ...entry, action: 'leave.end', detail: { exemptionId: id } }, now);
    return ended;
  });
}
