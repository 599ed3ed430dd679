import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { assignPlan, countMeant, type PlanDraft } from '../../../src/domain/study/assign-plan.ts';
import { findEndProblem, findStartProblem, lastDayOf } from '../../../src/domain/study/assignment-rules.ts';
import { listPlans } from '../../../src/domain/study/choose-plan.ts';
import { offerCards } from '../../../src/domain/study/offer-cards.ts';
import {
  endAssignment,
  extendAssignment,
  listAssignments,
  readAssignment,
} from '../../../src/domain/study/watch-assignment.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { plans } from '../../support/plans.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';
import { exempt, NOW } from './hours-stage.ts';

const PLAN = 'rural-revitalisation';
const content = { pack, plans };
const LATER = new Date('2026-12-01T10:00:00+08:00');
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let secretary: Actor;
let branch: Actor;
let people: Actor[];
afterEach(() => database.close());
beforeEach(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  secretary = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'] });
  branch = await addPerson(db, { unitId: units.a1, roles: ['branch-secretary'] });
  people = [];
  for (let i = 0; i < 6; i += 1) people.push(await addPerson(db, { unitId: units.a1 }));
});

const draftOf = (change: Partial<PlanDraft> = {}): PlanDraft => ({
  id: newId(),
  plan: PLAN,
  unitId: units.townA,
  role: null,
  postTitle: null,
  startsOn: '2026-11-25',
  endsOn: '2026-12-22',
  pace: 5,
  ...change,
});
const assigned = async (change: Partial<PlanDraft> = {}, by = secretary): Promise<string> => {
  const draft = draftOf(change);
  expect(await assignPlan(db, by, draft, content, NOW)).toMatchObject({ ok: true, first: true });
  return draft.id;
};
const hasPlan = async (person: Actor, now = NOW): Promise<string | null | undefined> =>
  (await listPlans(db, person, plans, now)).find(({ plan }) => plan.id === PLAN)?.because;
const finish = (person: Actor) =>
  db.execute(sql`
    update study_assignments set started_at = now(), finished_at = now() where person_id = ${person.personId} and plan = ${PLAN}`);
