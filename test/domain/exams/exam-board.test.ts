import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginExam } from '../../../src/domain/exams/begin-exam.ts';
import {
  findRevocable,
  issueCertificate,
  revokeCertificate,
  verifyCertificate,
} from '../../../src/domain/exams/certificates.ts';
import { shownCode } from '../../../src/domain/exams/code-rules.ts';
import {
  exportExam,
  findCalledExam,
  listNotBegun,
  readExamBoard,
} from '../../../src/domain/exams/exam-board.ts';
import { countUnits } from '../../../src/domain/exams/exam-shares-rules.ts';
import { handIn } from '../../../src/domain/quizzes/end-attempt.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { at, later, NOW, startExams } from './exam-stage.ts';

let cast: Awaited<ReturnType<typeof startExams>>;
beforeAll(async () => {
  cast = await startExams();
});
afterAll(() => cast.close());

/** Begins, answers `right` of five questions rightly, and hands in. */
async function sit({ personId }: Actor, quizId: string, right: number, now = NOW): Promise<string> {
  const begun = await beginExam(cast.db, personId, quizId, now);
  if (!begun.ok) throw new Error(begun.problem);
  const { attemptId } = begun;
  await cast.answer(attemptId, personId, right, 5 - right, later(1, now));
  await handIn(cast.db, { attemptId, personId }, later(2, now));
  return attemptId;
}

const row = (unitId: string, people: number, finished: number, passed: number) => ({
  unitId,
  name: unitId,
  people,
  excused: 0,
  begun: finished,
  finished,
  passed,
});

describe('the shares of a unit', () => {
  test('are shown of five people and more, and small units as one', () => {
    const board = countUnits(
      [row('b', 8, 4, 1), row('a', 10, 5, 4), row('c', 3, 1, 0), row('d', 4, 0, 0)],
      false,
    );
    expect(board.units.map(({ name, finished }) => [name, finished])).toEqual([
      ['a', 50],
      ['b', 50],
    ]);
    expect(board.others).toEqual({ people: 7, begun: 14, finished: 14 });
    expect(board.passed).toBeNull();
  });

  test('say who passed only after the end, and not where fewer than five handed in', () => {
    const rows = [row('a', 10, 6, 4), row('b', 8, 5, 1), row('c', 8, 1, 0)];
    const board = countUnits(rows, true);
    // The one of c would be the difference between all and the others, so b is told with it.
    expect(board.units.map(({ name, passed }) => [name, passed])).toEqual([
      ['a', 66],
      ['b', null],
      ['c', null],
    ]);
    expect(board.passed).toBe(41);
    expect(countUnits([row('a', 10, 4, 4)], true)).toMatchObject({ passed: null, units: [{ passed: null }] });
  });

  test('of a handful of people are none', () => {
    expect(countUnits([row('a', 3, 2, 1)], true)).toMatchObject({
      people: 3,
      units: [],
      others: null,
      passed: null,
    });
    expect(countUnits([], true)).toMatchObject({ people: 0, units: [], others: null });
  });
});

test('its caller sees how far it is and who has not begun, and takes along who finished, without marks', async () => {
  const { db, secretary, other } = cast;
  const people = await Promise.all(Array.from({ length: 6 }, () => cast.cadre()));
  const quizId = await cast.call();
  for (const [i, person] of people.slice(0, 5).entries()) await sit(person, quizId, i < 3 ? 5 : 0);
  const exam = await findCalledExam(db, secretary, quizId);
  if (!exam) throw new Error('it was called');
  expect(await findCalledExam(db, other, quizId)).toBeUndefined();
  const open = await readExamBoard(db, secretary, exam, later(10));
  expect(open).toMatchObject({ finished: 5, begun: 5, passed: null });
  const closed = await readExamBoard(db, secretary, exam, exam.closedAt);
  expect(closed.passed).toBe(60);
  const names = await listNotBegun(db, secretary, quizId, 0, NOW);
  expect(names.rows.map(({ personId }) => personId)).toEqual([people[5]?.personId]);
  expect((await listNotBegun(db, other, quizId, 0, NOW)).rows).toEqual([]);
  expect(await exportExam(db, other, quizId, 'archive', NOW)).toBeUndefined();
  const before = await exportExam(db, secretary, quizId, 'archive', later(10));
  expect(before?.every(({ passed }) => passed === null)).toBe(true);
  const after = await exportExam(db, secretary, quizId, 'archive', exam.closedAt);
  expect(after?.map(({ state }) => state).toSorted()).toEqual([
    ...Array<string>(5).fill('finished'),
    'missed',
  ]);
  expect(after?.filter(({ passed }) => passed)).toHaveLength(3);
  // By unit and name: the order says nothing about how they did.
  expect(after?.map(({ name }) => name)).toEqual(before?.map(({ name }) => name));
  expect(await cast.count('access_log', `action = 'exams.export' and purpose = 'archive'`)).toBe(2);
  expect(
    await cast.count('access_log', `action = 'exams.read-names' and detail->>'quizId' = '${quizId}'`),
  ).toBe(1);
});

