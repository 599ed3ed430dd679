import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/people/rules.ts';
import {
  decideOpinion,
  enterOpinion,
  listReviewed,
  readOwnResult,
  readReviewed,
  warnsOfCap,
} from '../../../src/domain/reviews/conclude.ts';
import { compareVotes, passesCap } from '../../../src/domain/reviews/opinion-rules.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { forms } from '../../support/forms.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';

const NOW = new Date(START);
const form = forms.find(({ id }) => id === 'annual-2026');
if (!form) throw new Error('the form of the year is not there');
const cycleId = newId();
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let secretary: Actor;
let supervisor: Actor;
let outsider: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  secretary = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'] });
  supervisor = await addPerson(db, { unitId: units.townA, roles: ['supervisor'] });
  outsider = await addPerson(db, { unitId: units.townB, roles: ['supervisor'] });
  await db.execute(sql`
    insert into assessment_cycles (id, title, unit_id, form_id, form, opens_at, closes_at)
    values (${cycleId}, '述职', ${units.townA}, ${form.id}, ${JSON.stringify(form)}::jsonb, '2026-10-01', '2026-11-01')`);
  await db.execute(
    sql`insert into review_keys (cycle_id, public_key, state) values (${cycleId}, 'x', 'counted')`,
  );
});
afterAll(() => database.close());

async function reviewed(person?: Actor): Promise<{ id: string; person: Actor }> {
  const whom = person ?? (await addPerson(db, { unitId: units.a1 }));
  const id = newId();
  await db.execute(sql`
    insert into review_subjects (id, cycle_id, person_id, unit_id) values (${id}, ${cycleId}, ${whom.personId}, ${units.a1})`);
  await db.execute(sql`
    insert into assessment_submissions (id, cycle_id, person_id, state, answers, started_at, submitted_at)
    values (${newId()}, ${cycleId}, ${whom.personId}, 'submitted', '{"duties": "all-done"}', now(), now())`);
  await db.execute(sql`
    insert into review_tallies (subject_id, side, item, option, n) values (${id}, 'peer', 'duties', 'mostly-done', 6)`);
  return { id, person: whom };
}
const enter = (subjectId: string, by = secretary, grade = 'qualified', id = newId()) =>
  enterOpinion(db, by, { id, subjectId, grade, text: '工作扎实' }, pack, NOW);
const entries = async (person: Actor) => [
  ...(await db.execute(sql`
    select kind, nature, recorded_by as recorded, confirmed_by as confirmed, data->>'grade' as grade from ledger_entries where person_id = ${person.personId}`)),
];

