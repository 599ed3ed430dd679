import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerInterview, type InterviewAnswer } from '../../../src/domain/interviews/answer-interview.ts';
import {
  arrangeInterview,
  closeInterview,
  listInterviews,
  orderableKinds,
  readInterview,
  type Plan,
} from '../../../src/domain/interviews/arrange-interview.ts';
import { remindInterviews } from '../../../src/domain/interviews/remind-interviews.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';

const NOW = new Date(START);
const MINUTE = 60_000;
/** Three days on, at ten. */
const WHEN = new Date(NOW.getTime() + 3 * 86_400_000);
const minutesAfter = (minutes: number): Date => new Date(WHEN.getTime() + minutes * MINUTE);
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let supervisor: Actor;
let colleague: Actor;
let cadre: Actor;
let other: Actor;
let outside: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  supervisor = await addPerson(db, { unitId: units.townA, roles: ['supervisor'] });
  colleague = await addPerson(db, { unitId: units.townA, roles: ['supervisor'] });
  cadre = await addPerson(db, { unitId: units.a1 });
  other = await addPerson(db, { unitId: units.a1 });
  outside = await addPerson(db, { unitId: units.b1 });
});
afterAll(() => database.close());
beforeEach(async () => {
  await db.execute(sql`delete from deliveries`);
  await db.execute(sql`delete from interviews`);
});

