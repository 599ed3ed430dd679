import { sql } from 'drizzle-orm';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { v7 as newId } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { insertDelivery } from '../../src/db/queries/deliveries.ts';
import type { Actor } from '../../src/domain/people/rules.ts';
import { deliveryQueueName } from '../../src/jobs/queues.ts';
import type { Jobs } from '../../src/jobs/start.ts';
import { createTestClock } from '../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { testRedis } from '../support/redis.ts';
import { addPerson, layUnits, type Units } from '../support/roster.ts';
import { eventually, keepLog, pretendSender, runJobs } from './run-jobs.ts';

const clock = createTestClock();
let database: TestDatabase;
let db: TestDatabase['db'];
let person: Actor;
let redis: ReturnType<typeof testRedis>;
let keys: Redis;
let units: Units;
const running: Jobs[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  // Somebody whom no job of the timetable has anything to say to.
  units = await layUnits(db);
  person = await addPerson(db, { unitId: units.a1, roles: ['editor'] });
});
afterAll(() => database.close());
beforeEach(async () => {
  redis = testRedis();
  keys = new Redis(redis.redisUrl);
  await db.execute(sql`delete from deliveries`);
  await db.execute(sql`delete from schedule_slots`);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
  await keys.quit();
});

const { log } = keepLog();
const run = async (sender: ReturnType<typeof pretendSender>['sender'], rate = 500) => {
  const jobs = await runJobs({ database, redis, clock: clock.now, sender, log, rate });
  running.push(jobs);
  return jobs;
};
const queue = async (
  count: number,
  change: { notBefore?: Date; priority?: number; policy?: 'hold' | 'resend'; personId?: string } = {},
) => {
  for (let n = 0; n < count; n += 1)
    await insertDelivery(
      db,
      {
        id: newId(),
        kind: 'study-reminder',
        personId: person.personId,
        onceKey: newId(),
        data: { finished: n },
        priority: 7,
        policy: 'hold',
        notBefore: clock.now(),
        ...change,
      },
      clock.now(),
    );
};
const states = async (): Promise<Record<string, number>> => {
  const rows = await db.execute<{ state: string; n: number }>(sql`
    select state, count(*)::int as n from deliveries group by state`);
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
};
/** What FLUSHALL does, to this test's own keys. */
async function forgetAll(): Promise<number> {
  const mine = await keys.keys(`${redis.prefix}:*`);
  return mine.length === 0 ? 0 : keys.del(...mine);
}

