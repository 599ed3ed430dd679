import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { callExam } from '../../../src/domain/exams/call-exam.ts';
import type { ExamDraft } from '../../../src/domain/exams/exam-rules.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { answerSlot } from '../../../src/domain/quizzes/answer-slot.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import { addBank } from '../../support/bank.ts';
import { createTestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';

/** A pack whose exam asks about what the test's bank has. */
const exam = {
  ...pack.quizPresets.exam,
  blueprint: [{ topics: pack.quizPresets.daily.blueprint.flatMap(({ topics }) => topics), count: 10 }],
  items: 10,
};
export const rules = { ...pack, quizPresets: { ...pack.quizPresets, exam } };

export const at = (time: string): Date => new Date(`2026-11-${time}+08:00`);
export const NOW = at('25T10:00');
export const later = (minutes: number, from = NOW): Date => new Date(from.getTime() + minutes * 60_000);

/** Two townships with their secretaries, a bank of single-choice questions, and exams in the test's hand. */
export async function startExams() {
  const database = await createTestDatabase();
  const { db } = database;
  const units = await layUnits(db);
  await addBank(db);
  // One to choose from four, which is easy to answer rightly.
  await db.execute(sql`
    update questions q set status = 'retired' where not exists (select 1 from question_versions v where v.question_id = q.id and v.type = 'single')`);
  const secretary = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'] });
  const other = await addPerson(db, { unitId: units.townB, roles: ['township-secretary'] });
  const draft = (change: Partial<ExamDraft> = {}): ExamDraft => ({
    id: newId(),
    topic: null,
    items: 5,
    minutes: 30,
    opensAt: null,
    closesAt: at('27T18:00'),
    unitIds: [units.a1],
    ...change,
  });
  return {
    db,
    units,
    secretary,
    other,
    draft,
    cadre: (unitId = units.a1) => addPerson(db, { unitId }),
    /** Calls an exam and returns its id. */
    async call(change: Partial<ExamDraft> = {}, now = NOW, caller: Actor = secretary): Promise<string> {
      const wanted = draft(change);
      const called = await callExam(db, caller, wanted, rules, now);
      if (!called.ok) throw new Error(called.problem);
      return wanted.id;
    },
    /** Answers the first `right` questions rightly and the next `wrong` ones wrongly. */
    async answer(
      attemptId: string,
      personId: string,
      right: number,
      wrong: number,
      now: Date,
    ): Promise<void> {
      const slots = await readAttempt(db, attemptId, personId, now);
      for (const [position, { content, order }] of slots.slice(0, right + wrong).entries()) {
        const key = 'answer' in content && Array.isArray(content.answer) ? content.answer : [];
        const option = order.findIndex((one) => key.includes(one) === position < right);
        await answerSlot(db, { attemptId, position, personId }, { kind: 'press', option, n: 1 }, now);
      }
    },
    count: async (table: string, where: string): Promise<number> => {
      const [row] = await db.execute<{ n: number }>(
        sql.raw(`select count(*)::int as n from ${table} where ${where}`),
      );
      return row?.n ?? -1;
    },
    close: () => database.close(),
  };
}
