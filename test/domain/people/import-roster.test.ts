import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { importRoster, type RosterLine } from '../../../src/domain/people/import-roster.ts';
import { createTestClock } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';

const now = createTestClock().now();
let its: TestDatabase;
beforeAll(async () => {
  its = await createTestDatabase();
});
afterAll(() => its.close());

const row = (line: number, changes: Partial<RosterLine>): RosterLine => ({
  line,
  name: '单样一',
  staffNo: `X-${line}`,
  unitPath: ['甲县', '乙镇', '丙村'],
  title: '委员',
  roles: ['cadre'],
  phone: null,
  ...changes,
});
const load = (lines: RosterLine[], options: { apply?: boolean; newCounty?: boolean } = {}) =>
  importRoster(its.db, lines, { apply: true, newCounty: false, ...options }, now);
const counts = async () => {
  const [row] = await its.db.execute(sql`
    select (select count(*)::int from people) as people, (select count(*)::int from posts) as posts,
      (select count(*)::int from organisation_units) as units,
      (select count(*)::int from access_log where action = 'people.import' and actor_id is null) as logged`);
  return row;
};

const FIRST = [
  row(2, { phone: '13800001111' }),
  row(3, { staffNo: 'X-2', unitPath: ['甲县', '乙镇'], title: '办事员', roles: ['editor', 'cadre'] }),
  row(4, { name: '李样二', unitPath: ['甲县', '丁镇'] }),
];

test('a rehearsal says what would be made and writes nothing', async () => {
  expect(await load(FIRST, { apply: false })).toMatchObject({
    ok: true,
    steps: [{ step: 'person' }, { step: 'post' }, { step: 'person' }],
    units: [
      { path: '甲县', kind: 'county' },
      { path: '甲县/乙镇', kind: 'township' },
      { path: '甲县/乙镇/丙村', kind: 'village' },
      { path: '甲县/丁镇', kind: 'township' },
    ],
  });
  expect(await counts()).toEqual({ people: 0, posts: 0, units: 0, logged: 0 });
});

test('writes units, people and posts, and the same file again changes nothing', async () => {
  await load(FIRST);
  expect(await counts()).toEqual({ people: 2, posts: 3, units: 4, logged: 1 });
  const [stored] = await its.db.execute(sql`
    select name, pinyin, initials, phone, (select count(*)::int from posts where person_id = people.id) as posts from people where staff_no = 'X-2'`);
  expect(stored).toEqual({
    name: '单样一',
    pinyin: 'shan yang yi',
    initials: 'syy',
    phone: '13800001111',
    posts: 2,
  });
  expect(await load(FIRST)).toMatchObject({
    ok: true,
    units: [],
    steps: [{ step: 'same' }, { step: 'same' }, { step: 'same' }],
  });
  expect(await counts()).toEqual({ people: 2, posts: 3, units: 4, logged: 1 });
});

test('refuses what differs from the roster, and then writes nothing at all', async () => {
  const known = { staffNo: 'X-4', name: '李样二', unitPath: ['甲县', '丁镇'] };
  expect(
    await load([
      row(2, { staffNo: 'NEW' }),
      row(3, { ...known, name: '别人' }),
      row(4, { ...known, unitPath: ['甲县', '乙镇'] }),
      row(5, { ...known, title: '主任' }),
      row(6, { ...known, roles: ['admin'] }),
      row(7, { ...known, phone: '13800002222' }),
      row(8, { unitPath: ['乙镇', '丙村'] }),
      row(9, { unitPath: ['甲县', '乙镇', '丙村', '一支部', '一小组'] }),
    ]),
  ).toEqual({
    ok: false,
    conflicts: [
      { line: 3, column: 'staffNo', code: 'taken', found: 'X-4', by: '李样二' },
      { line: 4, column: 'unit', code: 'differs', found: '甲县/乙镇', stored: '甲县/丁镇' },
      { line: 5, column: 'title', code: 'differs', found: '主任', stored: '委员' },
      { line: 6, column: 'role', code: 'differs-in-roles', roles: ['admin'], stored: ['cadre'] },
      { line: 7, column: 'phone', code: 'differs', found: '13800002222', stored: '' },
      { line: 8, column: 'unit', code: 'second-county', found: '乙镇/丙村', counties: ['甲县'] },
      { line: 9, column: 'unit', code: 'unit-too-deep', found: '甲县/乙镇/丙村/一支部/一小组', max: 4 },
    ],
  });
  expect(await counts()).toEqual({ people: 2, posts: 3, units: 4, logged: 1 });
});

test('a second county only when it is asked for', async () => {
  const line = row(2, { staffNo: 'Y-1', unitPath: ['戊县'] });
  expect(await load([line])).toMatchObject({ ok: false, conflicts: [{ code: 'second-county' }] });
  expect(await load([line], { newCounty: true })).toMatchObject({ ok: true, units: [{ kind: 'county' }] });
});

test('an import waits for one that is under way, and finds its people there', async () => {
  const line = row(2, { staffNo: 'Z-1', unitPath: ['甲县', '己镇'] });
  const isWaiting = async () => {
    const rows = await its.db.execute(sql`
      select 1 from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`);
    return rows.length > 0;
  };
  let second: Promise<unknown> = Promise.resolve();
  await its.db.transaction(async (tx) => {
    await importRoster(tx, [line], { apply: true, newCounty: false }, now);
    second = load([line]);
    await vi.waitFor(async () => expect(await isWaiting()).toBe(true), { timeout: 10_000 });
  });
  expect(await second).toMatchObject({ ok: true, steps: [{ step: 'same' }], units: [] });
});
