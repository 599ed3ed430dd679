import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cancelMeeting } from '../../../src/domain/meetings/change-meeting.ts';
import { closeMeeting } from '../../../src/domain/meetings/close-meeting.ts';
import { readHeldOverview, watchCadences } from '../../../src/domain/meetings/watch-cadences.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { periodOf } from '../../../src/domain/schedule/calendar.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';
import { giveKind } from '../study/hours-stage.ts';
import { after, plan } from './meeting-stage.ts';

const local = (time: string) => new Date(`${time}+08:00`);
const NEAR = local('2026-11-26T07:08:00');
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let secretary: Actor;
let branch: Actor;
let other: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  secretary = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'] });
  branch = await addPerson(db, { unitId: units.a1, roles: ['cadre', 'branch-secretary'] });
  other = await addPerson(db, { unitId: units.a2, roles: ['branch-secretary'] });
  await addPerson(db, { unitId: units.b1, roles: ['branch-secretary'], telegramId: null });
  for (let n = 0; n < 7; n += 1)
    await giveKind(db, await addPerson(db, { unitId: units.a1 }), 'party-member');
});
afterAll(() => database.close());
beforeEach(() => db.execute(sql`delete from deliveries`));

/** Who was told of what. */
const due = async () =>
  (
    await db.execute<{ who: string; kind: string }>(sql`
      select person_id as who, data->>'kind' as kind from deliveries where kind = 'cadence-due' order by data->>'kind'`)
  ).map(({ who, kind }) => [
    who === branch.personId ? 'branch' : who === other.personId ? 'other' : who,
    kind,
  ]);
const kindsOf = async (who: string) => (await due()).filter(([one]) => one === who).map(([, kind]) => kind);

describe('the watch', () => {
  test('tells organisers only, what their unit lacks, some days before the period ends, once', async () => {
    expect(await watchCadences(db, pack, local('2026-11-25T23:59:00'))).toBe(0);
    await watchCadences(db, pack, NEAR);
    const first = await due();
    expect(await watchCadences(db, pack, NEAR)).toBe(0);
    expect(await watchCadences(db, pack, local('2026-11-29T07:08:00'))).toBe(0);
    expect(await due()).toEqual(first);
    // Seven members and more have a committee; groups have met nowhere; quarter and year are not near.
    expect(await kindsOf('branch')).toEqual(['branch-committee', 'theme-day']);
    expect(await kindsOf('other')).toEqual(['theme-day']);
    expect(first).toHaveLength(3);
  });

  test('looks at the quarter and the year when they are near, and begins anew with each month', async () => {
    await watchCadences(db, pack, NEAR);
    await watchCadences(db, pack, local('2026-12-28T07:08:00'));
    expect(await kindsOf('other')).toEqual([
      'members-assembly',
      'organisational-life-meeting',
      'party-lecture',
      'theme-day',
      'theme-day',
    ]);
  });

  test('leaves alone what is arranged or held, and comes back to what was cancelled', async () => {
    const id = await plan(db, branch, units.a1, { startsAt: after(0) });
    await watchCadences(db, pack, NEAR);
    expect(await kindsOf('branch')).toEqual(['branch-committee']);
    await cancelMeeting(db, branch, id, NEAR);
    await watchCadences(db, pack, NEAR);
    expect(await kindsOf('branch')).toEqual(['branch-committee', 'theme-day']);
  });

  test('of groups is for branches that have them', async () => {
    const id = await plan(db, branch, units.a1, { kind: 'group-meeting' });
    await closeMeeting(db, branch, id, after(60));
    await watchCadences(db, pack, NEAR);
    expect(await kindsOf('branch')).not.toContain('group-meeting');
    await db.execute(sql`delete from deliveries`);
    await watchCadences(db, pack, local('2026-12-28T07:08:00'));
    expect(await kindsOf('branch')).toContain('group-meeting');
    expect(await kindsOf('other')).not.toContain('group-meeting');
  });
});

test('the overview counts what was held by each unit of the scope', async () => {
  const id = await plan(db, branch, units.a1);
  await closeMeeting(db, branch, id, after(60));
  const all = await readHeldOverview(db, secretary, pack, 0, after(120));
  expect(all.rows.map(({ unitId, held }) => [unitId, held['theme-day']])).toEqual([
    [units.a1, 1],
    [units.a2, 0],
  ]);
  const own = await readHeldOverview(db, other, pack, 0, after(120));
  expect(own.rows.map(({ unitId }) => unitId)).toEqual([units.a2]);
});

test('periods are those of the calendar where people live', () => {
  const edge = local('2026-12-31T23:59:59');
  expect((['month', 'quarter', 'year'] as const).map((every) => periodOf(every, edge).id)).toEqual([
    '2026-12',
    '2026-Q4',
    '2026',
  ]);
  for (const every of ['month', 'quarter', 'year'] as const)
    expect(periodOf(every, edge).to).toEqual(local('2027-01-01T00:00:00'));
  expect(periodOf('month', local('2026-11-01T00:00:00')).from).toEqual(local('2026-11-01T00:00:00'));
});
