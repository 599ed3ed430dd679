import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { giveAssigned } from '../../db/queries/plan-assignments.ts';
import {
  endShowing,
  findAssignments,
  findCardMarks,
  findOpenShowing,
  insertRoleAssignments,
  putOwnAssignment,
  type AssignmentRow,
} from '../../db/queries/study-cards.ts';
import { lockPerson } from '../../db/queries/study-hours.ts';
import type { Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { progressOf } from './card-rules.ts';
import { findPlan, type StudyPlan } from './plans.ts';

export type Person = Pick<Actor, 'personId'>;
export type Progress = { answered: number; total: number };

/** Gives this person the plans that are set for them from today on, and those of their roles, which they have not got. */
export async function giveDue(
  tx: Tx,
  { personId }: Person,
  plans: readonly StudyPlan[],
  now: Date,
): Promise<number> {
  const assigned = await giveAssigned(tx, dayOf(now), now, personId);
  return assigned + (await insertRoleAssignments(tx, roleAssignments(plans), dayOf(now), now, personId));
}

/** Plans that come with a role. */
export const roleAssignments = (plans: readonly StudyPlan[]): { plan: string; roles: readonly string[] }[] =>
  plans.filter(({ roles }) => roles.length > 0).map(({ id, roles }) => ({ plan: id, roles }));

export type PlanState = { plan: StudyPlan } & Progress & { because: AssignmentRow['because'] | null };

/** Every plan with how far this person is: those they have first, then those that are open to everybody. */
export async function listPlans(
  db: Db,
  person: Person,
  plans: readonly StudyPlan[],
  now: Date,
): Promise<PlanState[]> {
  return db.transaction(async (tx) => {
    await giveDue(tx, person, plans, now);
    const own = await findAssignments(tx, person.personId);
    const marks = await findCardMarks(tx, person.personId);
    const placeOf = (plan: StudyPlan) => {
      const at = own.findIndex((one) => one.plan === plan.id);
      return at === -1 ? own.length : at;
    };
    return plans
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .map((plan) => ({
        plan,
        ...progressOf(
          plan.cards.map(({ id }) => id),
          marks,
        ),
        because: own.find((one) => one.plan === plan.id)?.because ?? null,
      }));
  });
}

/** Takes up a plan, or goes back to one: its cards come next. False where there is no such plan. */
export async function choosePlan(
  db: Db,
  person: Person,
  planId: string,
  plans: readonly StudyPlan[],
  now: Date,
): Promise<boolean> {
  if (!findPlan(plans, planId)) return false;
  const { personId } = person;
  await db.transaction(async (tx) => {
    await lockPerson(tx, personId);
    const open = await findOpenShowing(tx, personId);
    if (open && open.plan !== planId) await endShowing(tx, { id: open.id, personId, state: 'later' }, now);
    await putOwnAssignment(tx, newId(), personId, planId, now);
  });
  return true;
}
