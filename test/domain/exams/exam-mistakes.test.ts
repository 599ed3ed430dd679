import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adjustPeople } from '../../../src/domain/exams/adjust-people.ts';
import { beginExam } from '../../../src/domain/exams/begin-exam.ts';
import { handIn } from '../../../src/domain/quizzes/end-attempt.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import { bookMistakes, bookRecentMistakes } from '../../../src/domain/study/book-mistakes.ts';
import { countTomorrow } from '../../../src/domain/study/plan-reviews.ts';
import { at, later, NOW, rules, startExams } from './exam-stage.ts';

const WRONG = 3;
const { reviewBook } = rules;
let cast: Awaited<ReturnType<typeof startExams>>;
beforeAll(async () => {
  cast = await startExams();
});
afterAll(() => cast.close());

const begin = async (personId: string, quizId: string, now: Date): Promise<string> => {
  const begun = await beginExam(cast.db, personId, quizId, now);
  if (!begun.ok) throw new Error(begun.problem);
  return begun.attemptId;
};
const sweepOne = (personId: string, now: Date) =>
  cast.db.transaction((tx) => bookMistakes(tx, [personId], reviewBook, now));
const sweep = (now: Date) => bookRecentMistakes(cast.db, reviewBook, now);

describe('a mistake in a formal exam', () => {
  test('comes into the review book when its key is shown: once the exam has closed for everybody', async () => {
    const { personId } = await cast.cadre();
    const ill = await cast.cadre();
    const quizId = await cast.call({ closesAt: at('27T18:00') });
    // Whoever was ill sits it three weeks later.
    const [opensAt, closesAt] = [new Date('2026-12-17T09:00+08:00'), new Date('2026-12-18T18:00+08:00')];
    const change = { id: newId(), quizId, personIds: [ill.personId], reason: 'in hospital' };
    const window = { kind: 'window', opensAt, closesAt } as const;
    expect(await adjustPeople(cast.db, cast.secretary, { ...change, change: window }, NOW)).toMatchObject({
      ok: true,
    });
    const attemptId = await begin(personId, quizId, NOW);
    await cast.answer(attemptId, personId, 5 - WRONG, WRONG, later(1));
    expect(await sweepOne(personId, later(2))).toBe(0);
    await handIn(cast.db, { attemptId, personId }, later(5));
    const before = [later(6), at('27T18:00'), at('28T01:00'), new Date(closesAt.getTime() - 1)];
    for (const now of before) {
      expect((await readAttempt(cast.db, attemptId, personId, now))[0]?.shown.key).toBe(false);
      expect(await sweepOne(personId, now)).toBe(0);
      expect(await sweep(now)).toBe(0);
      expect(await countTomorrow(cast.db, { personId }, reviewBook, now)).toBe(0);
    }
    expect((await readAttempt(cast.db, attemptId, personId, closesAt))[0]?.shown.key).toBe(true);
    // The nightly round finds them, though they handed in long before.
    expect(await sweep(closesAt)).toBe(WRONG);
    expect(await sweepOne(personId, closesAt)).toBe(0);
    expect(await countTomorrow(cast.db, { personId }, reviewBook, closesAt)).toBe(WRONG);
  });

  test('waits for nobody who was excused', async () => {
    const { personId } = await cast.cadre();
    const excused = await cast.cadre();
    const closesAt = at('27T18:00');
    const quizId = await cast.call({ closesAt });
    const batch = { quizId, personIds: [excused.personId], reason: 'in hospital' };
    const window = { kind: 'window', opensAt: at('28T09:00'), closesAt: at('29T18:00') } as const;
    await adjustPeople(cast.db, cast.secretary, { ...batch, id: newId(), change: window }, NOW);
    await adjustPeople(cast.db, cast.secretary, { ...batch, id: newId(), change: { kind: 'excused' } }, NOW);
    const attemptId = await begin(personId, quizId, NOW);
    await cast.answer(attemptId, personId, 0, WRONG, later(1));
    await handIn(cast.db, { attemptId, personId }, later(5));
    expect(await sweepOne(personId, new Date(closesAt.getTime() - 1))).toBe(0);
    expect(await sweepOne(personId, closesAt)).toBe(WRONG);
  });
});

test('the paper of an exam is drawn without regard to the post', async () => {
  const { personId } = await cast.cadre();
  await begin(personId, await cast.call(), NOW);
  expect(await cast.count('papers', `person_id = '${personId}' and duty_topics = '{}'`)).toBe(1);
});
