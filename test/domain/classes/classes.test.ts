import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { giveFeedback, readFeedback } from '../../../src/domain/classes/give-feedback.ts';
import { planClass, type ClassPlan } from '../../../src/domain/classes/plan-class.ts';
import { listClasses, readClass } from '../../../src/domain/classes/read-classes.ts';
import { askClassFeedback, remindClasses } from '../../../src/domain/classes/remind-classes.ts';
import { signUp, withdraw } from '../../../src/domain/classes/sign-up.ts';
import { cancelMeeting, moveMeeting } from '../../../src/domain/meetings/change-meeting.ts';
import { checkIn } from '../../../src/domain/meetings/check-in.ts';
import { closeMeeting } from '../../../src/domain/meetings/close-meeting.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';
import { after, codeNow, hoursOf, NOW, STARTS, told } from '../meetings/meeting-stage.ts';

const PEOPLE = 100;
const SEATS = 10;
const DAY = 86_400_000;
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let secretary: Actor;
let outsider: Actor;
let people: Actor[];
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  secretary = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'] });
  outsider = await addPerson(db, { unitId: units.b1 });
  people = [];
  for (let n = 0; n < PEOPLE; n += 1) people.push(await addPerson(db, { unitId: units.a1 }));
});
afterAll(() => database.close());
beforeEach(() => db.execute(sql`delete from deliveries`));

async function plan(change: Partial<ClassPlan> = {}): Promise<string> {
  const wanted = {
    id: newId(),
    unitId: units.a1,
    title: 'Village accounts',
    about: 'Receipts and claims',
    startsAt: STARTS,
    minutes: 240,
    place: 'Town hall',
    seats: SEATS,
    signUpUntil: after(-60),
    hours: 4,
    ...change,
  };
  const planned = await planClass(db, secretary, wanted, pack, NOW);
  if (!planned.ok) throw new Error(planned.problem);
  return wanted.id;
}
const join = (person: Actor, id: string, receivedAt = NOW) => signUp(db, person, id, NOW, receivedAt);
const standing = async (id: string) => [
  ...(await db.execute<{ who: string; place: number; state: string }>(sql`
    select person_id as who, place, state from class_sign_ups where meeting_id = ${id} order by place`)),
];
const at = (n: number): Actor => {
  const person = people[n];
  if (!person) throw new Error(`nobody has the number ${n}`);
  return person;
};
/** Seats so many people and marks them as there. */
async function held(present: number): Promise<string> {
  const id = await plan({ seats: 50 });
  for (let n = 0; n < present; n += 1) await join(at(n), id);
  const code = await codeNow(db, secretary, id, after(0));
  for (let n = 0; n < present; n += 1) await checkIn(db, at(n), code, pack, after(0));
  return id;
}

