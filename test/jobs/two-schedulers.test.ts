import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Jobs } from '../../src/jobs/start.ts';
import { createTestClock } from '../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { testRedis } from '../support/redis.ts';
import { eventually, keepLog, pretendSender, runJobs } from './run-jobs.ts';

const STEPS = 100;
const STEP_MS = 15 * 60_000;
const clock = createTestClock();
const { said, log } = keepLog();
const { sent, sender } = pretendSender();
let database: TestDatabase;
let schedulers: Jobs[];

beforeAll(async () => {
  database = await createTestDatabase({ county: true });
  const shared = { database, redis: testRedis(), clock: clock.now, sender, log };
  // The history of the county is not what is sent here.
  await database.db.execute(sql`delete from deliveries where state = 'pending'`);
  schedulers = await Promise.all([runJobs({ ...shared, by: 'a' }), runJobs({ ...shared, by: 'b' })]);
  for (let step = 0; step < STEPS; step += 1) {
    clock.advance(STEP_MS);
    const [first, second] = step % 2 ? schedulers : schedulers.toReversed();
    // Now one comes first, now both at once.
    if (step % 3 === 0) await first?.look();
    await Promise.all([first?.look(), second?.look()]);
  }
}, 120_000);
afterAll(async () => {
  await Promise.all(schedulers.map((jobs) => jobs.stop()));
  await database.close();
});

const slots = async () => [
  ...(await database.db.execute<{ job: string; slot: string; state: string; by: string }>(sql`
    select job, slot, state, claimed_by as by from schedule_slots`)),
];
type Counted = { open: number; said: number; messages: number };
/** Rows that are due and not settled, those that were said, and the messages that said them: a digest says many. */
const countSent = async (): Promise<Counted> => {
  const [row] = await database.db.execute<Counted>(sql`
    select count(*) filter (where state in ('pending', 'sending', 'unknown'))::int as open,
      count(*) filter (where state = 'sent' and kind <> 'digest')::int as said,
      count(*) filter (where state = 'sent' and carrier_id is null)::int as messages from deliveries d
    where created_at >= '2026-11-25T10:00:00+08:00'
      and coalesce((select g.not_before from deliveries g where g.id = d.carrier_id), not_before) <= ${clock.now().toISOString()}`);
  return row ?? { open: -1, said: -1, messages: -1 };
};

test('two schedulers make one run of each slot', async () => {
  await eventually(async () => expect((await slots()).filter((it) => it.state === 'claimed')).toEqual([]));
  const all = await slots();
  expect(new Set(all.map(({ job, slot }) => `${job} ${slot}`)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(1_000);
  // Each minute has its slot of the sweeper, run or skipped, from the first look to the last.
  const sweeps = all.filter(({ job }) => job === 'sweep').map(({ slot }) => new Date(slot).getTime());
  expect(sweeps.length).toBe((Math.max(...sweeps) - Math.min(...sweeps)) / 60_000 + 1);
  const done = all.filter(({ state }) => state === 'done');
  expect(new Set(done.map(({ by }) => by))).toEqual(new Set(['a', 'b']));
  expect(done.filter(({ job }) => job === 'roll-up')).toHaveLength(2);
  expect(done.filter(({ job }) => job === 'offer-quiz')).toHaveLength(2);
});

test('the log tells of each run once, and of nothing that failed', async () => {
  const runs = said.filter(({ message }) => message === 'job done').map(({ details }) => details);
  const names = runs.map(({ job, slot }) => `${String(job)} ${String(slot)}`);
  const done = (await slots()).filter(({ state, job }) => state === 'done' && job !== 'sweep');
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(done.length);
  expect(said.filter(({ level }) => level === 'error')).toEqual([]);
});

test('everything they queued was said once, and what was about nothing any more was not', async () => {
  // Together, since a job that ends late queues more.
  await eventually(async () => {
    const { open, said: rows, messages } = await countSent();
    expect({ open, messages }).toEqual({ open: 0, messages: sent.length });
    expect(rows).toBeGreaterThan(50);
  });
  expect([...(await database.db.execute(sql`select id from deliveries where tries > 1`))]).toEqual([]);
});
