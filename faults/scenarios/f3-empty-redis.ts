import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Stage } from '../../bench/stage.ts';
import { startBroadcast, type Broadcast } from '../broadcast.ts';
import type { Fault, FaultTools, Scale } from '../fault.ts';
import { askDatabase } from '../ledger.ts';
import { judgeLimits, noneLost } from '../limits.ts';
import { secondsUntil, until } from '../until.ts';

const SIZE: Record<Scale, { recipients: number }> = {
  short: { recipients: 200 },
  full: { recipients: 2_000 },
};
/** More than may be in hand when Redis loses them: they go out without it. */
const IN_HAND = 10;
/** A claimed slot that did not finish counts as lost after a minute, and the timetable is read every minute. */
const SCHEDULES_MS = { short: 15_000, full: 150_000 };

const FORGETFUL = [
  ['CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru'],
  ['CONFIG', 'SET', 'appendonly', 'no'],
] as const;
const MINDFUL = [
  ['CONFIG', 'SET', 'maxmemory-policy', 'noeviction'],
  ['CONFIG', 'SET', 'appendonly', 'yes'],
] as const;

async function tellRedis(
  stage: Stage,
  ...commands: readonly (readonly [string, ...string[]])[]
): Promise<void> {
  const redis = new Redis(stage.redisUrl);
  try {
    for (const [command, ...args] of commands) await redis.call(command, ...args);
  } finally {
    redis.disconnect();
  }
}

/** Jobs with a slot that was claimed and has not finished. */
const countMissing = (broadcast: Broadcast): Promise<number> =>
  askDatabase(broadcast.ground, async (sql) => {
    const [row] = await sql<{ missing: number }[]>`
      select count(*)::int as missing from (select distinct job from schedule_slots) j where exists (
        select 1 from schedule_slots s where s.job = j.job and s.state = 'claimed')`;
    return row?.missing ?? Number.NaN;
  });

/** What a Redis that lost its jobs leaves: each job claimed a while ago, and nobody at work on it. */
const loseSlots = (broadcast: Broadcast): Promise<unknown> =>
  askDatabase(
    broadcast.ground,
    (sql) => sql`
      update schedule_slots s set state = 'claimed', finished_at = null, claimed_at = now() - interval '2 minutes'
      where (job, slot) in (select job, max(slot) from schedule_slots where state <> 'skipped' group by job)`,
  );

/** Waits until nothing has been accepted for a second. */
const standstill = (broadcast: Broadcast): Promise<boolean> =>
  until(async () => {
    const before = await broadcast.accepted();
    await pause(1_000);
    return (await broadcast.accepted()) === before;
  }, 20_000);

/** Breaks Redis in each of the ways; seconds until messages go out again that were not in hand already. */
async function loseAll(broadcast: Broadcast, recipients: number, { stage, say }: FaultTools) {
  await broadcast.reach(recipients * 0.2);
  await tellRedis(stage, ['FLUSHALL']);
  const flushedS = await broadcast.secondsToNext(IN_HAND);
  say(`flushed: ${flushedS} s until it goes on`);

  await broadcast.reach(recipients * 0.4);
  await stage.redis.crash();
  rmSync(join(stage.redis.dir, 'appendonlydir'), { recursive: true });
  await stage.redis.start();
  const emptyS = await broadcast.secondsToNext(IN_HAND);
  say(`empty folder: ${emptyS} s until it goes on`);

  await broadcast.reach(recipients * 0.6);
  await tellRedis(stage, ['CONFIG', 'SET', 'maxmemory', '1']);
  await standstill(broadcast);
  await tellRedis(stage, ['CONFIG', 'SET', 'maxmemory', '0']);
  const fullS = await broadcast.secondsToNext(IN_HAND);
  say(`out of memory: ${fullS} s until it goes on`);
  return { flushedS, emptyS, fullS };
}

/**
 * Seconds until every schedule has its lost slot back, with what a start says of a Redis that forgets. A start looks for
 * lost slots at once; a process that goes on does within two minutes, which a short run does not wait for.
 */
async function loseSchedules(broadcast: Broadcast, { stage, scale, say }: FaultTools) {
  const isShort = scale === 'short';
  if (isShort) await broadcast.product().kill();
  await tellRedis(stage, ...FORGETFUL, ['FLUSHALL']);
  await loseSlots(broadcast);
  if (isShort) await broadcast.restart();
  const schedulesS = await secondsUntil(
    async () => (await countMissing(broadcast)) === 0,
    SCHEDULES_MS[scale],
  );
  // Later, what a new minute claims would count.
  const schedulesMissing = schedulesS * 1000 < SCHEDULES_MS[scale] ? 0 : await countMissing(broadcast);
  say(`schedules: back after ${schedulesS} s`);
  if (!isShort) {
    await broadcast.product().kill();
    await broadcast.restart();
  }
  const output = broadcast.product().output();
  return {
    schedulesS,
    schedulesMissing,
    warnings: Number(output.includes('may evict keys')) + Number(output.includes('no append-only file')),
  };
}

/** Redis forgets everything; it holds nothing that the database could not tell it again. */
export const emptyRedisFault: Fault = {
  id: 'F3',
  title: 'Redis is flushed, comes back with an empty folder, and runs out of memory, each in a broadcast.',
  pass: 'rebuilt from PostgreSQL within 30 s; lost 0; extra 0; all schedules back; a start warns of a Redis that evicts or keeps no file',
  run: async (tools) => {
    const { recipients } = SIZE[tools.scale];
    const broadcast = await startBroadcast(tools, { recipients });
    try {
      const rebuilt = await loseAll(broadcast, recipients, tools);
      const schedules = await loseSchedules(broadcast, tools);
      return { ...(await broadcast.settle()), ...rebuilt, ...schedules };
    } finally {
      await broadcast.stop();
      await tellRedis(tools.stage, ['CONFIG', 'SET', 'maxmemory', '0'], ...MINDFUL);
    }
  },
  judge: (figures, scale) =>
    judgeLimits(figures, {
      ...noneLost(SIZE[scale].recipients),
      // Of the one process that was killed at the end.
      unknown: { most: 4 },
      flushedS: { most: 30 },
      emptyS: { most: 30 },
      fullS: { most: 30 },
      schedulesMissing: { exactly: 0 },
      warnings: { exactly: 2 },
    }),
  sabotage: [
    {
      name: 'what was queued once is never queued again',
      file: 'jobs/relay.js',
      find: '!queued.has(id)',
      put: '!(globalThis.ever ??= new Set()).has(id) && globalThis.ever.add(id)',
    },
    {
      name: 'slots that were claimed and lost are not queued again',
      file: 'jobs/schedule.js',
      find: 'for (const slot of [...claimed, ...lost])',
      put: 'for (const slot of claimed)',
    },
    {
      name: 'a start does not look at the settings of Redis',
      file: 'jobs/start.js',
      find: 'await warnIfForgetful(connection, log);',
      put: '',
    },
  ],
};
