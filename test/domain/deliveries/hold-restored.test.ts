import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../../src/db/client.ts';
import { lockDeliveries } from '../../../src/db/queries/sending.ts';
import {
  holdRestored,
  markRestored,
  readMark,
  releaseHold,
} from '../../../src/domain/deliveries/hold-restored.ts';
import { isPaused } from '../../../src/domain/deliveries/know-bots.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { addPerson, layUnits } from '../../support/roster.ts';

const NOW = new Date('2026-11-25T10:00:00+08:00');
const NO_QUIET = { from: '00:00', to: '00:00' };
let database: TestDatabase;
let owner: Database;
let personId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = openDatabase({ url: database.ownerUrl, max: 1, role: 'owner' });
  ({ personId } = await addPerson(database.db, { unitId: (await layUnits(database.db)).a1 }));
});
afterAll(async () => {
  await owner.close();
  await database.close();
});
beforeEach(() => owner.db.execute(sql`truncate database_marks, deliveries cascade`));

const queue = async (policy: 'hold' | 'resend', state = 'pending'): Promise<string> => {
  const id = newId();
  const lease = state === 'sending' ? NOW.toISOString() : null;
  await database.db.execute(sql`
    insert into deliveries (id, kind, person_id, once_key, priority, policy, state, lease_until, not_before, created_at)
    values (${id}, 'quiz-offer', ${personId}, ${id}, 9, ${policy}, ${state}, ${lease}, ${NOW.toISOString()}, ${NOW.toISOString()})`);
  return id;
};
const states = async () => {
  const rows = await database.db.execute<{ state: string }>(sql`select state from deliveries order by id`);
  return rows.map(({ state }) => state);
};
const take = (id: string) => lockDeliveries(database.db, [id], NOW, 15_000, NO_QUIET);

test('a database that stays where it is goes on', async () => {
  for (const starts of [1, 2, 3])
    expect({ starts, ...(await holdRestored(database.db, NOW)) }).toEqual({
      starts,
      held: false,
      unknown: 0,
    });
  expect(await readMark(database.db)).toEqual({ heldAt: null, heldWhy: null });
  expect(await take(await queue('hold'))).toHaveLength(1);
});

test.each([
  [`system_id = '1'`, 'another server'],
  ['timeline = timeline - 1', 'another timeline'],
])('one with %s is held once, whatever waited is unknown, and nothing can be taken', async (was, why) => {
  await holdRestored(database.db, NOW);
  for (const policy of ['hold', 'resend'] as const) await queue(policy);
  await queue('resend', 'sending');
  await owner.db.execute(sql`update database_marks set ${sql.raw(was)}`);
  // Two processes start at once.
  const found = await Promise.all([1, 2].map(() => holdRestored(database.db, NOW)));
  expect(found.map(({ held }) => held)).toEqual([true, true]);
  expect(found.map(({ unknown }) => unknown).toSorted((a, b) => a - b)).toEqual([0, 3]);
  expect(await states()).toEqual(['unknown', 'unknown', 'unknown']);
  expect(await readMark(database.db)).toMatchObject({ heldWhy: why });
  const later = await queue('hold');
  expect(await isPaused(database.db, 1)).toBe(true);
  expect(await take(later)).toEqual([]);
  expect(await releaseHold(database.db, NOW)).toBe(true);
  expect(await releaseHold(database.db, NOW)).toBe(false);
  expect(await take(later)).toHaveLength(1);
  expect((await states()).filter((state) => state === 'unknown')).toHaveLength(3);
  expect(await holdRestored(database.db, NOW)).toEqual({ held: false, unknown: 0 });
});

test('a copy that looks like itself is held by an operator, and it is logged', async () => {
  await queue('resend');
  expect(await markRestored(database.db, NOW)).toEqual({ held: true, unknown: 1 });
  expect(await readMark(database.db)).toMatchObject({ heldWhy: 'an operator' });
  await releaseHold(database.db, NOW);
  const rows = await database.db.execute<{ action: string }>(sql`
    select action from access_log where action like 'deliveries.%' order by at desc, id desc limit 2`);
  expect(rows.map(({ action }) => action)).toEqual(['deliveries.release', 'deliveries.hold']);
});
