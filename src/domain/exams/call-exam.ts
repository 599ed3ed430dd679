import { v7 as newId } from 'uuid';
import type { AudienceInput } from '../../db/queries/audience.ts';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  countInvitees,
  insertExam,
  inviteAudience,
  isCalledBy,
  type Caller,
  type InviteeCount,
} from '../../db/queries/exams.ts';
import { findDrawable } from '../../db/queries/questions.ts';
import { insertQuiz } from '../../db/queries/quizzes.ts';
import { momentOf } from '../notices/send-notice.ts';
import { rolesFor, scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { quizSettingsSchema } from '../rules/study-rules.ts';
import {
  checkPool,
  findWindowProblem,
  itemsOf,
  MINUTES,
  paperOf,
  type ExamDraft,
  type ExamPaper,
  type WindowProblem,
} from './exam-rules.ts';

export type ExamPlan = InviteeCount & { pool: number; revised: number };
export type ExamProblem =
  | { problem: 'not-allowed' | 'unknown-topic' | 'items' | 'minutes' | 'nobody' | WindowProblem }
  | { problem: 'short'; wanted: number; there: number };
export type Planned = { ok: true; plan: ExamPlan } | ({ ok: false } & ExamProblem);
export type Called =
  { ok: true; first: true; plan: ExamPlan } | { ok: true; first: false } | ({ ok: false } & ExamProblem);

export const callerOf = (actor: Actor): Caller => ({
  callerId: actor.personId,
  scope: scopeOf(actor, 'exams.call'),
});

/** Everybody of the units who may take a quiz. */
const audienceOf = (unitIds: readonly string[]): AudienceInput => ({
  any: unitIds.flatMap((unitId) =>
    rolesFor('quiz.take').map(
      (role) =>
        [
          { by: 'unit', unitId },
          { by: 'role', role },
        ] as const,
    ),
  ),
  except: [],
});

/** How many questions there are to draw such a paper from. */
export async function readPool(db: Db | Tx, paper: ExamPaper): Promise<ReturnType<typeof checkPool>> {
  return checkPool(await findDrawable(db), paper);
}

/** What calling an exam would do now: for how many it is, and what it draws from; or why it cannot be called. */
export async function planExam(
  db: Db | Tx,
  actor: Actor,
  draft: ExamDraft,
  pack: RulePack,
  now: Date,
): Promise<Planned> {
  const caller = callerOf(actor);
  const { items, minutes, closesAt } = draft;
  if (caller.scope.length === 0) return { ok: false, problem: 'not-allowed' };
  const { least, most } = itemsOf(pack.quizPresets.exam);
  if (items < least || items > most) return { ok: false, problem: 'items' };
  if (minutes < MINUTES.least || minutes > MINUTES.most) return { ok: false, problem: 'minutes' };
  const paper = paperOf(pack, draft.topic, items);
  if (!paper) return { ok: false, problem: 'unknown-topic' };
  const opensAt = draft.opensAt ?? now;
  const window = findWindowProblem({ opensAt, closesAt, minutes }, now);
  if (window) return { ok: false, problem: window };
  const { pool, revised, short } = await readPool(db, paper);
  if (short) return { ok: false, problem: 'short', ...short };
  if (draft.unitIds.length === 0) return { ok: false, problem: 'nobody' };
  const count = await countInvitees(db, audienceOf(draft.unitIds), caller, momentOf(now));
  return count.people === 0
    ? { ok: false, problem: 'nobody' }
    : { ok: true, plan: { ...count, pool, revised } };
}

/**
 * Calls an exam: its settings, its paper and who is to sit it are fixed now, and everybody is told, in one transaction.
 * Confirming twice calls one (`first: false`).
 */
export function callExam(db: Db, actor: Actor, draft: ExamDraft, pack: RulePack, now: Date): Promise<Called> {
  return db.transaction(async (tx): Promise<Called> => {
    if (await isCalledBy(tx, draft.id, actor.personId)) return { ok: true, first: false };
    const planned = await planExam(tx, actor, draft, pack, now);
    const paper = paperOf(pack, draft.topic, draft.items);
    if (!planned.ok || !paper) return planned.ok ? { ok: false, problem: 'unknown-topic' } : planned;
    const { id, topic, unitIds, minutes, closesAt } = draft;
    const settings = { ...quizSettingsSchema.parse(pack.quizPresets.exam), timeLimit: minutes };
    const opensAt = draft.opensAt !== null && draft.opensAt > now ? draft.opensAt : now;
    const quiz = {
      id,
      preset: 'exam',
      slot: id,
      settings,
      rulePackVersion: pack.version,
      opensAt,
      closesAt,
    };
    await insertQuiz(tx, quiz, now);
    const first = await insertExam(tx, { quizId: id, topic, paper, unitIds }, actor.personId, now);
    if (!first) return { ok: true, first };
    await inviteAudience(tx, id, audienceOf(unitIds), callerOf(actor), momentOf(now));
    await logExam(tx, actor, 'exams.call', { quizId: id, people: planned.plan.people }, now);
    return { ok: true, first, plan: planned.plan };
  });
}

/** Writes to the access log what a caller did about an exam, or read of it. */
export const logExam = (
  tx: Tx,
  actor: Actor,
  action: string,
  detail: Record<string, unknown>,
  now: Date,
  subjectPersonId: string | null = null,
  purpose: string | null = null,
): Promise<void> =>
  insertAccess(tx, { id: newId(), actorId: actor.personId, action, subjectPersonId, purpose, detail }, now);
