import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerInterview } from '../../../src/domain/interviews/answer-interview.ts';
import { orderableKinds } from '../../../src/domain/interviews/arrange-interview.ts';
import { cancelInterview } from '../../../src/domain/interviews/cancel-interview.ts';
import { listInterviews, readInterview } from '../../../src/domain/interviews/read-interviews.ts';
import { pack } from '../../support/pack.ts';
import { addPerson } from '../../support/roster.ts';
import { minutesAfter, NOW, openStage, planFor, type Stage } from './interview-stage.ts';

let close: Stage['close'];
let clear: Stage['clear'];
let db: Stage['db'];
let units: Stage['units'];
let supervisor: Stage['supervisor'];
let colleague: Stage['colleague'];
let cadre: Stage['cadre'];
let other: Stage['other'];
let outside: Stage['outside'];
let arrange: Stage['arrange'];
let arranged: Stage['arranged'];
let outbox: Stage['outbox'];
beforeAll(async () => {
  ({ close, clear, db, units, supervisor, colleague, cadre, other, outside, arrange, arranged, outbox } =
    await openStage());
});
afterAll(() => close());
beforeEach(() => clear());

const count = async (table: 'interviews' | 'access_log'): Promise<number> => {
  const [row] = await db.execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${table}`));
  return row?.n ?? -1;
};
const ORDERED_BY_SUPERVISORS = pack.interviewKinds
  .filter((kind) => kind.orderedBy.includes('supervisor'))
  .map((kind) => kind.id);
const refused = (problem: string) => ({ ok: false, problem });

describe('an interview is refused', () => {
  test('with oneself, outside the scope, without the right, in the past, of a kind that needs more', async () => {
    expect(await arrange(planFor(supervisor.personId))).toEqual(refused('own'));
    expect(await arrange(planFor(outside.personId))).toEqual(refused('not-found'));
    expect(await arrange(planFor(newId()))).toEqual(refused('not-found'));
    expect(await arrange(planFor(cadre.personId), other)).toEqual(refused('unknown-kind'));
    expect(await arrange(planFor(cadre.personId, { startsAt: NOW }))).toEqual(refused('past'));
    for (const kind of ['investigation', 'nonsense', ''])
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
    await cancelInterview(db, supervisor, first, NOW);
    await answerInterview(db, cadre, { id: second, answer: 'move-asked', reason: 'away', round: 0 }, NOW);
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
    expect(await arrange(plan, supervisor, minutesAfter(60))).toMatchObject({ ok: true, first: false });
  });

  test('is read by its two people only', async () => {
    const id = await arranged();
    expect(await readInterview(db, cadre, id, NOW)).toMatchObject({ state: 'announced' });
    expect(await readInterview(db, supervisor, id, NOW)).toMatchObject({ personName: cadre.name });
    for (const actor of [other, colleague, outside])
      expect(await readInterview(db, actor, id, NOW)).toBeUndefined();
    expect((await listInterviews(db, supervisor, NOW)).map((row) => row.id)).toEqual([id]);
    expect(await listInterviews(db, colleague, NOW)).toEqual([]);
  });

  test('may be of the kinds that each post orders, of people under it', async () => {
    const branch = await addPerson(db, { unitId: units.a1, roles: ['branch-secretary'] });
    const ids = async (by: typeof supervisor, personId: string) =>
      (await orderableKinds(db, by, personId, pack, NOW)).map((kind) => kind.id);
    expect(await ids(branch, cadre.personId)).toEqual(['reminder', 'criticism', 'heart-to-heart']);
    expect(await ids(branch, supervisor.personId)).toEqual([]);
    expect(await ids(branch, branch.personId)).toEqual([]);
    expect(await ids(cadre, other.personId)).toEqual([]);
    expect(await ids(supervisor, outside.personId)).toEqual([]);
    expect(await ids(supervisor, cadre.personId)).toEqual(ORDERED_BY_SUPERVISORS);
    expect(await arrange(planFor(cadre.personId, { kind: 'routine' }), branch)).toEqual(
      refused('unknown-kind'),
    );
  });
});