describe('what the committee concludes', () => {
  test('enters the file once a second person has confirmed it, and only then is it released', async () => {
    const { id, person } = await reviewed();
    const opinionId = newId();
    const outcomes = await Promise.all([1, 2, 3].map(() => enter(id, secretary, 'qualified', opinionId)));
    expect(outcomes.filter((done) => done.ok && done.first)).toHaveLength(1);
    expect(await enter(id, supervisor)).toEqual({ ok: false, problem: 'entered-before' });
    expect(await entries(person)).toEqual([]);
    expect(await readOwnResult(db, person, id)).toBeUndefined();
    // Before it is released the desk sees votes, and not what the person said.
    expect((await readReviewed(db, supervisor, id, NOW))?.compared[0]).toMatchObject({
      own: null,
      peer: [{ n: 6 }],
    });
    const confirm = (by: Actor) => decideOpinion(db, by, opinionId, { verdict: 'confirmed' }, pack, NOW);
    expect(await confirm(secretary)).toEqual({ ok: false, problem: 'own' });
    for (const by of [person, outsider])
      expect(await confirm(by)).toEqual({ ok: false, problem: 'not-found' });
    const confirmed = await Promise.all([1, 2, 3].map(() => confirm(supervisor)));
    expect(confirmed.some((done) => done.ok)).toBe(true);
    expect(await confirm(supervisor)).toMatchObject({ ok: true });
    expect(await entries(person)).toEqual([
      {
        kind: 'review-conclusion',
        nature: 'conclusion',
        recorded: secretary.personId,
        confirmed: supervisor.personId,
        grade: 'qualified',
      },
    ]);
    const own = await readOwnResult(db, person, id);
    expect(own?.compared[0]).toMatchObject({ own: { zh: '全部按计划完成' }, peer: [{ n: 6 }], people: [] });
    expect(await readOwnResult(db, outsider, id)).toBeUndefined();
    const told = await db.execute(sql`
      select kind, person_id as person from deliveries where subject_id in (${id}, ${opinionId}) order by kind`);
    expect([...told]).toEqual([
      { kind: 'opinion-asked', person: supervisor.personId },
      { kind: 'opinion-decided', person: secretary.personId },
      { kind: 'review-result', person: person.personId },
    ]);
    expect((await listReviewed(db, secretary, NOW)).rows.map((row) => row.id)).not.toContain(id);
  });

  test('is returned with a reason, and entered anew', async () => {
    const { id, person } = await reviewed();
    const opinionId = newId();
    await enter(id, secretary, 'qualified', opinionId);
    const giveBack = (reason: string) =>
      decideOpinion(db, supervisor, opinionId, { verdict: 'returned', reason }, pack, NOW);
    expect(await giveBack(' ')).toEqual({ ok: false, problem: 'text' });
    expect(await giveBack('请补充评语')).toMatchObject({ ok: true });
    expect(await decideOpinion(db, supervisor, opinionId, { verdict: 'confirmed' }, pack, NOW)).toEqual({
      ok: false,
      problem: 'decided-before',
    });
    expect(await enter(id, supervisor)).toMatchObject({ ok: true, first: true });
    expect(await entries(person)).toEqual([]);
  });

  test('is about others of the scope, in a grade of the rule pack', async () => {
    const { id } = await reviewed();
    const own = await reviewed(secretary);
    expect(await enter(own.id)).toEqual({ ok: false, problem: 'not-found' });
    expect(await enter(id, outsider)).toEqual({ ok: false, problem: 'not-found' });
    expect(await enter(id, secretary, 'superb')).toEqual({ ok: false, problem: 'not-found' });
    expect(await readReviewed(db, outsider, id, NOW)).toBeUndefined();
    expect((await listReviewed(db, outsider, NOW)).total).toBe(0);
  });

  test('warns where one more would be over a third, and enters it all the same', async () => {
    const counts = await warnsOfCap(db, cycleId, 'excellent', pack);
    expect(counts).toBeUndefined();
    const { id } = await reviewed();
    expect(await enter(id, secretary, 'excellent')).toMatchObject({ ok: true });
    const warned = await warnsOfCap(db, cycleId, 'excellent', pack);
    expect(warned).toEqual({ reviewed: 5, given: 1 });
    expect(await warnsOfCap(db, cycleId, 'qualified', pack)).toBeUndefined();
    const more = await reviewed();
    const another = await reviewed();
    expect(await enter(more.id, secretary, 'excellent')).toMatchObject({ ok: true });
    expect(await enter(another.id, secretary, 'excellent')).toMatchObject({ ok: true });
  });
});

test.each([
  [3, 0, false],
  [3, 1, true],
  [2, 0, true],
  [12, 3, false],
  [12, 4, true],
])('of %i with %i excellent, one more is over a third: %s', (all, given, warns) => {
  expect(passesCap({ reviewed: all, given }, 3)).toBe(warns);
});

test('what the person said stands beside the votes once it is released, and not before', () => {
  const compare = (isReleased: boolean) => compareVotes(form, { duties: 'all-done' }, [], isReleased);
  expect(compare(false).every(({ own }) => own === null)).toBe(true);
  expect(compare(true).map(({ own }) => own !== null)).toEqual([true, false, false, false]);
});
