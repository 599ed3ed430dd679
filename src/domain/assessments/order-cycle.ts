import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import {
  countMeant,
  findCyclesUnder,
  findCycleUnder,
  findSubmissions,
  findSubmissionUnder,
  type OrderedCycleRow,
  type SubmissionRow,
} from '../../db/queries/assessment-cycles.ts';
import { insertCycle } from '../../db/queries/assessments.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import {
  findClosingProblem,
  findOpeningProblem,
  reviewClosing,
  type CycleWindowProblem,
} from './cycle-rules.ts';
import type { AssessmentForm } from './form.ts';

export type { OrderedCycleRow, SubmissionRow };
const MOST_CYCLES = 5;
export const SUBMISSIONS_A_PAGE = 5;

/** The newest cycles of the actor's units. */
export const listCycles = (db: Db, actor: Actor): Promise<OrderedCycleRow[]> =>
  findCyclesUnder(db, scopeOf(actor, 'reviews.conclude'), MOST_CYCLES);

export const readCycle = (db: Db, actor: Actor, id: string): Promise<OrderedCycleRow | undefined> =>
  findCycleUnder(db, id, scopeOf(actor, 'reviews.conclude'));

/** How many people a form would ask in a unit today. */
export const countAsked = (
  db: Db,
  unitId: string,
  { roles, posts }: Pick<AssessmentForm, 'roles' | 'posts'>,
  now: Date,
): Promise<number> => countMeant(db, { unitId, roles, posts: posts ?? null }, dayOf(now));

export type CycleDraft = { id: string; unitId: string; opensAt: Date | null; closesAt: Date };
export type Ordered =
  | { ok: true; first: boolean; cycle: OrderedCycleRow }
  | { ok: false; problem: 'not-found' | CycleWindowProblem };

/**
 * Opens a cycle for everybody of the unit whom the form is for, with the form as it is now frozen in it. The id is the
 * wizard's: the same again changes nothing. Who is asked hears of it when it opens.
 */
export function orderCycle(
  db: Db,
  actor: Actor,
  form: AssessmentForm,
  { id, unitId, opensAt, closesAt }: CycleDraft,
  { reviews }: RulePack,
  now: Date,
): Promise<Ordered> {
  const scope = scopeOf(actor, 'assessments.order');
  return db.transaction(async (tx): Promise<Ordered> => {
    const before = await findCycleUnder(tx, id, scope);
    if (before) return { ok: true, first: false, cycle: before };
    if (!scope.includes(unitId)) return { ok: false, problem: 'not-found' };
    const window = { opensAt: opensAt ?? now, closesAt };
    const problem = findOpeningProblem(opensAt, now) ?? findClosingProblem(window);
    if (problem) return { ok: false, problem };
    const first = await insertCycle(tx, {
      ...window,
      id,
      unitId,
      title: form.title.zh,
      titleEn: form.title.en,
      formId: form.id,
      form,
      orderedBy: actor.personId,
      reviewClosesAt: form.review ? reviewClosing(closesAt, reviews.days) : null,
    });
    if (first) {
      const entry = { id: newId(), actorId: actor.personId, subjectPersonId: null, purpose: null };
      const detail = { cycleId: id, form: form.id, version: form.version };
      await insertAccess(tx, { ...entry, action: 'assessment.order', detail }, now);
    }
    // Pressed twice at once, the second press waited for the first, and sees its round here.
    const cycle = await findCycleUnder(tx, id, scope);
    return cycle ? { ok: true, first, cycle } : { ok: false, problem: 'not-found' };
  });
}

/** Who has submitted in a cycle of the actor's units, by name, a page at a time; names are read, so it is logged. */
export function listSubmissions(
  db: Db,
  actor: Actor,
  cycleId: string,
  page: number,
  now: Date,
): Promise<{ cycle: OrderedCycleRow; rows: SubmissionRow[] } | undefined> {
  return db.transaction(async (tx) => {
    const cycle = await findCycleUnder(tx, cycleId, scopeOf(actor, 'assessments.order'));
    if (!cycle) return undefined;
    const where = { offset: page * SUBMISSIONS_A_PAGE, limit: SUBMISSIONS_A_PAGE };
    const rows = await findSubmissions(tx, cycleId, where);
    const entry = { id: newId(), actorId: actor.personId, subjectPersonId: null, purpose: null };
    const detail = { cycleId, people: rows.length };
    if (rows.length > 0) await insertAccess(tx, { ...entry, action: 'assessment.read-list', detail }, now);
    return { cycle, rows };
  });
}

/** Somebody else's submission in a cycle of the actor's units. */
export const readSubmission = (db: Db, actor: Actor, id: string): Promise<SubmissionRow | undefined> =>
  findSubmissionUnder(db, id, actor.personId, scopeOf(actor, 'assessments.order'));
