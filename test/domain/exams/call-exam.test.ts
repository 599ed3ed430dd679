import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginExam } from '../../../src/domain/exams/begin-exam.ts';
import { callExam, planExam } from '../../../src/domain/exams/call-exam.ts';
import { listOwnExams, readOwnExam } from '../../../src/domain/exams/own-exams.ts';
import { remindExams } from '../../../src/domain/exams/remind-exams.ts';
import { endOverdue, handIn } from '../../../src/domain/quizzes/end-attempt.ts';
import { answerSlot } from '../../../src/domain/quizzes/answer-slot.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import { addPerson } from '../../support/roster.ts';
import { at, later, NOW, rules, startExams } from './exam-stage.ts';

let cast: Awaited<ReturnType<typeof startExams>>;
beforeAll(async () => {
  cast = await startExams();
});
afterAll(() => cast.close());

const begin = async (personId: string, quizId: string, now: Date) => {
  const begun = await beginExam(cast.db, personId, quizId, now);
  return begun.ok ? begun.attemptId : begun.problem;
};

describe('an exam', () => {
  test('is called once, for those of its units who learn, and each is told once', async () => {
    const { db, units, secretary } = cast;
    const cadre = await cast.cadre();
    await addPerson(db, { unitId: units.a1, roles: ['editor'] });
    const away = await addPerson(db, { unitId: units.a1, telegramId: null });
    await addPerson(db, { unitId: units.a1, exemptFrom: '2026-11-01' });
    await cast.cadre(units.b1);
    const draft = cast.draft();
    const planned = await planExam(db, secretary, draft, rules, NOW);
    if (!planned.ok) throw new Error(planned.problem);
    expect(planned.plan).toMatchObject({ exempt: 1, unreachable: 1, units: 1, pool: 22, revised: 0 });
    const { people } = planned.plan;
    const called = await Promise.all(
      Array.from({ length: 4 }, () => callExam(db, secretary, draft, rules, NOW)),
    );
    expect(called.filter((it) => it.ok && it.first)).toHaveLength(1);
    expect(await cast.count('quiz_invitees', `quiz_id = '${draft.id}'`)).toBe(people);
    expect(await cast.count('deliveries', `subject_id = '${draft.id}' and kind = 'exam-called'`)).toBe(
      people,
    );
    expect(await cast.count('exams', `quiz_id = '${draft.id}' and left_out = 1`)).toBe(1);
    expect(
      await cast.count('access_log', `action = 'exams.call' and detail->>'quizId' = '${draft.id}'`),
    ).toBe(1);
    for (const personId of [cadre.personId, away.personId])
      expect(await listOwnExams(db, personId, NOW)).toMatchObject([{ quizId: draft.id, state: 'open' }]);
  });

  test('is called only where somebody may, and as what can be drawn and sat', async () => {
    const { db, units, secretary, other } = cast;
    const problemOf = async (change: Parameters<typeof cast.draft>[0], who = secretary) => {
      const called = await callExam(db, who, cast.draft(change), rules, NOW);
      return called.ok ? undefined : called.problem;
    };
    expect(await problemOf({}, await cast.cadre())).toBe('not-allowed');
    expect(await problemOf({}, other)).toBe('nobody');
    expect(await problemOf({ unitIds: [units.b1] })).toBe('nobody');
    expect(await problemOf({ unitIds: [] })).toBe('nobody');
    expect(await problemOf({ items: 4 })).toBe('items');
    expect(await problemOf({ items: 11 })).toBe('items');
    expect(await problemOf({ minutes: 0 })).toBe('minutes');
    expect(await problemOf({ topic: 'astrology' })).toBe('unknown-topic');
    expect(await problemOf({ topic: 'constitution', items: 7 })).toBe('short');
    expect(await problemOf({ closesAt: later(29) })).toBe('too-short');
    expect(await cast.count('exams', `called_by = '${other.personId}'`)).toBe(0);
  });

  test('keeps what it was called with, whatever the pack says later', async () => {
    const { personId } = await cast.cadre();
    const quizId = await cast.call({ items: 6, minutes: 45 });
    const attemptId = await begin(personId, quizId, NOW);
    const slots = await readAttempt(cast.db, attemptId, personId, NOW);
    expect(slots).toHaveLength(6);
    expect(slots[0]?.attempt.deadline).toEqual(later(45));
  });

  test('is not begun before it opens, nor once it has closed, nor by who is not called', async () => {
    const { personId } = await cast.cadre();
    const quizId = await cast.call({ opensAt: at('26T09:00') });
    expect(await begin(personId, quizId, new Date(at('26T09:00').getTime() - 1))).toBe('not-yet');
    expect(await begin(personId, quizId, at('27T18:00'))).toBe('closed');
    const stranger = await cast.cadre(cast.units.b1);
    expect(await begin(stranger.personId, quizId, at('26T10:00'))).toBe('not-found');
    expect(await begin(cast.secretary.personId, quizId, at('26T10:00'))).toBe('not-found');
    expect(await readOwnExam(cast.db, quizId, stranger.personId, NOW)).toBeUndefined();
  });

  test('is begun once, however often it is pressed at once, and gone on with until its time is over', async () => {
    const { personId } = await cast.cadre();
    const quizId = await cast.call();
    const ids = await Promise.all(Array.from({ length: 12 }, () => begin(personId, quizId, NOW)));
    expect(new Set(ids).size).toBe(1);
    expect(await begin(personId, quizId, later(29))).toBe(ids[0]);
    expect(await cast.count('papers', `quiz_id = '${quizId}'`)).toBe(1);
    // Its only attempt is over, so it is shown and not begun anew.
    expect(await beginExam(cast.db, personId, quizId, later(31))).toMatchObject({
      attemptId: ids[0],
      fresh: false,
      finished: true,
    });
  });

  test('takes an answer to the last moment and none at the deadline, which is the earlier of limit and end', async () => {
    const { personId } = await cast.cadre();
    const quizId = await cast.call({ closesAt: later(40) });
    const [early, late] = [NOW, later(20)];
    const second = await cast.cadre();
    // The second is no invitee of this exam: it was frozen before they came.
    expect(await begin(second.personId, quizId, late)).toBe('not-found');
    const attemptId = await begin(personId, quizId, late);
    const [slot] = await readAttempt(cast.db, attemptId, personId, early);
    expect(slot?.attempt.deadline).toEqual(later(40));
    const press = (now: Date, option: number) =>
      answerSlot(cast.db, { attemptId, position: 0, personId }, { kind: 'press', option, n: 1 }, now);
    expect(await press(new Date(later(40).getTime() - 1), 0)).toMatchObject({ ok: true, stored: true });
    expect(await press(later(40), 1)).toMatchObject({ ok: false, problem: 'over' });
  });

  test('whose time ran out is handed in as it was, and its person told once what counts', async () => {
    const { personId } = await cast.cadre();
    const quizId = await cast.call();
    const attemptId = await begin(personId, quizId, NOW);
    await cast.answer(attemptId, personId, 4, 0, later(10));
    expect(await endOverdue(cast.db, later(31))).toBeGreaterThan(0);
    await endOverdue(cast.db, later(32));
    expect(
      await cast.count('attempts', `id = '${attemptId}' and ended_by = 'clock' and counts and points = 4`),
    ).toBe(1);
    expect(await cast.count('deliveries', `kind = 'exam-ended' and subject_id = '${attemptId}'`)).toBe(1);
    expect(await readOwnExam(cast.db, quizId, personId, later(33))).toMatchObject({
      state: 'finished',
      marksShown: true,
      passed: true,
    });
  });

  test('shows marks when it is handed in, and key and explanation only once it has closed', async () => {
    const { personId } = await cast.cadre();
    const quizId = await cast.call();
    const attemptId = await begin(personId, quizId, NOW);
    await cast.answer(attemptId, personId, 1, 2, later(1));
    await handIn(cast.db, { attemptId, personId }, later(2));
    const shown = async (now: Date) => (await readAttempt(cast.db, attemptId, personId, now))[0]?.shown;
    expect(await shown(later(3))).toEqual({ marks: true, key: false, explanation: false });
    expect(await shown(at('27T18:00'))).toEqual({ marks: true, key: true, explanation: true });
    expect(await cast.count('deliveries', `kind = 'exam-ended' and subject_id = '${attemptId}'`)).toBe(0);
  });
});

