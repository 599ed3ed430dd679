import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askLeave, endLeave, readOwnLeave, withdrawLeave } from '../../../src/domain/people/ask-leave.ts';
import { countWaitingLeave, decideLeave, listWaitingLeave } from '../../../src/domain/people/decide-leave.ts';
import { findLeaveProblem, monthsLater } from '../../../src/domain/people/leave-rules.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { readOwnHours } from '../../../src/domain/study/own-hours.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';
import { sqlStateOf } from '../../support/sql-state.ts';
import { NOW } from '../study/hours-stage.ts';

let database: TestDatabase;
let db: TestDatabase['db'];
let cadre: Actor;
let branch: Actor;
let town: Actor;
let other: Actor;
// Requests and answers are never deleted: each test has a database of its own.
afterEach(() => database.close());
beforeEach(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const units = await layUnits(db);
  branch = await addPerson(db, { unitId: units.a1, roles: ['branch-secretary'] });
  town = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'] });
  other = await addPerson(db, { unitId: units.b1, roles: ['branch-secretary'] });
  cadre = await addPerson(db, { unitId: units.a1 });
});

const draft = (change = {}) => ({
  id: newId(),
  reason: 'on-leave',
  startsOn: '2026-12-01',
  endsOn: '2027-01-01',
  ...change,
});
const asked = async (person: Actor, change = {}): Promise<string> => {
  const request = draft(change);
  expect(await askLeave(db, person, request, pack, NOW)).toMatchObject({ ok: true });
  return request.id;
};
const told = async (kind: string): Promise<string[]> => {
  const rows = await db.execute<{ id: string }>(
    sql`select person_id as id from deliveries where kind = ${kind}`,
  );
  return rows.map(({ id }) => id);
};

describe('somebody asks', () => {
  test('and whoever is nearest above is told, once', async () => {
    const request = draft();
    for (let i = 0; i < 2; i += 1)
      expect(await askLeave(db, cadre, request, pack, NOW)).toEqual({ ok: true, told: true });
    expect(await told('leave-asked')).toEqual([branch.personId]);
    expect(await countWaitingLeave(db, branch, NOW)).toBe(1);
  });

  test('a secretary is not asked about themselves: the one above is', async () => {
    await asked(branch);
    expect(await told('leave-asked')).toEqual([town.personId]);
    expect(await countWaitingLeave(db, branch, NOW)).toBe(0);
  });

  test('one request waits at a time, and may be taken back', async () => {
    const id = await asked(cadre);
    expect(await askLeave(db, cadre, draft(), pack, NOW)).toEqual({ ok: false, problem: 'waiting' });
    expect(await withdrawLeave(db, branch, id, NOW)).toBeUndefined();
    expect(await withdrawLeave(db, cadre, id, NOW)).toMatchObject({ verdict: 'withdrawn' });
    expect(await askLeave(db, cadre, draft(), pack, NOW)).toMatchObject({ ok: true });
  });

  test.each([
    [{ reason: 'no-such-ground' }, 'not-found'],
    [{ startsOn: '2026-10-01' }, 'too-early'],
    [{ startsOn: '2028-01-01', endsOn: null }, 'too-late'],
    [{ endsOn: '2026-12-01' }, 'not-after'],
  ])('%j is refused: %s', async (change, problem) => {
    expect(await askLeave(db, cadre, draft(change), pack, NOW)).toEqual({ ok: false, problem });
  });
});

describe('the answer', () => {
  test('grants it once, and reminders and study hours follow', async () => {
    await db.execute(sql`
      insert into person_member_kinds (person_id, kind, registered_at) values (${cadre.personId}, 'party-member', now()) on conflict do nothing`);
    const before = await readOwnHours(db, cadre, pack, NOW);
    const id = await asked(cadre, { startsOn: '2026-11-25', endsOn: null });
    for (let i = 0; i < 2; i += 1)
      expect(await decideLeave(db, branch, id, { verdict: 'approved' }, NOW)).toMatchObject({ ok: true });
    const [row] = await db.execute(
      sql`select reason, approved_by from exemptions where person_id = ${cadre.personId}`,
    );
    expect(row).toEqual({ reason: 'on-leave', approved_by: branch.personId });
    expect(await told('leave-decided')).toEqual([cadre.personId]);
    const after = await readOwnHours(db, cadre, pack, NOW);
    expect(after).toMatchObject({ state: 'exempt', exemptDays: 37 });
    expect(after.needed).toBeLessThan(before.needed);
  });

  test('refuses it with a reason, and nothing is changed', async () => {
    const id = await asked(cadre);
    expect(await decideLeave(db, town, id, { verdict: 'refused', reason: 'Ask again' }, NOW)).toMatchObject({
      ok: true,
    });
    expect(await decideLeave(db, branch, id, { verdict: 'approved' }, NOW)).toMatchObject({
      problem: 'decided-before',
    });
    expect(await readOwnLeave(db, cadre, NOW)).toMatchObject({
      exemption: undefined,
      newest: { verdict: 'refused', refusal: 'Ask again' },
    });
  });

  test('is nobody’s of another unit, and never one’s own, which the database refuses too', async () => {
    const id = await asked(cadre);
    const own = await asked(branch);
    expect((await listWaitingLeave(db, other, NOW)).total).toBe(0);
    for (const [actor, request] of [
      [other, id],
      [branch, own],
    ] as const)
      expect(await decideLeave(db, actor, request, { verdict: 'approved' }, NOW)).toEqual({
        ok: false,
        problem: 'not-found',
      });
    const granted = db.execute(sql`
      insert into exemption_decisions (request_id, person_id, verdict, decided_by, decided_at)
      values (${own}, ${branch.personId}, 'approved', ${branch.personId}, now())`);
    expect(await sqlStateOf(granted)).toBe('23514');
  });

  test('is logged with whom it was about', async () => {
    const id = await asked(cadre);
    await decideLeave(db, branch, id, { verdict: 'approved' }, NOW);
    const rows = await db.execute(sql`
      select action from access_log where subject_person_id = ${cadre.personId} and detail->>'requestId' = ${id}`);
    expect([...rows]).toEqual([{ action: 'leave.approved' }]);
  });
});

test('somebody who is back ends it themselves, once', async () => {
  const id = await asked(cadre, { startsOn: '2026-11-20', endsOn: null });
  await decideLeave(db, branch, id, { verdict: 'approved' }, NOW);
  expect(await endLeave(db, branch, id, NOW)).toBe(false);
  expect(await endLeave(db, cadre, id, NOW)).toBe(true);
  expect(await endLeave(db, cadre, id, NOW)).toBe(false);
  expect((await readOwnLeave(db, cadre, NOW)).exemption).toBeUndefined();
});

test('days are counted as they are on a calendar', () => {
  expect(monthsLater('2026-11-30', 3)).toBe('2027-02-28');
  expect(monthsLater('2026-12-31', 1)).toBe('2027-01-31');
  expect(findLeaveProblem({ startsOn: '2026-10-26', endsOn: null }, '2026-11-25')).toBeUndefined();
  expect(findLeaveProblem({ startsOn: '2026-11-20', endsOn: '2026-11-25' }, '2026-11-25')).toBe('not-after');
});
