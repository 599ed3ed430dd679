import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adjustPeople, matchExaminees, planChange } from '../../../src/domain/exams/adjust-people.ts';
import { beginExam } from '../../../src/domain/exams/begin-exam.ts';
import { cancelExam, extendExam } from '../../../src/domain/exams/change-exam.ts';
import type { PersonChange } from '../../../src/domain/exams/exam-change-rules.ts';
import { readOwnExam } from '../../../src/domain/exams/own-exams.ts';
import { handIn } from '../../../src/domain/quizzes/end-attempt.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { addPerson } from '../../support/roster.ts';
import { at, later, NOW, startExams } from './exam-stage.ts';

let cast: Awaited<ReturnType<typeof startExams>>;
beforeAll(async () => {
  cast = await startExams();
});
afterAll(() => cast.close());

const begin = async (personId: string, quizId: string, now: Date) => {
  const begun = await beginExam(cast.db, personId, quizId, now);
  return begun.ok ? begun.attemptId : begun.problem;
};
const deadline = async (attemptId: string, personId: string) =>
  (await readAttempt(cast.db, attemptId, personId, NOW))[0]?.attempt.deadline;
const adjust = (quizId: string, people: readonly Actor[], change: PersonChange, now = NOW, id = newId()) =>
  adjustPeople(
    cast.db,
    cast.secretary,
    { id, quizId, personIds: people.map(({ personId }) => personId), change, reason: 'in hospital' },
    now,
  );
const minutes = (extraMinutes: number): PersonChange => ({ kind: 'minutes', extraMinutes });
const window = (opensAt: Date, closesAt: Date): PersonChange => ({ kind: 'window', opensAt, closesAt });

describe('cancelling', () => {
  test('is for its caller, before it opens; twice is once', async () => {
    const { personId } = await cast.cadre();
    const quizId = await cast.call({ opensAt: at('26T09:00') });
    expect(await cancelExam(cast.db, cast.other, quizId, NOW)).toEqual({ ok: false, problem: 'not-found' });
    expect(await cancelExam(cast.db, cast.secretary, quizId, at('26T09:00'))).toMatchObject({
      problem: 'too-late',
    });
    await cast.db.execute(
      sql`update deliveries set state = 'sent' where subject_id = ${quizId} and person_id = ${personId}`,
    );
    expect(await cancelExam(cast.db, cast.secretary, quizId, NOW)).toEqual({ ok: true, told: 1 });
    expect(await cancelExam(cast.db, cast.secretary, quizId, NOW)).toEqual({ ok: true, told: 0 });
    expect(await begin(personId, quizId, at('26T10:00'))).toBe('cancelled');
    expect(
      await cast.count(
        'deliveries',
        `subject_id = '${quizId}' and state = 'pending' and kind <> 'exam-cancelled'`,
      ),
    ).toBe(0);
    expect(
      await extendExam(cast.db, cast.secretary, { quizId, from: at('27T18:00'), to: at('28T18:00') }, NOW),
    ).toMatchObject({
      problem: 'too-late',
    });
  });
});

describe('putting off the end', () => {
  test('gives attempts under way what their limit leaves them, and keys stay hidden until then', async () => {
    const [begun, done] = [await cast.cadre(), await cast.cadre()];
    const quizId = await cast.call({ closesAt: later(40) });
    const attemptId = await begin(begun.personId, quizId, later(20));
    const other = await begin(done.personId, quizId, later(1));
    await handIn(cast.db, { attemptId: other, personId: done.personId }, later(2));
    expect(await deadline(attemptId, begun.personId)).toEqual(later(40));
    const change = { quizId, from: later(40), to: later(120) };
    const extended = await extendExam(cast.db, cast.secretary, change, later(30));
    expect(extended).toMatchObject({ ok: true });
    expect(await extendExam(cast.db, cast.secretary, change, later(30))).toEqual({ ok: true, told: 0 });
    expect(await deadline(attemptId, begun.personId)).toEqual(later(50));
    const shown = async (now: Date) => (await readAttempt(cast.db, other, done.personId, now))[0]?.shown.key;
    expect([await shown(later(60)), await shown(later(120))]).toEqual([false, true]);
    expect(
      await cast.count(
        'deliveries',
        `kind = 'exam-changed' and subject_id = '${quizId}' and person_id = '${done.personId}'`,
      ),
    ).toBe(0);
    expect(
      await cast.count(
        'deliveries',
        `kind = 'exam-changed' and subject_id = '${quizId}' and person_id = '${begun.personId}'`,
      ),
    ).toBe(1);
  });

  test('is refused once it is over, to an earlier end, and to one that is too far', async () => {
    await cast.cadre();
    const quizId = await cast.call();
    const to = (time: Date, now = NOW) =>
      extendExam(cast.db, cast.secretary, { quizId, from: at('27T18:00'), to: time }, now);
    expect(await to(at('27T17:00'))).toMatchObject({ problem: 'not-later' });
    expect(await to(at('28T18:00'), at('27T18:00'))).toMatchObject({ problem: 'too-late' });
    expect(await to(new Date('2026-12-27T00:00+08:00'))).toMatchObject({ problem: 'too-long' });
    expect(
      await extendExam(cast.db, cast.secretary, { quizId, from: at('26T18:00'), to: at('28T18:00') }, NOW),
    ).toMatchObject({
      problem: 'too-late',
    });
  });
});