test('a reminder goes once to those who have not finished, before the day it closes', async () => {
  const [done, begun, none, excused] = [
    await cast.cadre(),
    await cast.cadre(),
    await cast.cadre(),
    await cast.cadre(),
  ];
  await cast.db.execute(
    sql`insert into exemptions (id, person_id, reason, starts_on) values (uuidv7(), ${excused.personId}, 'on-leave', '2026-11-26')`,
  );
  const quizId = await cast.call({ closesAt: at('28T18:00') });
  const attemptId = await begin(done.personId, quizId, NOW);
  await handIn(cast.db, { attemptId, personId: done.personId }, later(5));
  await begin(begun.personId, quizId, NOW);
  const reminded = (personId: string) =>
    cast.count(
      'deliveries',
      `kind = 'exam-reminder' and subject_id = '${quizId}' and person_id = '${personId}'`,
    );
  await remindExams(cast.db, rules, at('26T07:08'));
  expect(await reminded(none.personId)).toBe(0);
  await remindExams(cast.db, rules, at('27T07:08'));
  await remindExams(cast.db, rules, at('27T07:08'));
  await remindExams(cast.db, rules, at('28T07:08'));
  expect(await Promise.all([done, begun, none, excused].map(({ personId }) => reminded(personId)))).toEqual([
    0, 1, 1, 0,
  ]);
});