describe('the seats', () => {
  test('are never given twice: of a hundred who press at once ten sit and ninety wait in order', async () => {
    const id = await plan();
    const all = await Promise.all(people.map((person) => join(person, id)));
    expect(all.every((it) => it.ok)).toBe(true);
    const list = await standing(id);
    expect(list.map(({ place }) => place)).toEqual(Array.from({ length: PEOPLE }, (_, i) => i + 1));
    expect(list.map(({ state }) => state)).toEqual([
      ...Array<string>(SEATS).fill('seated'),
      ...Array<string>(PEOPLE - SEATS).fill('waiting'),
    ]);
    const [row] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from meeting_invitees where meeting_id = ${id}`,
    );
    expect(row?.n).toBe(SEATS);
    const tenth = people.find(({ personId }) => personId === list[SEATS + 4]?.who);
    expect(tenth && (await readClass(db, tenth, id, NOW))).toMatchObject({ signedUp: 'waiting', before: 4 });
  });

  test('go to who waits longest when somebody leaves, who is told; also when all leave at once', async () => {
    const id = await plan({ seats: 2 });
    for (let n = 0; n < 6; n += 1) await join(at(n), id);
    expect(await withdraw(db, at(0), id, NOW)).toMatchObject({ ok: true, row: { signedUp: 'withdrawn' } });
    expect(await told(db, 'class-seat')).toEqual([at(2).personId]);
    // Who leaves the waiting list makes no room.
    await withdraw(db, at(3), id, NOW);
    expect(await told(db, 'class-seat')).toHaveLength(1);
    // Back again, behind everybody.
    await join(at(0), id);
    expect((await standing(id)).at(-1)).toMatchObject({ who: at(0).personId, state: 'waiting', place: 7 });
    await Promise.all([at(1), at(2), at(1), at(2)].map((person) => withdraw(db, person, id, NOW)));
    const seated = (await standing(id)).filter(({ state }) => state === 'seated').map(({ who }) => who);
    expect(seated).toEqual([at(4).personId, at(5).personId]);
  });

  test('are kept through a storm of joining and leaving', async () => {
    const id = await plan({ seats: 3 });
    const some = people.slice(0, 12);
    await Promise.all(
      [0, 1, 2, 3].flatMap((round) =>
        some.map((person, n) => ((n + round) % 2 ? withdraw(db, person, id, NOW) : join(person, id))),
      ),
    );
    const list = await standing(id);
    const seated = list.filter(({ state }) => state === 'seated');
    const waiting = list.filter(({ state }) => state === 'waiting');
    expect(seated.length).toBe(Math.min(3, seated.length + waiting.length));
    const last = Math.max(...seated.map(({ place }) => place));
    expect(waiting.every(({ place }) => place > last)).toBe(true);
    const rows = await db.execute<{ who: string }>(
      sql`select person_id as who from meeting_invitees where meeting_id = ${id}`,
    );
    expect(rows.map(({ who }) => who).toSorted()).toEqual(seated.map(({ who }) => who).toSorted());
  });

  test('are taken until the time that was said, by when the press came', async () => {
    const id = await plan({ signUpUntil: after(-60) });
    const late = await signUp(db, at(0), id, after(-30), after(-59));
    const inTime = await signUp(db, at(1), id, after(-30), after(-60));
    expect([late, inTime]).toMatchObject([{ problem: 'too-late' }, { ok: true }]);
    expect(await withdraw(db, at(1), id, after(1))).toMatchObject({ problem: 'over' });
  });

  test('are for the people of the unit, and nobody else learns of the class', async () => {
    const id = await plan();
    expect(await join(outsider, id)).toEqual({ ok: false, problem: 'not-found' });
    expect(await readClass(db, outsider, id, NOW)).toBeUndefined();
    expect((await listClasses(db, outsider, 0, NOW)).total).toBe(0);
    expect((await listClasses(db, at(0), 0, NOW)).rows.map((row) => row.id)).toContain(id);
    expect(await told(db, 'class-offer')).toHaveLength(PEOPLE);
  });
});

describe('whoever signed up', () => {
  test('is reminded the day before, once for each time it is held at', async () => {
    const id = await plan({ seats: 2 });
    for (let n = 0; n < 3; n += 1) await join(at(n), id);
    const eve = new Date(STARTS.getTime() - DAY);
    expect(await remindClasses(db, NOW)).toBe(0);
    const first = await remindClasses(db, eve);
    expect(first).toBeGreaterThanOrEqual(2);
    expect(await remindClasses(db, eve)).toBe(0);
    const mine = () =>
      db.execute(sql`select 1 from deliveries where kind = 'class-reminder' and subject_id = ${id}`);
    expect(await mine()).toHaveLength(2);
    await moveMeeting(db, secretary, { id, startsAt: after(60) }, eve);
    await remindClasses(db, eve);
    expect(await mine()).toHaveLength(4);
  });

  test('hears that it moved or is off, with who waits', async () => {
    const id = await plan({ seats: 1 });
    await join(at(0), id);
    await join(at(1), id);
    await moveMeeting(db, secretary, { id, startsAt: after(60) }, NOW);
    expect((await told(db, 'meeting-moved')).toSorted()).toEqual([at(0).personId, at(1).personId].toSorted());
    await cancelMeeting(db, secretary, id, NOW);
    expect((await told(db, 'meeting-cancelled')).toSorted()).toEqual(
      [at(0).personId, at(1).personId].toSorted(),
    );
    expect(await join(at(2), id)).toMatchObject({ problem: 'over' });
  });

  test('has the hours of the class once the organiser has closed it', async () => {
    const id = await held(2);
    expect(await closeMeeting(db, secretary, id, after(240))).toMatchObject({ given: 2, confirmed: 2 });
    expect((await hoursOf(db, id)).map(({ hours }) => hours)).toEqual([4, 4]);
  });
});

describe('what people thought of it', () => {
  const say = (n: number, id: string, score: number, words: string | null = null) =>
    giveFeedback(db, at(n), id, { score, words }, after(DAY / 60_000));

  test('is asked of who was there, the day after, once', async () => {
    const id = await held(3);
    await join(at(5), id);
    const next = new Date(STARTS.getTime() + DAY);
    expect(await askClassFeedback(db, STARTS)).toBe(0);
    await askClassFeedback(db, next);
    expect(await askClassFeedback(db, next)).toBe(0);
    const rows = await db.execute(
      sql`select 1 from deliveries where kind = 'class-feedback' and subject_id = ${id}`,
    );
    expect(rows).toHaveLength(3);
  });

  test('is shown from five answers on', async () => {
    const id = await held(6);
    for (let n = 0; n < 4; n += 1) expect(await say(n, id, 4, `word ${n}`)).toBe(true);
    expect((await readFeedback(db, secretary, id))?.feedback).toEqual({ hidden: true, people: 4 });
    await say(4, id, 2);
    const { feedback } = (await readFeedback(db, secretary, id)) ?? {};
    expect(feedback).toMatchObject({ hidden: false, people: 5, average: 3.6 });
    expect(feedback?.hidden === false && feedback.words.toSorted()).toEqual(
      [0, 1, 2, 3].map((n) => `word ${n}`),
    );
    expect(await readFeedback(db, at(0), id)).toBeUndefined();
  });

  test('counts once, and only from who was there', async () => {
    const id = await held(1);
    const all = await Promise.all(Array.from({ length: 10 }, () => say(0, id, 5)));
    expect(all.filter((it) => it === true)).toHaveLength(1);
    expect(await say(1, id, 5)).toBeUndefined();
    expect(await say(0, id, 6)).toBeUndefined();
    const rows = await db.execute(sql`select 1 from class_feedback where meeting_id = ${id}`);
    expect(rows).toHaveLength(1);
  });

  test('leads to nobody: no name, no time, no order of coming', async () => {
    const columns = await db.execute<{ name: string }>(sql`
      select column_name as name from information_schema.columns where table_name = 'class_feedback' order by 1`);
    expect(columns.map(({ name }) => name)).toEqual(['id', 'meeting_id', 'score', 'words']);
    const ids = await db.execute<{ version: string }>(
      sql`select distinct substr(id::text, 15, 1) as version from class_feedback`,
    );
    expect([...ids]).toEqual([{ version: '4' }]);
    await expect(db.execute(sql`update class_feedback set score = 5`)).rejects.toThrow();
  });
});
