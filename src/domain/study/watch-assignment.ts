import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  endPlanAssignment,
  extendPlanAssignment,
  findPlanAssignment,
  findPlanAssignments,
  findPlanShares,
  type PlanAssignmentRow,
  type PlanShareRow,
} from '../../db/queries/plan-assignments.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { MIN_PEOPLE } from '../quizzes/hiding-rules.ts';
import { addDays, dayOf } from '../schedule/calendar.ts';
import { findEndProblem, type DayProblem } from './assignment-rules.ts';
import { mergeSmall } from './hours-rules.ts';

export type { PlanAssignmentRow };
export const ASSIGNMENTS_A_PAGE = 5;
/** So long after its last day an assignment is still listed. */
const KEPT_DAYS = 60;

/** What is set under the actor's scope, the newest first. */
export const listAssignments = (
  db: Db,
  actor: Actor,
  page: number,
  now: Date,
): Promise<{ rows: PlanAssignmentRow[]; total: number }> =>
  findPlanAssignments(db, scopeOf(actor, 'plans.assign'), addDays(dayOf(now), -KEPT_DAYS), {
    offset: page * ASSIGNMENTS_A_PAGE,
    limit: ASSIGNMENTS_A_PAGE,
  });

export type PlanShare = Omit<PlanShareRow, 'unitId'>;
export type AssignmentProgress = {
  assignment: PlanAssignmentRow;
  /** Null where fewer than five people count. */
  total: Omit<PlanShare, 'name'> | null;
  /** By village in the order of their names; those too small to be shown are one figure, `others`. */
  units: PlanShare[];
  others: Omit<PlanShare, 'name'> | null;
};

/** How far an assignment of the scope is, by village, without a name and in no order of merit. */
export async function readAssignment(
  db: Db,
  actor: Actor,
  id: string,
  now: Date,
): Promise<AssignmentProgress | undefined> {
  const assignment = await findPlanAssignment(db, id, scopeOf(actor, 'plans.assign'));
  if (!assignment) return undefined;
  const { shown, merged } = mergeSmall(await findPlanShares(db, id, dayOf(now)), MIN_PEOPLE);
  const total = sumOf([...shown, ...merged]);
  if (total.people < MIN_PEOPLE) return { assignment, total: null, units: [], others: null };
  const units = shown.toSorted((a, b) => a.name.localeCompare(b.name, 'zh'));
  return { assignment, total, units, others: merged.length > 0 ? sumOf(merged) : null };
}

const sumOf = (shares: readonly PlanShareRow[]): Omit<PlanShare, 'name'> =>
  shares.reduce(
    (sum, { people, finished, started }) => ({
      people: sum.people + people,
      finished: sum.finished + finished,
      started: sum.started + started,
    }),
    { people: 0, finished: 0, started: 0 },
  );

/** Ends an assignment of the scope; twice is once. Undefined where there is none. */
export const endAssignment = (
  db: Db,
  actor: Actor,
  id: string,
  now: Date,
): Promise<PlanAssignmentRow | undefined> =>
  change(db, actor, id, 'plans.end', now, (tx) => endPlanAssignment(tx, id, now));

export type Extended = { ok: true } | { ok: false; problem: 'not-found' | 'not-later' | DayProblem };

/** Gives an assignment of the scope a later last day. */
export async function extendAssignment(
  db: Db,
  actor: Actor,
  { id, endsOn }: { id: string; endsOn: string },
  now: Date,
): Promise<Extended> {
  const assignment = await findPlanAssignment(db, id, scopeOf(actor, 'plans.assign'));
  if (!assignment || assignment.ended) return { ok: false, problem: 'not-found' };
  // The same day once more is the same press.
  if (endsOn === assignment.endsOn) return { ok: true };
  if (endsOn < assignment.endsOn) return { ok: false, problem: 'not-later' };
  const problem = findEndProblem(assignment.startsOn, endsOn, dayOf(now));
  if (problem) return { ok: false, problem };
  const done = await change(db, actor, id, 'plans.extend', now, (tx) => extendPlanAssignment(tx, id, endsOn));
  return done ? { ok: true } : { ok: false, problem: 'not-found' };
}

function change(
  db: Db,
  actor: Actor,
  id: string,
  action: string,
  now: Date,
  act: (tx: Tx) => Promise<boolean>,
): Promise<PlanAssignmentRow | undefined> {
  return db.transaction(async (tx) => {
    const scope = scopeOf(actor, 'plans.assign');
    if (!(await findPlanAssignment(tx, id, scope))) return undefined;
    const entry = { id: newId(), actorId: actor.personId, action, subjectPersonId: null, purpose: null };
    if (await act(tx)) await insertAccess(tx, { ...entry, detail: { assignmentId: id } }, now);
    return findPlanAssignment(tx, id, scope);
  });
}
