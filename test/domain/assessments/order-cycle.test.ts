import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findClosingProblem,
  findOpeningProblem,
  reviewClosing,
} from '../../../src/domain/assessments/cycle-rules.ts';
import {
  answerQuestion,
  findAssessment,
  submitAssessment,
} from '../../../src/domain/assessments/fill-assessment.ts';
import type { AssessmentForm } from '../../../src/domain/assessments/form.ts';
import {
  countAsked,
  listCycles,
  listSubmissions,
  orderCycle,
  readCycle,
  readSubmission,
} from '../../../src/domain/assessments/order-cycle.ts';
import { knownFacts, readFacts, REMARK } from '../../../src/domain/assessments/read-facts.ts';
import { reopenAssessment } from '../../../src/domain/assessments/reopen-assessment.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { forms } from '../../support/forms.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';

const NOW = new Date(START);
const days = (n: number): Date => new Date(NOW.getTime() + n * 86_400_000);
const formNamed = (id: string): AssessmentForm => {
  const form = forms.find((one) => one.id === id);
  if (!form) throw new Error(`no form ${id}`);
  return form;
};
const annual = formNamed('annual-2026');
const accounts = formNamed('accounts-2026');
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let secretary: Actor;
let other: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  secretary = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'] });
  other = await addPerson(db, { unitId: units.townB, roles: ['township-secretary'] });
});
afterAll(() => database.close());

const order = (form = annual, change: object = {}, by = secretary, id = newId()) =>
  orderCycle(
    db,
    by,
    form,
    { id, unitId: units.townA, opensAt: null, closesAt: days(7), ...change },
    pack,
    NOW,
  );
const ordered = async (form = annual): Promise<string> => {
  const done = await order(form);
  if (!done.ok) throw new Error(done.problem);
  return done.cycle.id;
};
const submit = async (person: Actor, cycleId: string, form = annual): Promise<string> => {
  for (const question of form.questions) {
    const answer =
      question.type === 'choice' ? question.options[0]?.id : question.type === 'yes-no' ? 'no' : '防汛值守';
    const given = { cycleId, question: question.id, answer: answer ?? '' };
    expect(await answerQuestion(db, person, given, NOW)).toMatchObject({ ok: true });
  }
  expect(await submitAssessment(db, person, cycleId, NOW)).toMatchObject({ ok: true });
  const [row] = await db.execute<{ id: string }>(
    sql`select id from assessment_submissions where cycle_id = ${cycleId} and person_id = ${person.personId}`,
  );
  return row?.id ?? '';
};
const title = async (person: Actor, words: string) =>
  db.execute(sql`update posts set title = ${words} where person_id = ${person.personId}`);
const end = (cycleId: string) =>
  db.execute(sql`update assessment_cycles set closes_at = opens_at where id = ${cycleId}`);

describe('ordering a cycle', () => {
  test('opens it once, with the form frozen in it and the review after it', async () => {
    const id = newId();
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => order(annual, {}, secretary, id).catch(() => null)),
    );
    expect(outcomes.filter((done) => done?.ok && done.first)).toHaveLength(1);
    expect(await order(annual, {}, secretary, id)).toMatchObject({ ok: true, first: false });
    expect((await listCycles(db, secretary)).map((cycle) => cycle.id)).toEqual([id]);
    const [row] = await db.execute(sql`
      select form_id as form, form->>'version' as version, ordered_by as by, review_closes_at - closes_at = '7 days' as week
      from assessment_cycles where id = ${id}`);
    expect(row).toEqual({ form: annual.id, version: '2', by: secretary.personId, week: true });
    const [logged] = await db.execute(
      sql`select count(*)::int as n from access_log where action = 'assessment.order'`,
    );
    expect(logged).toEqual({ n: 1 });
    await end(id);
  });

  test.each<[string, object, string]>([
    ['in the past', { opensAt: days(-1) }, 'past'],
    ['far ahead', { opensAt: days(91), closesAt: days(100) }, 'too-far'],
    ['for hours', { closesAt: days(0.9) }, 'too-short'],
    ['for months', { closesAt: days(61) }, 'too-long'],
  ])('is refused %s', async (_what, change, problem) => {
    expect(await order(annual, change)).toEqual({ ok: false, problem });
  });

  test('is for whoever may, in their own unit; to others there is none', async () => {
    const id = await ordered();
    expect(await order(annual, {}, other)).toEqual({ ok: false, problem: 'not-found' });
    const cadre = await addPerson(db, { unitId: units.a1 });
    expect(await order(annual, {}, cadre)).toEqual({ ok: false, problem: 'not-found' });
    expect(await readCycle(db, other, id)).toBeUndefined();
    expect(await listSubmissions(db, other, id, 0, NOW)).toBeUndefined();
    expect(await listCycles(db, other)).toEqual([]);
    await end(id);
  });
});

