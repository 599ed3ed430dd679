import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readDatabaseTime } from '../src/db/queries/health.ts';
import { followDatabaseClock } from '../src/database-clock.ts';
import { createTestDatabase, type TestDatabase } from './support/databases.ts';

const HOUR = 3_600_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const quiet = { warn: () => undefined };
/** How far the clock is from the database's, at most, in milliseconds. */
async function distance(now: () => Date): Promise<number> {
  const before = now().getTime();
  const time = (await readDatabaseTime(database.db)).getTime();
  return Math.max(before - time, time - now().getTime(), 0);
}

test('is the database’s, though this machine’s is an hour wrong', async () => {
  const clock = await followDatabaseClock(
    () => readDatabaseTime(database.db),
    quiet,
    () => Date.now() + HOUR,
  );
  expect(await distance(clock.now)).toBeLessThan(1_000);
  clock.stop();
});

test('stays the database’s when this machine’s is set on or back', async () => {
  let set = 0;
  const clock = await followDatabaseClock(
    () => readDatabaseTime(database.db),
    quiet,
    () => Date.now() + set,
  );
  for (const by of [HOUR, -HOUR, 25 * HOUR]) {
    set = by;
    expect(await distance(clock.now)).toBeLessThan(1_000);
  }
  clock.stop();
});

test('follows when the database’s clock is set, and says so; keeps the old time while it cannot be read', async () => {
  let [off, isAway, set] = [0, false, 0];
  const warned: string[] = [];
  const ask = () =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(new Date(Date.now() + off));
  const log = { warn: (_: object, message: string) => void warned.push(message) };
  const clock = await followDatabaseClock(ask, log, () => Date.now() + set);
  let moved = 0;
  clock.onMove(() => (moved += 1));
  [isAway, off, set] = [true, HOUR, HOUR];
  await vi.waitFor(() => expect(warned).not.toEqual([]), { timeout: 5_000 });
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(HOUR / 2);
  isAway = false;
  await vi.waitFor(() => expect(moved).toBe(1), { timeout: 5_000 });
  expect(Math.abs(clock.now().getTime() - Date.now() - HOUR)).toBeLessThan(HOUR / 2);
  clock.stop();
});
