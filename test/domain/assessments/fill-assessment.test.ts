import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import formJson from '../../../content/assessments/annual-2026.json' with { type: 'json' };
import { insertCycle } from '../../../src/db/queries/assessments.ts';
import {
  answerQuestion,
  findAnswerProblem,
  findAssessment,
  submitAssessment,
} from '../../../src/domain/assessments/fill-assessment.ts';
import { readAssessmentForm, type AssessmentQuestion } from '../../../src/domain/assessments/form.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';

const NOW = new Date(START);
const OPENS = new Date('2026-11-20T00:00:00+08:00');
const CLOSES = new Date('2026-12-05T18:00:00+08:00');
const form = readAssessmentForm(formJson);
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let cycleId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  cycleId = await openCycle(units.townA);
});
afterAll(() => database.close());

async function openCycle(unitId: string, opensAt = OPENS, closesAt = CLOSES): Promise<string> {
  const id = newId();
  const cycle = { id, title: '述职自评', titleEn: null, unitId, formId: form.id, form: formJson };
  await db.transaction((tx) => insertCycle(tx, { ...cycle, opensAt, closesAt }));
  return id;
}
const somebody = () => addPerson(db, { unitId: units.a1 });
const goodAnswer = (question: AssessmentQuestion): string =>
  question.type === 'text'
    ? '完成了防汛值守。'
    : question.type === 'yes-no'
      ? 'no'
      : (question.options[0]?.id ?? '');
const answer = (person: Actor, question: string, text: string, now = NOW, cycle = cycleId) =>
  answerQuestion(db, person, { cycleId: cycle, question, answer: text }, now);
async function fill(person: Actor): Promise<void> {
  for (const question of form.questions)
    expect(await answer(person, question.id, goodAnswer(question))).toMatchObject({ ok: true });
}
const first = form.questions[0] as Extract<AssessmentQuestion, { type: 'choice' }>;
const text = form.questions.find((question) => question.type === 'text');
const submissions = async (person: Actor) => [
  ...(await db.execute<{ state: string; answers: Record<string, string>; submittedAt: string | null }>(sql`
    select state, answers, submitted_at as "submittedAt" from assessment_submissions where person_id = ${person.personId}`)),
];