describe('a form by post', () => {
  test('is for posts whose title it names, and for nobody else', async () => {
    const [accountant, member] = [
      await addPerson(db, { unitId: units.a1 }),
      await addPerson(db, { unitId: units.a1 }),
    ];
    await title(accountant, '村会计');
    await title(member, '村委会委员');
    expect(await countAsked(db, units.townA, accounts, NOW)).toBe(1);
    const id = await ordered(accounts);
    expect((await findAssessment(db, accountant, NOW))?.id).toBe(id);
    expect(await findAssessment(db, member, NOW)).toBeUndefined();
    const given = { cycleId: id, question: 'books', answer: 'same-day' };
    expect(await answerQuestion(db, member, given, NOW)).toEqual({ ok: false, problem: 'closed' });
    await end(id);
  });
});

describe('a submitted form', () => {
  test('is given back once with a reason, is kept as it was, and can be submitted again', async () => {
    const cycleId = await ordered();
    const person = await addPerson(db, { unitId: units.a1 });
    const submissionId = await submit(person, cycleId);
    expect((await listSubmissions(db, secretary, cycleId, 0, NOW))?.rows).toMatchObject([
      { id: submissionId, name: person.name },
    ]);
    const reopen = () => reopenAssessment(db, secretary, { submissionId, reason: '请补充下半年的工作' }, NOW);
    const outcomes = await Promise.all(Array.from({ length: 5 }, reopen));
    expect(outcomes.filter((done) => done.ok)).toHaveLength(1);
    expect(await reopen()).toEqual({ ok: false, problem: 'not-submitted' });
    const kept = await db.execute(sql`
      select reason, answers, reopened_by as by from assessment_reopenings where submission_id = ${submissionId}`);
    expect([...kept]).toMatchObject([
      { reason: '请补充下半年的工作', by: secretary.personId, answers: { 'to-report': 'no' } },
    ]);
    const [told] = await db.execute(
      sql`select count(*)::int as n from deliveries where kind = 'assessment-reopened' and person_id = ${person.personId}`,
    );
    expect(told).toEqual({ n: 1 });
    expect(await findAssessment(db, person, NOW)).toMatchObject({ id: cycleId, state: 'draft', facts: null });
    await submit(person, cycleId);
    expect(await reopen()).toMatchObject({ ok: true });
    const [row] = await db.execute(
      sql`select count(*)::int as n from assessment_reopenings where submission_id = ${submissionId}`,
    );
    expect(row).toEqual({ n: 2 });
    await end(cycleId);
  });

  test('is not given back without a reason, by others, by its own person, or once the cycle has closed', async () => {
    const cycleId = await ordered();
    const person = await addPerson(db, { unitId: units.a1 });
    const submissionId = await submit(person, cycleId);
    const reopen = (by: Actor, reason: string) => reopenAssessment(db, by, { submissionId, reason }, NOW);
    expect(await reopen(secretary, '  ')).toEqual({ ok: false, problem: 'reason' });
    expect(await reopen(secretary, '字'.repeat(201))).toEqual({ ok: false, problem: 'reason' });
    for (const by of [other, person])
      expect(await reopen(by, 'x')).toEqual({ ok: false, problem: 'not-found' });
    const own = await submit(secretary, cycleId).catch(() => '');
    expect(own === '' ? undefined : await readSubmission(db, secretary, own)).toBeUndefined();
    await end(cycleId);
    expect(await reopen(secretary, 'x')).toEqual({ ok: false, problem: 'closed' });
  });
});

