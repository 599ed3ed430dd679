import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findUnitInScope } from '../../db/queries/organisation-units.ts';
import { findNarrowings } from '../../db/queries/audience.ts';
import {
  announceAssigned,
  countPlanMeant,
  giveAssigned,
  insertPlanAssignment,
  type PlanCounts,
  type PlanMeant,
} from '../../db/queries/plan-assignments.ts';
import { digestTimes } from '../deliveries/rules.ts';
import type { Audience } from '../notices/audience.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { roleSchema } from '../rules/role.ts';
import { dayOf, startOfDay } from '../schedule/calendar.ts';
import { findEndProblem, findStartProblem, PACES, versionOf, type DayProblem } from './assignment-rules.ts';
import { findPlan } from './plans.ts';
import type { Content } from './read-week.ts';
import { weekOf } from './week-rules.ts';

/** A plan for the people under a unit, all of them or those of a role or a post. */
export type PlanDraft = {
  id: string;
  plan: string;
  unitId: string;
  role: string | null;
  postTitle: string | null;
  startsOn: string;
  endsOn: string;
  pace: number;
};
export type PlanTarget = Pick<PlanDraft, 'plan' | 'unitId' | 'role' | 'postTitle'>;
export type { PlanCounts };

function audienceOf({ unitId, role, postTitle }: PlanTarget): Audience {
  const known = roleSchema.safeParse(role);
  return {
    any: [
      [
        { by: 'unit', unitId },
        ...(known.success ? [{ by: 'role' as const, role: known.data }] : []),
        ...(postTitle === null ? [] : [{ by: 'post' as const, title: postTitle }]),
      ],
    ],
    except: [],
  };
}

const meantBy = (actor: Actor, target: PlanTarget): PlanMeant => ({
  audience: audienceOf(target),
  scope: scopeOf(actor, 'plans.assign'),
  authorId: actor.personId,
  plan: target.plan,
});
const momentOf = (now: Date) => ({ day: dayOf(now), weekFrom: startOfDay(weekOf(dayOf(now)).monday), now });

/** Whom it would be set, and who is left out and why; within the scope of `plans.assign`. */
export const countMeant = (db: Db, actor: Actor, target: PlanTarget, now: Date): Promise<PlanCounts> =>
  countPlanMeant(db, meantBy(actor, target), momentOf(now));

/** Post titles offered at most, the frequent ones first. */
const MOST_TITLES = 10;

/** The titles of posts under a unit, to choose by. */
export async function listPostTitles(db: Db, unitId: string, now: Date): Promise<string[]> {
  return (await findNarrowings(db, [unitId], dayOf(now), MOST_TITLES)).titles;
}

export type Assigned =
  { ok: true; people: number; first: boolean } | { ok: false; problem: 'not-found' | 'nobody' | DayProblem };

/**
 * Sets a plan for everybody who is meant now, exempted people and those who are done with it left out, and tells them in
 * their digest. The id is the wizard's: the same again changes nothing.
 */
export async function assignPlan(
  db: Db,
  actor: Actor,
  draft: PlanDraft,
  { pack, plans }: Content,
  now: Date,
): Promise<Assigned> {
  const today = dayOf(now);
  const scope = scopeOf(actor, 'plans.assign');
  const plan = findPlan(plans, draft.plan);
  const isPace = PACES.some((pace) => pace === draft.pace);
  if (!plan || !isPace) return { ok: false, problem: 'not-found' };
  const problem =
    findStartProblem(draft.startsOn, today) ?? findEndProblem(draft.startsOn, draft.endsOn, today);
  return db.transaction(async (tx): Promise<Assigned> => {
    if (!(await findUnitInScope(tx, draft.unitId, scope))) return { ok: false, problem: 'not-found' };
    const who = meantBy(actor, draft);
    if (problem) return { ok: false, problem };
    const { people } = await countPlanMeant(tx, who, momentOf(now));
    const row = { ...draft, planVersion: versionOf(plan), assignedBy: actor.personId };
    const given = people === 0 ? 0 : await insertPlanAssignment(tx, row, who, momentOf(now));
    if (given === 0) return { ok: false, problem: 'nobody' };
    if (given === null) return { ok: true, people, first: false };
    await insertAccess(
      tx,
      {
        id: newId(),
        actorId: actor.personId,
        action: 'plans.assign',
        subjectPersonId: null,
        purpose: null,
        detail: { assignmentId: draft.id, plan: draft.plan, people: given },
      },
      now,
    );
    await giveAssigned(tx, today, now, null);
    await announceAssigned(tx, draft.id, now, digestTimes(pack.reminders.digestAt, now));
    return { ok: true, people: given, first: true };
  });
}
