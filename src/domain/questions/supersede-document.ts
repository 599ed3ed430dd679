import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  announceSuccession,
  findDocuments,
  findSuccession,
  insertSuccession,
  insertSuccessor,
  lockDocument,
  markSuperseded,
  type DocumentRow,
} from '../../db/queries/documents.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { rolesFor } from '../people/rules.ts';
import { findQuizProblems, type QuizProblem } from '../quizzes/find-quiz-problems.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import type { StudyPlan } from '../study/plans.ts';

export type { DocumentRow };
export type DocumentName = { title: string; version: string };
export type Superseded =
  | { ok: true; first: boolean; questions: number; cards: number; plans: string[]; quizzes: QuizProblem[] }
  | { ok: false; problem: 'unknown' | 'itself' | 'future' | 'superseded-before' };

export const listDocuments = (db: Db): Promise<DocumentRow[]> => findDocuments(db);

/**
 * A document is superseded by another from a day on (row C3): it is out of force, its published questions are flagged and
 * drawn no more, and the study cards that ask them are passed over with them. Who tends the bank is told once, with counts.
 * A new document of which nothing is in the bank yet is added by its name. Said twice it is said once.
 * @param effectiveOn the first day without the old one, "2026-12-01"; not ahead
 * @returns quizzes that cannot open as they were laid down, also when nothing was new
 */
export function supersedeDocument(
  db: Db,
  { old, by, effectiveOn }: { old: DocumentName; by: DocumentName; effectiveOn: string },
  { pack, plans }: { pack: RulePack; plans: readonly StudyPlan[] },
  now: Date,
): Promise<Superseded> {
  return db.transaction(async (tx): Promise<Superseded> => {
    if (old.title === by.title && old.version === by.version) return { ok: false, problem: 'itself' };
    if (effectiveOn > dayOf(now)) return { ok: false, problem: 'future' };
    const documentId = await lockDocument(tx, old);
    if (documentId === undefined) return { ok: false, problem: 'unknown' };
    const known = await lockDocument(tx, by);
    const before = await findSuccession(tx, documentId);
    if (before && before.successorId !== known) return { ok: false, problem: 'superseded-before' };
    const quizzesNow = () => findQuizProblems(tx, pack, now);
    if (before)
      return { ok: true, first: false, questions: 0, cards: 0, plans: [], quizzes: await quizzesNow() };
    const successorId = known ?? newId();
    if (known === undefined) await insertSuccessor(tx, { id: successorId, ...by, inForceFrom: effectiveOn });
    const codes = new Set(await markSuperseded(tx, documentId, effectiveOn));
    const asking = plans.map(({ id, cards }) => ({
      id,
      n: cards.filter((one) => codes.has(one.question)).length,
    }));
    const cards = asking.reduce((sum, { n }) => sum + n, 0);
    const row = { id: newId(), documentId, successorId, effectiveOn, questions: codes.size, cards };
    await insertSuccession(tx, row, now);
    const audience = { roles: rolesFor('reports.answer'), day: dayOf(now), priority: PRIORITY.reminder };
    await announceSuccession(tx, row.id, audience, now);
    const detail = { documentId, successorId, questions: codes.size, cards };
    const access = { id: newId(), actorId: null, action: 'documents.supersede', subjectPersonId: null };
    await insertAccess(tx, { ...access, purpose: null, detail }, now);
    const touched = asking.filter(({ n }) => n > 0).map(({ id }) => id);
    return {
      ok: true,
      first: true,
      questions: codes.size,
      cards,
      plans: touched,
      quizzes: await quizzesNow(),
    };
  });
}