describe('a certificate', () => {
  const title = () => ({ zh: '考试', en: 'Exam' });

  test('is made once for who has passed, and for nobody else', async () => {
    const { db } = cast;
    const [passed, failed] = [await cast.cadre(), await cast.cadre()];
    const quizId = await cast.call();
    const [good, bad] = [await sit(passed, quizId, 3), await sit(failed, quizId, 2)];
    const made = await Promise.all(
      Array.from({ length: 4 }, () => issueCertificate(db, passed, good, title, later(5))),
    );
    const codes = new Set(made.map((it) => (it.ok ? it.certificate.code : it.problem)));
    expect(codes.size).toBe(1);
    expect(made[0]).toMatchObject({
      ok: true,
      certificate: { name: passed.name, share: 0.6, passMark: 0.6 },
    });
    expect(await issueCertificate(db, failed, bad, title, later(5))).toEqual({
      ok: false,
      problem: 'not-found',
    });
    expect(await issueCertificate(db, failed, good, title, later(5))).toEqual({
      ok: false,
      problem: 'not-found',
    });
  });

  test('is verified by anybody, revoked by its caller with a reason, and says so ever after', async () => {
    const { db, secretary, other } = cast;
    const person = await cast.cadre();
    const attemptId = await sit(person, await cast.call(), 5);
    const made = await issueCertificate(db, person, attemptId, title, later(5));
    if (!made.ok) throw new Error(made.problem);
    const { code } = made.certificate;
    expect(await verifyCertificate(db, other, shownCode(code).toLowerCase(), NOW)).toMatchObject({
      ok: true,
      certificate: { name: person.name, revokedAt: null },
    });
    expect(await findRevocable(db, other, code)).toBeUndefined();
    expect(await revokeCertificate(db, other, { code, reason: 'x' }, NOW)).toBe(false);
    expect(await findRevocable(db, secretary, code)).toMatchObject({ code });
    expect(await revokeCertificate(db, secretary, { code, reason: 'regraded' }, NOW)).toBe(true);
    expect(await revokeCertificate(db, secretary, { code, reason: 'regraded' }, later(1))).toBe(true);
    expect(
      await cast.count('access_log', `action = 'exams.revoke' and subject_person_id = '${person.personId}'`),
    ).toBe(1);
    const found = await verifyCertificate(db, other, code, NOW);
    expect(found.ok && found.certificate.revokedAt).not.toBeNull();
    expect(await issueCertificate(db, person, attemptId, title, later(6))).toEqual({
      ok: false,
      problem: 'revoked',
    });
  });

  test('of a code that is none counts, and locks whoever tries many', async () => {
    const { db } = cast;
    const person = await cast.cadre();
    const tried = [];
    for (const code of ['AAAAAAAAA0', 'AAAAAAAAA1', 'AAAAAAAAA2', 'AAAAAAAAA3', 'AAAAAAAAA4', 'AAAAAAAAA5'])
      tried.push(await verifyCertificate(db, person, code, at('25T12:00')));
    expect(tried.map((it) => it.ok || it.problem)).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'unknown',
      'locked',
      'locked',
    ]);
    expect(await verifyCertificate(db, person, 'hello', NOW)).toEqual({ ok: false, problem: 'not-a-code' });
  });
});