describe('a change for some people', () => {
  test('finds them by number or name, and says of every other word why not', async () => {
    const { db, units, secretary } = cast;
    const one = await addPerson(db, { unitId: units.a1, name: '王唯一', staffNo: 'Z-1' });
    const twin = await addPerson(db, { unitId: units.a1, name: '李双', staffNo: 'Z-2' });
    await addPerson(db, { unitId: units.a1, name: '李双', staffNo: 'Z-3' });
    const quizId = await cast.call();
    await addPerson(db, { unitId: units.a1, name: '赵晚', staffNo: 'Z-4' });
    const words = ['王唯一', 'z-2', '李双', '赵晚', 'T-9999'];
    const matched = await matchExaminees(db, secretary, quizId, words, NOW);
    expect(matched.people.map(({ personId }) => personId)).toEqual([one.personId, twin.personId]);
    expect(matched.failed).toEqual([
      { text: '李双', problem: 'ambiguous' },
      { text: '赵晚', problem: 'unknown' },
      { text: 'T-9999', problem: 'unknown' },
    ]);
    expect((await matchExaminees(db, cast.other, quizId, words, NOW)).people).toEqual([]);
    expect(
      await cast.count('access_log', `action = 'exams.read-names' and detail->>'quizId' = '${quizId}'`),
    ).toBe(1);
  });

  test('gives minutes before and after they have begun, with its reason, logged and once', async () => {
    const [begun, fresh] = [await cast.cadre(), await cast.cadre()];
    const quizId = await cast.call();
    const attemptId = await begin(begun.personId, quizId, NOW);
    const id = newId();
    const first = await Promise.all(
      [1, 2].map(() => adjust(quizId, [begun, fresh], minutes(20), later(5), id)),
    );
    expect(first).toEqual([
      { ok: true, done: 2, failed: [] },
      { ok: true, done: 2, failed: [] },
    ]);
    expect(await deadline(attemptId, begun.personId)).toEqual(later(50));
    const other = await begin(fresh.personId, quizId, later(10));
    expect(await deadline(other, fresh.personId)).toEqual(later(60));
    expect(await cast.count('exam_changes', `batch_id = '${id}' and reason = 'in hospital'`)).toBe(2);
    expect(await cast.count('access_log', `action = 'exams.adjust' and detail->>'batchId' = '${id}'`)).toBe(
      2,
    );
    expect(
      await cast.count('deliveries', `kind = 'exam-changed' and once_key like 'exam-changed:${id}:%'`),
    ).toBe(2);
  });

  test('gives a window of their own, before and after the exam itself; the key waits for them', async () => {
    const [late, early, done] = [await cast.cadre(), await cast.cadre(), await cast.cadre()];
    const quizId = await cast.call({ opensAt: at('26T09:00') });
    await adjust(quizId, [late], window(at('29T09:00'), at('30T09:00')));
    await adjust(quizId, [early], window(at('25T11:00'), at('25T12:00')));
    expect(await begin(early.personId, quizId, at('25T11:00'))).not.toBe('not-yet');
    expect(await begin(early.personId, quizId, at('25T11:00'))).not.toBe('closed');
    expect(await begin(late.personId, quizId, at('27T09:00'))).toBe('not-yet');
    const other = await begin(done.personId, quizId, at('27T09:00'));
    await handIn(cast.db, { attemptId: other, personId: done.personId }, at('27T09:10'));
    const key = async (now: Date) => (await readAttempt(cast.db, other, done.personId, now))[0]?.shown.key;
    expect([await key(at('28T09:00')), await key(at('30T09:00'))]).toEqual([false, true]);
    const attemptId = await begin(late.personId, quizId, at('30T08:45'));
    expect(await deadline(attemptId, late.personId)).toEqual(at('30T09:00'));
    // Who has begun can be cancelled no more, though the exam itself has not opened.
    expect(await cancelExam(cast.db, cast.secretary, quizId, NOW)).toMatchObject({ problem: 'too-late' });
  });

  test('excuses who has not begun, and a window brings them back', async () => {
    const [ill, begun, done] = [await cast.cadre(), await cast.cadre(), await cast.cadre()];
    const quizId = await cast.call();
    const attemptId = await begin(done.personId, quizId, NOW);
    await handIn(cast.db, { attemptId, personId: done.personId }, later(1));
    await begin(begun.personId, quizId, NOW);
    const plan = {
      quizId,
      personIds: [ill, begun, done].map(({ personId }) => personId),
      change: { kind: 'excused' as const },
    };
    const sorted = await planChange(cast.db, cast.secretary, plan, later(2));
    expect(sorted?.able.map(({ personId }) => personId)).toEqual([ill.personId]);
    expect(sorted?.failed.map(({ problem }) => problem).toSorted()).toEqual(['finished', 'under-way']);
    expect(await adjust(quizId, [ill, begun, done], { kind: 'excused' }, later(2))).toMatchObject({
      done: 1,
    });
    expect(await begin(ill.personId, quizId, later(3))).toBe('excused');
    expect(await readOwnExam(cast.db, quizId, ill.personId, later(3))).toMatchObject({ state: 'excused' });
    await adjust(quizId, [ill], window(at('26T09:00'), at('28T09:00')), later(4));
    expect(await readOwnExam(cast.db, quizId, ill.personId, at('26T09:00'))).toMatchObject({ state: 'open' });
  });

  test('is not made by anybody else, nor for anybody else', async () => {
    const cadre = await cast.cadre();
    const quizId = await cast.call();
    const stranger = await cast.cadre(cast.units.b1);
    const change = { id: newId(), quizId, personIds: [cadre.personId], change: minutes(10), reason: 'x' };
    expect(await adjustPeople(cast.db, cast.other, change, NOW)).toEqual({ ok: false });
    expect(await adjust(quizId, [stranger], minutes(10))).toEqual({ ok: true, done: 0, failed: [] });
    expect(await cast.count('exam_changes', `quiz_id = '${quizId}'`)).toBe(0);
  });
});