const planFor = (personId: string, change: Partial<Plan> = {}): Plan => ({
  id: newId(),
  kind: 'routine',
  personId,
  startsAt: WHEN,
  minutes: 30,
  place: '镇政府203室',
  ...change,
});
const arrange = (plan: Plan, by = supervisor, now = NOW) => arrangeInterview(db, by, plan, pack, now);
async function arranged(change: Partial<Plan> = {}): Promise<string> {
  const plan = planFor(cadre.personId, change);
  expect(await arrange(plan)).toEqual({ ok: true, first: true });
  return plan.id;
}
const count = async (table: 'interviews' | 'access_log'): Promise<number> => {
  const [row] = await db.execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${table}`));
  return row?.n ?? -1;
};
const outbox = async () => [
  ...(await db.execute<{ kind: string; personId: string; state: string }>(sql`
    select kind, person_id as "personId", state from deliveries order by created_at, id`)),
];
const refused = (problem: string) => ({ ok: false, problem });

describe('an interview is refused', () => {
  test('with oneself, outside the scope, without the right, in the past, of a kind that needs more', async () => {
    expect(await arrange(planFor(supervisor.personId))).toEqual(refused('own'));
    expect(await arrange(planFor(outside.personId))).toEqual(refused('not-found'));
    expect(await arrange(planFor(newId()))).toEqual(refused('not-found'));
    expect(await arrange(planFor(cadre.personId), other)).toEqual(refused('not-found'));
    expect(await arrange(planFor(cadre.personId, { startsAt: NOW }))).toEqual(refused('past'));
    for (const kind of ['admonition', 'special', 'written-inquiry', 'investigation', ''])
      expect([kind, await arrange(planFor(cadre.personId, { kind }))]).toEqual([
        kind,
        refused('unknown-kind'),
      ]);
    expect(await count('interviews')).toBe(0);
    expect(await outbox()).toEqual([]);
  });

  test('at a time that either person has given away, and only then', async () => {
    await arranged();
    const clash = { ok: false, problem: 'clash' };
    const at = (minutes: number, personId = other.personId, by = supervisor) =>
      arrange(planFor(personId, { startsAt: minutesAfter(minutes) }), by);
    expect(await at(0)).toMatchObject(clash);
    expect(await at(29)).toMatchObject(clash);
    expect(await at(-29)).toMatchObject(clash);
    expect(await at(10, cadre.personId, colleague)).toMatchObject(clash);
    expect(await at(10, other.personId, colleague)).toMatchObject({ ok: true });
    const third = await addPerson(db, { unitId: units.a2 });
    expect(await at(30, third.personId)).toMatchObject({ ok: true });
    expect(await at(-30, third.personId)).toMatchObject({ ok: true });
  });

  test('no longer once the one in its place was cancelled or asked to move', async () => {
    const [first, second] = [await arranged(), await arranged({ startsAt: minutesAfter(60) })];
    await closeInterview(db, supervisor, first, 'cancelled', NOW);
    await answerInterview(db, cadre, { id: second, answer: 'move-asked', reason: 'away' }, NOW);
    expect(await arrange(planFor(cadre.personId))).toMatchObject({ ok: true });
    expect(await arrange(planFor(cadre.personId, { startsAt: minutesAfter(60) }))).toMatchObject({
      ok: true,
    });
  });

  test('to all but one of ten supervisors who want the same person at once', async () => {
    const supervisors = await Promise.all(
      Array.from({ length: 10 }, () => addPerson(db, { unitId: units.townA, roles: ['supervisor'] })),
    );
    const outcomes = await Promise.all(supervisors.map((by) => arrange(planFor(cadre.personId), by)));
    expect(outcomes.filter((it) => it.ok)).toHaveLength(1);
    expect(outcomes.filter((it) => !it.ok && it.problem === 'clash')).toHaveLength(9);
    expect(await count('interviews')).toBe(1);
  });
});

describe('an interview', () => {
  test('confirmed 20 times at once is arranged, told and logged once', async () => {
    const before = await count('access_log');
    const plan = planFor(cadre.personId);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => arrange(plan)));
    expect(outcomes.every((it) => it.ok)).toBe(true);
    expect(outcomes.filter((it) => it.ok && it.first)).toHaveLength(1);
    expect(await outbox()).toEqual([
      { kind: 'interview-notice', personId: cadre.personId, state: 'pending' },
    ]);
    expect(await count('access_log')).toBe(before + 1);
    expect(await arrange(plan, supervisor, minutesAfter(60))).toEqual({ ok: true, first: false });
  });

  test('is read by its two people only', async () => {
    const id = await arranged();
    expect(await readInterview(db, cadre, id)).toMatchObject({ state: 'announced' });
    expect(await readInterview(db, supervisor, id)).toMatchObject({ personName: cadre.name });
    for (const actor of [other, colleague, outside])
      expect(await readInterview(db, actor, id)).toBeUndefined();
    expect((await listInterviews(db, supervisor, NOW)).map((row) => row.id)).toEqual([id]);
    expect(await listInterviews(db, colleague, NOW)).toEqual([]);
  });

  test('may be of the kinds that a supervisor orders alone', () => {
    expect(orderableKinds(pack).map((kind) => kind.id)).toEqual([
      'pre-appointment',
      'routine',
      'reminder',
      'criticism',
      'heart-to-heart',
    ]);
  });
});

describe('the answer to an interview', () => {
  const answer = (id: string, word: InterviewAnswer, person = cadre, now = NOW) =>
    answerInterview(db, person, { id, answer: word, reason: word === 'confirmed' ? null : 'why' }, now);
  const answersTold = async () => (await outbox()).filter((row) => row.kind === 'interview-answer');

  test('is stored and told once, also when pressed 20 times at once', async () => {
    const id = await arranged();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => answer(id, 'confirmed')));
    expect(outcomes.filter((it) => it?.stored)).toHaveLength(1);
    expect(outcomes.every((it) => it?.interview.state === 'confirmed')).toBe(true);
    expect(await answersTold()).toEqual([
      { kind: 'interview-answer', personId: supervisor.personId, state: 'pending' },
    ]);
  });

  test('may change from confirmed to asking to move, and not back', async () => {
    const id = await arranged();
    expect(await answer(id, 'confirmed')).toMatchObject({ stored: true });
    expect(await answer(id, 'move-asked')).toMatchObject({
      stored: true,
      interview: { state: 'move-asked', answerReason: 'why' },
    });
    expect(await answer(id, 'confirmed')).toMatchObject({
      stored: false,
      interview: { state: 'move-asked' },
    });
    expect(await answer(id, 'cannot-attend')).toMatchObject({ stored: false });
    expect(await answersTold()).toHaveLength(2);
  });

  test('comes too late once it has begun or was cancelled', async () => {
    const [begun, cancelled] = [await arranged(), await arranged({ startsAt: minutesAfter(60) })];
    expect(await answer(begun, 'confirmed', cadre, WHEN)).toMatchObject({ stored: false });
    await closeInterview(db, supervisor, cancelled, 'cancelled', NOW);
    expect(await answer(cancelled, 'confirmed')).toMatchObject({
      stored: false,
      interview: { state: 'cancelled' },
    });
    expect(await answersTold()).toEqual([]);
  });

  test('of anybody else is nothing', async () => {
    const id = await arranged();
    for (const person of [supervisor, other, outside])
      expect(await answer(id, 'confirmed', person)).toBeUndefined();
    expect(await readInterview(db, cadre, id)).toMatchObject({ state: 'announced' });
  });
});

describe('closing an interview', () => {
  test('cancels what waits and tells the person, once, if they knew of it', async () => {
    const id = await arranged();
    await db.execute(sql`update deliveries set state = 'sent', sent_at = ${START} where subject_id = ${id}`);
    await answerInterview(db, cadre, { id, answer: 'confirmed', reason: null }, NOW);
    for (let n = 0; n < 2; n += 1)
      expect(await closeInterview(db, supervisor, id, 'cancelled', NOW)).toMatchObject({
        state: 'cancelled',
      });
    expect((await outbox()).map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      'interview-answer cancelled',
      'interview-cancelled pending',
      'interview-notice sent',
    ]);
  });

  test('tells nobody of one they never heard of', async () => {
    const id = await arranged();
    await closeInterview(db, supervisor, id, 'cancelled', NOW);
    expect(await outbox()).toMatchObject([{ kind: 'interview-notice', state: 'cancelled' }]);
  });

  test('as held is possible from its beginning, and final', async () => {
    const id = await arranged();
    expect(await closeInterview(db, supervisor, id, 'held', minutesAfter(-1))).toMatchObject({
      state: 'announced',
    });
    expect(await closeInterview(db, supervisor, id, 'held', WHEN)).toMatchObject({ state: 'held' });
    expect(await closeInterview(db, supervisor, id, 'cancelled', WHEN)).toMatchObject({ state: 'held' });
  });

  test('is for who ordered it only', async () => {
    const id = await arranged();
    for (const actor of [cadre, colleague, outside])
      expect(await closeInterview(db, actor, id, 'cancelled', NOW)).toBeUndefined();
    expect(await readInterview(db, cadre, id)).toMatchObject({ state: 'announced' });
  });
});

describe('a reminder', () => {
  test('is said to both the day before, once, and not of what will not be', async () => {
    const [kept] = [await arranged()];
    const dropped = await arranged({ startsAt: minutesAfter(60) });
    await closeInterview(db, supervisor, dropped, 'cancelled', NOW);
    await db.execute(sql`delete from deliveries`);
    expect(await remindInterviews(db, pack, minutesAfter(-24 * 60 - 1))).toBe(0);
    expect(await remindInterviews(db, pack, minutesAfter(-24 * 60))).toBe(2);
    expect(await remindInterviews(db, pack, minutesAfter(-23 * 60))).toBe(0);
    const rows = await db.execute(sql`
      select subject_id as subject, person_id as "personId" from deliveries order by person_id`);
    expect([...rows]).toEqual(
      [supervisor, cadre]
        .map(({ personId }) => ({ subject: kept, personId }))
        .toSorted((a, b) => (a.personId < b.personId ? -1 : 1)),
    );
    expect(await remindInterviews(db, pack, WHEN)).toBe(0);
  });

  test('is not said within the hour in which it was arranged', async () => {
    const soon = new Date(NOW.getTime() + 4 * 3_600_000);
    await arranged({ startsAt: soon });
    expect(await remindInterviews(db, pack, new Date(NOW.getTime() + 59 * MINUTE))).toBe(0);
    expect(await remindInterviews(db, pack, new Date(NOW.getTime() + 60 * MINUTE))).toBe(2);
  });
});
