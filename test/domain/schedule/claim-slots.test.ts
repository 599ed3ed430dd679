import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  chooseSlots,
  claimDueSlots,
  listLostSlots,
  runSlot,
  type CatchUp,
  type Job,
} from '../../../src/domain/schedule/claim-slots.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';

let database: TestDatabase;
let db: TestDatabase['db'];
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
});
afterAll(() => database.close());
beforeEach(async () => void (await db.execute(sql`delete from schedule_slots`)));

const HOUR = 3_600_000;
const T0 = new Date('2026-11-25T10:00:00+08:00');
const hours = (n: number): Date => new Date(T0.getTime() + n * HOUR);
/** A job of every full hour. */
const hourly = (catchUp: CatchUp, name = 'hourly'): Job => ({
  name,
  catchUp,
  slotsBetween: (after, until) => {
    const slots = [];
    for (let t = (Math.floor(after.getTime() / HOUR) + 1) * HOUR; t <= until.getTime(); t += HOUR)
      slots.push(new Date(t));
    return slots;
  },
});
const claim = async (job: Job, now: Date, by = 'a') =>
  (await claimDueSlots(db, [job], by, now)).map(({ slot }) => (slot.getTime() - T0.getTime()) / HOUR);
const states = async () => {
  const rows = await db.execute<{ state: string; n: number }>(sql`
    select state, count(*)::int as n from schedule_slots group by state`);
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
};

describe('due slots', () => {
  test('are claimed once each, by whoever comes first', async () => {
    const job = hourly('latest');
    expect(await claim(job, T0)).toEqual([0]);
    expect(await claim(job, hours(0.99))).toEqual([]);
    expect(await claim(job, hours(1), 'b')).toEqual([1]);
    expect(await claim(job, hours(1))).toEqual([]);
  });

  test('go to one of ten schedulers at once', async () => {
    const job = hourly('each');
    for (let n = 0; n < 5; n += 1) {
      const claimed = await Promise.all(Array.from({ length: 10 }, (_, i) => claim(job, hours(n), `s${i}`)));
      expect(claimed.flat()).toHaveLength(n === 0 ? 24 : 1);
    }
    expect(await states()).toEqual({ claimed: 28 });
  });

  test('that were missed are caught up as the job says', async () => {
    for (const catchUp of ['latest', 'each', 'none'] as const) await claim(hourly(catchUp, catchUp), T0);
    await db.execute(sql`delete from schedule_slots where slot < ${T0.toISOString()}`);
    expect(await claim(hourly('latest', 'latest'), hours(72.5))).toEqual([72]);
    expect(await claim(hourly('each', 'each'), hours(5.5))).toEqual([1, 2, 3, 4, 5]);
    expect(await claim(hourly('none', 'none'), hours(72.5))).toEqual([]);
    const skipped = await db.execute(sql`
      select job, count(*)::int as n from schedule_slots where state = 'skipped' group by job order by job`);
    expect([...skipped]).toEqual([
      { job: 'latest', n: 71 },
      { job: 'none', n: 72 },
    ]);
    expect(await claim(hourly('none', 'none'), hours(73))).toEqual([73]);
  });

  test('come back with nothing when the clock was moved back, and go on where they were', async () => {
    const job = hourly('each');
    await claim(job, T0);
    expect(await claim(job, hours(2))).toEqual([1, 2]);
    expect(await claim(job, hours(-24))).toEqual([]);
    expect(await claim(job, hours(1.5))).toEqual([]);
    expect(await claim(job, hours(2.5))).toEqual([]);
    expect(await claim(job, hours(3))).toEqual([3]);
  });

  test('beyond 200 are not looked at', async () => {
    const job = hourly('each');
    await claim(job, T0);
    const before = (await states())['claimed'] ?? 0;
    await claim(job, hours(1_000));
    expect((await states())['claimed']).toBe(before + 200);
  });
});

test.each<[CatchUp, number, number[], number[]]>([
  ['latest', 0, [3], [1, 2]],
  ['each', 0, [1, 2, 3], []],
  ['none', 0, [3], [1, 2]],
  ['none', 120_000, [3], [1, 2]],
  ['none', 120_001, [], [1, 2, 3]],
])('of three due slots, caught up as %s and %i ms late: run %j, skip %j', (catchUp, late, run, skip) => {
  const due = [1, 2, 3].map(hours);
  const now = new Date(hours(3).getTime() + late);
  expect(chooseSlots(due, catchUp, now)).toEqual({ run: run.map(hours), skip: skip.map(hours) });
  expect(chooseSlots([], catchUp, now)).toEqual({ run: [], skip: [] });
});

describe('a claimed slot', () => {
  const slot = { job: 'hourly', slot: T0 };
  test('is run and done; run again it does nothing', async () => {
    await claim(hourly('latest'), T0);
    let runs = 0;
    const work = () => Promise.resolve({ runs: (runs += 1) });
    expect(await runSlot(db, slot, work, () => T0)).toEqual({ runs: 1 });
    expect(await runSlot(db, slot, work, () => T0)).toBeUndefined();
    expect(runs).toBe(1);
    const [row] = await db.execute(sql`
      select state, result, finished_at is not null as finished from schedule_slots where slot = ${T0.toISOString()}`);
    expect(row).toEqual({ state: 'done', result: { runs: 1 }, finished: true });
  });

  test('whose run failed stays open, and is found a minute later', async () => {
    await claim(hourly('latest'), T0);
    await expect(
      runSlot(
        db,
        slot,
        () => Promise.reject(new Error('no')),
        () => T0,
      ),
    ).rejects.toThrow('no');
    expect(await listLostSlots(db, new Date(T0.getTime() + 59_999))).toEqual([]);
    expect(await listLostSlots(db, new Date(T0.getTime() + 60_000))).toEqual([slot]);
    await runSlot(
      db,
      slot,
      () => Promise.resolve({}),
      () => T0,
    );
    expect(await listLostSlots(db, hours(1))).toEqual([]);
  });

  test('that nobody claimed is not run', async () => {
    expect(
      await runSlot(
        db,
        slot,
        () => Promise.resolve({}),
        () => T0,
      ),
    ).toBeUndefined();
  });
});