describe('what is on record', () => {
  test('is counted for the year of the form from what was confirmed, and kept with what is submitted', async () => {
    const cycleId = await ordered();
    const person = await addPerson(db, { unitId: units.a2 });
    const facts = () => readFacts(db, person.personId, annual);
    expect(await facts()).toMatchObject({ studyHours: 0, meetingsThere: 0, exams: 0, rectifications: 0 });
    const hours = async (day: string, n: number, verdict: 'confirmed' | 'rejected' | null) => {
      const id = newId();
      await db.execute(sql`
        insert into study_hours (id, person_id, day, hours, evidence, topic, event_id, recorded_by, rule_pack_version, recorded_at)
        values (${id}, ${person.personId}, ${day}, ${n}, 'concentrated', 'x', ${newId()}, ${person.personId}, 'x', now())`);
      if (verdict)
        await db.execute(sql`
          insert into study_hour_decisions (entry_id, person_id, recorded_by, verdict, reason, decided_by, decided_at)
          values (${id}, ${person.personId}, ${person.personId}, ${verdict}, ${verdict === 'rejected' ? 'x' : null}, ${secretary.personId}, now())`);
    };
    await hours('2026-03-01', 8, 'confirmed');
    await hours('2026-12-31', 4, 'confirmed');
    await hours('2026-05-01', 2, null);
    await hours('2026-06-01', 2, 'rejected');
    await hours('2025-12-31', 16, 'confirmed');
    for (const [startsAt, states] of [
      ['2026-04-01', ['absent', 'present']],
      ['2026-05-01', ['absent']],
      ['2026-06-01', ['excused']],
      ['2025-06-01', ['present']],
    ] as const) {
      const id = newId();
      await db.execute(sql`
        insert into meetings (id, kind, rule_pack_version, unit_id, held_by, title, place, starts_at, minutes, secret, state, closed_at, created_at)
        values (${id}, 'theme-day', 'x', ${units.a2}, ${secretary.personId}, 'x', 'x', ${startsAt}, 60, 'x', 'closed', now(), now())`);
      await db.execute(
        sql`insert into meeting_invitees (meeting_id, person_id) values (${id}, ${person.personId})`,
      );
      for (const [n, state] of states.entries())
        await db.execute(sql`
          insert into meeting_attendance (meeting_id, person_id, n, state, reason, via, marked_by, at)
          values (${id}, ${person.personId}, ${n + 1}, ${state}, ${state === 'excused' ? 'ill' : null}, 'list', ${secretary.personId}, now())`);
    }
    for (const state of ['open', 'closed'])
      await db.execute(sql`
        insert into rectification_items (id, person_id, opened_by, reviewer_id, text, due_on, state, opened_at)
        values (${newId()}, ${person.personId}, ${secretary.personId}, ${secretary.personId}, 'x', '2026-12-20', ${state}, '2026-07-01')`);
    const row = await facts();
    if (!row) throw new Error('the form shows facts');
    expect(knownFacts(annual, row).map(({ prefill, n, of }) => [prefill, n, of])).toEqual([
      ['study-hours', 12, 0],
      ['meetings-attended', 1, 2],
      ['exams-taken', 0, 0],
      ['rectifications-closed', 1, 2],
      ['recognitions', 0, 0],
    ]);
    const remark = (answer: string) => answerQuestion(db, person, { cycleId, question: REMARK, answer }, NOW);
    expect(await remark(' 一次会议因公出差 ')).toMatchObject({ ok: true });
    expect(await remark(' ')).toEqual({ ok: false, problem: 'empty' });
    expect(await remark('字'.repeat(201))).toEqual({ ok: false, problem: 'too-long' });
    await submit(person, cycleId);
    await hours('2026-08-01', 8, 'confirmed');
    const submitted = await findAssessment(db, person, NOW);
    expect(submitted?.facts).toEqual(row);
    expect(submitted?.answers[REMARK]).toBe('一次会议因公出差');
    await end(cycleId);
  });

  test('is asked by no question of a form that shows it', () => {
    /** What each fact answers, in the words a question would use. */
    const asks = {
      'study-hours': /学时|培训|学习时间/,
      'meetings-attended': /会议|到会|参会|出席/,
      'exams-taken': /考试|答题|测验|得分|成绩/,
      'rectifications-closed': /整改/,
      recognitions: /表彰|奖励|荣誉/,
    };
    for (const form of forms) {
      expect(form.facts.length).toBeGreaterThan(0);
      for (const { prefill } of form.facts)
        for (const { stem } of [...form.questions, ...(form.review ?? [])])
          expect(stem.zh).not.toMatch(asks[prefill]);
    }
  });
});

describe('the window of a cycle', () => {
  test('opens from now to three months ahead and is open for one to sixty days', () => {
    expect(findOpeningProblem(null, NOW)).toBeUndefined();
    expect(findOpeningProblem(NOW, NOW)).toBe('past');
    expect(findOpeningProblem(days(90), NOW)).toBeUndefined();
    expect(findClosingProblem({ opensAt: NOW, closesAt: days(1) })).toBeUndefined();
    expect(findClosingProblem({ opensAt: NOW, closesAt: days(60) })).toBeUndefined();
    expect(reviewClosing(NOW, 7)).toEqual(days(7));
  });
});