describe('a self-assessment', () => {
  test('keeps its draft answer by answer, the last one to a question', async () => {
    const person = await somebody();
    expect(await findAssessment(db, person, NOW)).toMatchObject({ id: cycleId, state: null, answers: {} });
    const [, other] = first.options;
    await answer(person, first.id, first.options[0]?.id ?? '');
    await answer(person, first.id, other?.id ?? '');
    await answer(person, text?.id ?? '', '  两头有空格  ');
    const draft = await findAssessment(db, person, new Date(NOW.getTime() + 86_400_000));
    expect(draft).toMatchObject({
      state: 'draft',
      answers: { [first.id]: other?.id, [text?.id ?? '']: '两头有空格' },
    });
    expect(await submissions(person)).toHaveLength(1);
  });

  test('loses none of answers given at once', async () => {
    const person = await somebody();
    await Promise.all(form.questions.map((question) => answer(person, question.id, goodAnswer(question))));
    const [row, ...rest] = await submissions(person);
    expect(rest).toEqual([]);
    expect(row?.answers).toEqual(Object.fromEntries(form.questions.map((q) => [q.id, goodAnswer(q)])));
  });

  test('is submitted once when it is complete, and then locked', async () => {
    const person = await somebody();
    await fill(person);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => submitAssessment(db, person, cycleId, NOW)),
    );
    expect(outcomes.every((it) => it.ok && it.assessment.state === 'submitted')).toBe(true);
    const [row] = await submissions(person);
    expect(row?.state).toBe('submitted');
    expect(await answer(person, first.id, first.options[2]?.id ?? '')).toEqual({
      ok: false,
      problem: 'locked',
    });
    const later = await submitAssessment(db, person, cycleId, new Date(NOW.getTime() + 1_000));
    expect(later).toMatchObject({ ok: true, assessment: { state: 'submitted' } });
    expect(await submissions(person)).toEqual([row]);
    expect(await findAssessment(db, person, NOW)).toMatchObject({ id: cycleId, state: 'submitted' });
  });

  test('is not submitted while a question is open', async () => {
    const person = await somebody();
    expect(await submitAssessment(db, person, cycleId, NOW)).toEqual({ ok: false, problem: 'incomplete' });
    for (const question of form.questions.slice(1)) await answer(person, question.id, goodAnswer(question));
    expect(await submitAssessment(db, person, cycleId, NOW)).toEqual({ ok: false, problem: 'incomplete' });
    expect(await submissions(person)).toMatchObject([{ state: 'draft', submittedAt: null }]);
  });

  test('is closed from its closing time on, whatever was begun', async () => {
    const person = await somebody();
    await fill(person);
    const closed = { ok: false, problem: 'closed' };
    expect(await answer(person, first.id, goodAnswer(first), CLOSES)).toEqual(closed);
    expect(await submitAssessment(db, person, cycleId, CLOSES)).toEqual(closed);
    expect(await findAssessment(db, person, CLOSES)).toBeUndefined();
    expect(await submissions(person)).toMatchObject([{ state: 'draft' }]);
    const last = new Date(CLOSES.getTime() - 1);
    expect(await submitAssessment(db, person, cycleId, last)).toMatchObject({ ok: true });
  });

  test('is for people of its unit and roles, after it has opened', async () => {
    const closed = { ok: false, problem: 'closed' };
    const outside = await addPerson(db, { unitId: units.b1 });
    const supervisor = await addPerson(db, { unitId: units.a1, roles: ['supervisor'] });
    const gone = await addPerson(db, { unitId: units.a1, endsOn: '2026-11-25' });
    for (const person of [outside, supervisor, gone]) {
      expect(await findAssessment(db, person, NOW)).toBeUndefined();
      expect(await answer(person, first.id, goodAnswer(first))).toEqual(closed);
      expect(await submitAssessment(db, person, cycleId, NOW)).toEqual(closed);
      expect(await submissions(person)).toEqual([]);
    }
    const person = await somebody();
    const early = new Date(OPENS.getTime() - 1);
    expect(await answer(person, first.id, goodAnswer(first), early)).toEqual(closed);
    expect(await answer(person, first.id, goodAnswer(first), NOW, newId())).toEqual(closed);
    expect(await submissions(person)).toEqual([]);
  });

  test('of two open ones is that which waits and closes first', async () => {
    const person = await addPerson(db, { unitId: units.a2 });
    const sooner = await openCycle(units.a2, OPENS, new Date('2026-11-30T18:00:00+08:00'));
    expect((await findAssessment(db, person, NOW))?.id).toBe(sooner);
    for (const question of form.questions)
      await answer(person, question.id, goodAnswer(question), NOW, sooner);
    await submitAssessment(db, person, sooner, NOW);
    expect((await findAssessment(db, person, NOW))?.id).toBe(cycleId);
  });

  test('takes no question that is not in the form', async () => {
    const person = await somebody();
    expect(await answer(person, 'salary', 'yes')).toEqual({ ok: false, problem: 'not-found' });
    expect(await answer(person, '__proto__', 'yes')).toEqual({ ok: false, problem: 'not-found' });
  });
});

describe('an answer', () => {
  const asked = (question: Record<string, unknown>) => question as unknown as AssessmentQuestion;
  const choice = asked({ type: 'choice', options: [{ id: 'done' }, { id: 'partly' }] });
  const short = asked({ type: 'text', maxLength: 4 });
  test.each<[string, AssessmentQuestion, string, string | undefined]>([
    ['an option', choice, 'done', undefined],
    ['no option', choice, 'Done', 'not-an-option'],
    ['yes', asked({ type: 'yes-no' }), 'yes', undefined],
    ['maybe', asked({ type: 'yes-no' }), 'maybe', 'not-an-option'],
    ['a text of the full length', short, ' 四个汉字 ', undefined],
    ['a text one too long', short, '五个汉字啊', 'too-long'],
    ['characters outside the basic plane, counted once each', short, '𠀀𠀀𠀀𠀀', undefined],
    ['nothing', short, ' \n ', 'empty'],
  ])('that is %s', (_what, question, given, problem) => {
    expect(findAnswerProblem(question, given)).toBe(problem);
  });
});