const told = async (): Promise<number> => {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from deliveries where kind = 'plan-assigned'`,
  );
  return row?.n ?? -1;
};

describe('a plan that is set', () => {
  test('is for everybody meant, exempted people left out, and told once', async () => {
    const [first, second] = people;
    if (!first || !second) throw new Error('there are six');
    await exempt(db, first, { from: '2026-11-01', until: null });
    const counts = await countMeant(db, secretary, draftOf(), NOW);
    expect(counts).toEqual({ people: 6, unreachable: 0, exempt: 1, finished: 0 });
    const draft = draftOf();
    expect(await assignPlan(db, secretary, draft, content, NOW)).toEqual({
      ok: true,
      people: 6,
      first: true,
    });
    expect(await assignPlan(db, secretary, draft, content, NOW)).toMatchObject({ ok: true, first: false });
    expect(await told()).toBe(6);
    expect(await hasPlan(second)).toBe('assigned');
    expect(await hasPlan(first)).toBeNull();
  });

  test('goes by role and by post, and whoever is done with it is left out', async () => {
    await assigned({ role: 'branch-secretary' });
    expect(await hasPlan(branch)).toBe('assigned');
    await finish(branch);
    expect(await countMeant(db, secretary, draftOf({ role: 'branch-secretary' }), NOW)).toMatchObject({
      people: 0,
      finished: 1,
    });
    expect(await assignPlan(db, secretary, draftOf({ role: 'branch-secretary' }), content, NOW)).toEqual({
      ok: false,
      problem: 'nobody',
    });
    expect(await countMeant(db, secretary, draftOf({ postTitle: 'post' }), NOW)).toMatchObject({ people: 6 });
    expect(await countMeant(db, secretary, draftOf({ postTitle: 'no such post' }), NOW)).toMatchObject({
      people: 0,
    });
  });

  test('is frozen: who comes later has none of it', async () => {
    await assigned();
    const late = await addPerson(db, { unitId: units.a1 });
    expect(await hasPlan(late)).toBeNull();
  });

  test('begins on its day, by the job or by whoever looks first', async () => {
    const [first, second] = people;
    if (!first || !second) throw new Error('there are six');
    await assigned({ startsOn: '2026-12-01' });
    expect(await hasPlan(first)).toBeNull();
    await offerCards(db, pack, plans, LATER);
    expect(await hasPlan(first, LATER)).toBe('assigned');
    const before = await db.execute(sql`select * from study_assignments order by id`);
    await offerCards(db, pack, plans, LATER);
    expect([...(await db.execute(sql`select * from study_assignments order by id`))]).toEqual([...before]);
  });

  test('gives a plan that somebody has already its day, and leaves how they came by it', async () => {
    const [first] = people;
    if (!first) throw new Error('there are six');
    await db.execute(sql`
      insert into study_assignments (id, person_id, plan, because, created_at) values (${newId()}, ${first.personId}, ${PLAN}, 'own-choice', now())`);
    await assigned();
    const [row] = await db.execute(sql`
      select because, due_on::text as due from study_assignments where person_id = ${first.personId} and plan = ${PLAN}`);
    expect(row).toEqual({ because: 'own-choice', due: '2026-12-22' });
  });

  test('never reaches beyond the scope', async () => {
    for (const [by, unitId] of [
      [secretary, units.townB],
      [branch, units.townA],
      [people[0] ?? secretary, units.county],
    ] as const)
      expect(await assignPlan(db, by, draftOf({ unitId }), content, NOW)).toMatchObject({ ok: false });
    const stranger = await addPerson(db, { unitId: units.townB, roles: ['township-secretary'] });
    const id = await assigned();
    expect(await readAssignment(db, stranger, id, NOW)).toBeUndefined();
    expect(await endAssignment(db, stranger, id, NOW)).toBeUndefined();
    expect(await extendAssignment(db, stranger, { id, endsOn: '2027-01-01' }, NOW)).toMatchObject({
      ok: false,
    });
    expect((await listAssignments(db, stranger, 0, NOW)).total).toBe(0);
  });
});

describe('how far it is', () => {
  test('is shares by village, without names, and nothing about fewer than five', async () => {
    const id = await assigned();
    const [first, second] = people;
    if (!first || !second) throw new Error('there are six');
    await finish(first);
    const progress = await readAssignment(db, secretary, id, NOW);
    expect(progress?.total).toEqual({ people: 7, finished: 1, started: 1 });
    expect(progress?.units).toEqual([
      { name: 'a1', unitId: expect.any(String), people: 7, finished: 1, started: 1 },
    ]);
    for (const { name } of people) expect(JSON.stringify(progress?.units)).not.toContain(name);
    const few = await assigned({ role: 'branch-secretary', plan: 'village-elections' });
    expect(await readAssignment(db, secretary, few, NOW)).toMatchObject({
      total: null,
      units: [],
      others: null,
    });
  });

  test('follows leave: who is exempt and has not finished is not counted', async () => {
    const id = await assigned();
    const [first, second] = people;
    if (!first || !second) throw new Error('there are six');
    await finish(first);
    for (const one of [first, second]) await exempt(db, one, { from: '2026-11-01', until: null });
    expect((await readAssignment(db, secretary, id, NOW))?.total).toEqual({
      people: 6,
      finished: 1,
      started: 1,
    });
  });
});

test('ended before its time it is taken from who has not begun, once', async () => {
  const id = await assigned();
  const [first, second] = people;
  if (!first || !second) throw new Error('there are six');
  await db.execute(
    sql`update study_assignments set started_at = now() where person_id = ${first.personId} and plan = ${PLAN}`,
  );
  for (let i = 0; i < 2; i += 1)
    expect(await endAssignment(db, secretary, id, NOW)).toMatchObject({ ended: true });
  expect(await hasPlan(first)).toBe('assigned');
  expect(await hasPlan(second)).toBeNull();
});

test('a later last day is that of everybody who has not finished; an earlier one is refused', async () => {
  const id = await assigned();
  const extend = (endsOn: string) => extendAssignment(db, secretary, { id, endsOn }, NOW);
  expect(await extend('2026-12-01')).toEqual({ ok: false, problem: 'not-later' });
  expect(await extend('2028-12-01')).toEqual({ ok: false, problem: 'too-long' });
  for (let i = 0; i < 2; i += 1) expect(await extend('2027-01-10')).toEqual({ ok: true });
  const rows = await db.execute(
    sql`select distinct due_on::text as due from study_assignments where assignment_id = ${id}`,
  );
  expect([...rows]).toEqual([{ due: '2027-01-10' }]);
});

test('the last day follows from the cards and the pace', () => {
  expect(lastDayOf('2026-11-30', 24, 5)).toBe('2027-01-03');
  expect(lastDayOf('2026-11-30', 3, 7)).toBe('2026-12-06');
  expect(findStartProblem('2026-11-24', '2026-11-25')).toBe('past');
  expect(findEndProblem('2026-11-25', '2026-11-25', '2026-11-25')).toBeUndefined();
});