describe('the relay', () => {
  test('sends what waits, each row once, and what comes while it runs', async () => {
    const { sent, sender } = pretendSender();
    await queue(12);
    await run(sender);
    await eventually(async () => expect(await states()).toEqual({ sent: 12 }));
    await queue(5);
    await eventually(async () => expect(await states()).toEqual({ sent: 17 }));
    expect(sent).toHaveLength(17);
    expect(new Set(sent.map(({ chatId }) => chatId))).toEqual(new Set([person.telegramId]));
  });

  test('holds back what is not due until the clock says so', async () => {
    const { sent, sender } = pretendSender();
    const tomorrow = new Date(clock.now().getTime() + 86_400_000);
    await queue(2, { notBefore: tomorrow });
    await queue(1);
    const jobs = await run(sender);
    await eventually(async () => expect(await states()).toEqual({ sent: 1, pending: 2 }));
    clock.set(tomorrow);
    await jobs.look();
    await eventually(async () => expect(await states()).toEqual({ sent: 3 }));
    expect(sent).toHaveLength(3);
  });

  test('fills the queue again after Redis has lost everything, and nothing is sent twice', async () => {
    const { sent, sender } = pretendSender();
    await queue(60);
    await run(sender, 25);
    let lost = 0;
    for (const seen of [5, 15, 30]) {
      await eventually(() => expect(sent.length).toBeGreaterThanOrEqual(seen));
      lost += await forgetAll();
    }
    expect(lost).toBeGreaterThan(20);
    await eventually(async () => expect(await states()).toEqual({ sent: 60 }));
    expect(sent).toHaveLength(60);
    expect(
      new Set(
        await db.execute(sql`select tries from deliveries`).then((rows) => rows.map((row) => row['tries'])),
      ),
    ).toEqual(new Set([1]));
  });

  test('takes up what a dead sender held: sends again what may come twice, and nothing else', async () => {
    const { sent, sender } = pretendSender();
    const { a1: unitId } = units;
    for (const policy of ['hold', 'hold', 'resend'] as const)
      await queue(1, { policy, personId: (await addPerson(db, { unitId, roles: ['editor'] })).personId });
    await db.execute(sql`
      update deliveries set state = 'sending', tries = 1, lease_until = ${clock.now().toISOString()}`);
    await run(sender);
    await eventually(async () => expect(await states()).toEqual({ sent: 1, unknown: 2 }));
    expect(sent).toHaveLength(1);
  });

  test('is not held up by a job whose worker died before it took the row', async () => {
    const { sent, sender } = pretendSender();
    await queue(1);
    const [row] = await db.execute<{ id: string }>(sql`select id from deliveries`);
    const connection = { url: redis.redisUrl };
    const { prefix } = redis;
    const own = new Queue(deliveryQueueName(0), { connection, prefix });
    await own.add('deliver', { ids: [row?.id] }, { jobId: row?.id ?? '' });
    const dead = new Worker(deliveryQueueName(0), null, { connection, prefix, lockDuration: 1_000 });
    expect((await dead.getNextJob('dead'))?.id).toBe(row?.id);
    await Promise.all([own.close(), dead.close(true)]);
    await run(sender);
    await vi.waitFor(async () => expect(await states()).toEqual({ sent: 1 }), {
      timeout: 25_000,
      interval: 100,
    });
    expect(sent).toHaveLength(1);
  });

  test('names several rows in one job where many are sent, and each is sent once', async () => {
    const { sent, sender } = pretendSender();
    const { a1: unitId } = units;
    for (let n = 0; n < 45; n += 1)
      await queue(1, {
        priority: n < 30 ? 7 : 3,
        personId: (await addPerson(db, { unitId, roles: ['editor'] })).personId,
      });
    const adding = vi.spyOn(Queue.prototype, 'addBulk');
    await run(sender, 500);
    await eventually(async () => expect(await states()).toEqual({ sent: 45 }));
    expect(sent).toHaveLength(45);
    const [first = []] = adding.mock.calls.map(([jobs]) => jobs);
    expect(first.map(({ data, opts }) => [(data as { ids: string[] }).ids.length, opts?.priority])).toEqual([
      [10, 3],
      [5, 3],
      [10, 7],
      [10, 7],
      [10, 7],
    ]);
    adding.mockRestore();
  });

  test('sends once what stands in several jobs at once', async () => {
    const { sent, sender } = pretendSender();
    const { a1: unitId } = units;
    for (let n = 0; n < 20; n += 1)
      await queue(1, { personId: (await addPerson(db, { unitId, roles: ['editor'] })).personId });
    const rows = await db.execute<{ id: string }>(sql`select id from deliveries order by id`);
    const own = new Queue(deliveryQueueName(0), {
      connection: { url: redis.redisUrl },
      prefix: redis.prefix,
    });
    for (let from = 0; from < 10; from += 1) {
      const ids = rows.slice(from, from + 10).map(({ id }) => id);
      await own.add('deliver', { ids: [...ids, ...ids] }, { jobId: `job-${from}` });
    }
    await own.close();
    await run(sender, 500);
    await eventually(async () => expect(await states()).toEqual({ sent: 20 }));
    expect(sent).toHaveLength(20);
  });

  test('does not spin while what is due has to wait behind another message to its person', async () => {
    const { sent, sender } = pretendSender();
    await queue(2);
    const later = new Date(clock.now().getTime() + 60_000).toISOString();
    await db.execute(sql`
      update deliveries set tries = 1, not_before = ${later} where id = (select min(id::text)::uuid from deliveries)`);
    const adding = vi.spyOn(Queue.prototype, 'addBulk');
    await run(sender);
    await eventually(() => expect(adding.mock.calls.length).toBeGreaterThan(1));
    const [start, calls] = [performance.now(), adding.mock.calls.length];
    await eventually(() => expect(performance.now() - start).toBeGreaterThan(2_000));
    const aSecond = ((adding.mock.calls.length - calls) * 1000) / (performance.now() - start);
    adding.mockRestore();
    expect(sent).toEqual([]);
    // A look every tenth of a second at most; without that it is hundreds.
    expect(aSecond).toBeLessThan(50);
  });

  test('keeps nothing about a person in Redis: ids only', async () => {
    await queue(30);
    await run(pretendSender().sender, 10);
    const values = async (): Promise<string> => {
      const jobs = (await keys.keys(`${redis.prefix}:${deliveryQueueName(0)}:*`)).filter((key) =>
        /:[0-9a-f-]{36}$/.test(key),
      );
      return JSON.stringify(await Promise.all(jobs.map((key) => keys.hget(key, 'data'))));
    };
    await eventually(async () => expect(await values()).toContain('{\\"ids\\":'));
    expect(await values()).toMatch(/^\[("\{\\"ids\\":\[\\"[0-9a-f-]{36}\\"\]\}"|null|,)+\]$/);
  });
});

describe('a slot that Redis forgot', () => {
  test('is run after a minute, once', async () => {
    const { said, log: own } = keepLog();
    const { sender } = pretendSender();
    const slot = new Date('2026-11-25T09:00:00+08:00');
    await db.execute(sql`
      insert into schedule_slots (job, slot, state, claimed_by, claimed_at)
      values ('remind-assessments', ${slot.toISOString()}, 'claimed', 'somebody dead', ${slot.toISOString()})`);
    const jobs = await runJobs({ database, redis, clock: clock.now, sender, log: own });
    running.push(jobs);
    await Promise.all([jobs.look(), jobs.look()]);
    await eventually(async () => {
      const open = await db.execute(sql`select 1 from schedule_slots where state = 'claimed'`);
      expect([...open]).toEqual([]);
    });
    const runs = said.filter(
      ({ message, details }) => message === 'job done' && details['slot'] === slot.toISOString(),
    );
    expect(runs).toHaveLength(1);
  });
});
