import { Redis } from 'ioredis';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPace, type Pace, type Turn } from '../../src/jobs/pace.ts';
import { testRedis } from '../support/redis.ts';

let redis: Redis;
beforeAll(() => {
  redis = new Redis(testRedis().redisUrl, { maxRetriesPerRequest: null });
});
afterAll(() => redis.quit());

const newKey = (): string => `pace-test:${randomBytes(6).toString('hex')}`;
/** Two sender processes of one bot. */
const twoSenders = (rate: number): { key: string; one: Pace; other: Pace } => {
  const key = newKey();
  return { key, one: createPace(redis, key, rate), other: createPace(redis, key, rate) };
};
const turnOf = async (pace: Pace): Promise<Turn> => {
  const near = await pace.approach();
  if ('held' in near) throw new Error(`held for ${near.held} ms`);
  return near;
};
const rateOf = async (pace: Pace): Promise<number> => 1000 / (await turnOf(pace)).everyMs;
/** The hold of a flood, over at once. */
const endHold = (key: string) => redis.hset(key, 'hold', 0, 'next', 0);

describe('an even pace', () => {
  it('gives every process turns of its own, none closer than the rate allows', async () => {
    const { one, other } = twoSenders(500);
    const turns = await Promise.all(Array.from({ length: 60 }, (_, i) => turnOf(i % 2 === 0 ? one : other)));
    const slots = turns.map((turn) => turn.slot).toSorted((a, b) => a - b);
    const gaps = slots.slice(1).map((slot, i) => slot - (slots[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(1.99);
  });

  it('takes a later turn for one that was missed', async () => {
    const pace = createPace(redis, newKey(), 100);
    const near = await pace.approach();
    if ('held' in near) throw new Error('held');
    const missed = { ...near, at: near.at - 1_000 };
    const turn = await pace.arrive(missed);
    expect(turn?.slot).toBeGreaterThanOrEqual(missed.slot + near.everyMs - 0.01);
  });

  it('uses a turn that was given back, unless it has passed', async () => {
    const pace = createPace(redis, newKey(), 29);
    const turn = await turnOf(pace);
    pace.giveBack({ ...turn, slot: 1, at: performance.now() - 1 });
    pace.giveBack({ ...turn, slot: 2, at: performance.now() + 200 });
    expect((await turnOf(pace)).slot).toBe(2);
    expect((await turnOf(pace)).slot).toBeGreaterThan(turn.slot);
  });
});

describe('after a flood', () => {
  it('goes down by a tenth when the run was long enough to have been good', async () => {
    const { key, one, other } = twoSenders(29);
    const turn = await turnOf(one);
    await one.flooded({ ...turn, slot: turn.from + 5_000 }, 3_000);
    await endHold(key);
    expect(await rateOf(other)).toBeCloseTo(26.1, 1);
  });

  it('goes down to what was taken when the flood came within the first second', async () => {
    const { key, one, other } = twoSenders(26);
    const turn = await turnOf(one);
    // The twenty-first message of the run was refused: twenty a second are allowed.
    await one.flooded({ ...turn, slot: turn.from + 20 * turn.everyMs }, 3_000);
    await endHold(key);
    expect(await rateOf(other)).toBeCloseTo(20 / 1.035, 1);
  });

  it('never goes down by more than half at once, nor below one a second', async () => {
    const { key, one } = twoSenders(29);
    const turn = await turnOf(one);
    await one.flooded({ ...turn, slot: turn.from + turn.everyMs }, 3_000);
    await endHold(key);
    const pace = createPace(redis, key, 29);
    expect(await rateOf(pace)).toBeCloseTo(14.5, 1);
    await redis.hset(key, 'rate', 1.2, 'floodAt', 0);
    const next = await turnOf(pace);
    await pace.flooded({ ...next, slot: next.from + 5_000 }, 3_000);
    expect(Number(await redis.hget(key, 'rate'))).toBe(1.08);
    await redis.hset(key, 'floodAt', 0, 'hold', 0);
    await pace.flooded({ ...next, slot: next.from }, 3_000);
    expect(Number(await redis.hget(key, 'rate'))).toBe(1);
  });

  it('counts the calls that were under way as the same flood', async () => {
    const { key, one, other } = twoSenders(29);
    const turns = [await turnOf(one), await turnOf(other), await turnOf(one)];
    for (const [i, turn] of turns.entries())
      await (i === 1 ? other : one).flooded({ ...turn, from: turn.slot - 5_000 }, 3_000);
    await endHold(key);
    expect(await rateOf(createPace(redis, key, 29))).toBeCloseTo(26.1, 1);
  });

  it('holds every process for as long as was asked, and lets nobody go who was about to', async () => {
    const { key, one, other } = twoSenders(29);
    const near = await other.approach();
    if ('held' in near) throw new Error('held');
    const turn = await turnOf(one);
    await one.flooded(turn, 60_000);
    expect(one.heldMs()).toBeGreaterThan(0);
    const held = await other.approach();
    expect('held' in held && held.held).toBeGreaterThan(0);
    expect(await other.arrive(near)).toBeUndefined();
    await endHold(key);
    expect(await rateOf(createPace(redis, key, 29))).toBeLessThan(29);
  });

  it('tries a tenth more when it is time, and is back at the configured rate in the end', async () => {
    const { key, one } = twoSenders(29);
    const turn = await turnOf(one);
    await one.flooded({ ...turn, slot: turn.from + 5_000 }, 3_000);
    const pace = createPace(redis, key, 29);
    await redis.hset(key, 'hold', 0, 'next', 0, 'rate', 20, 'probeAt', 1);
    expect(await rateOf(pace)).toBeCloseTo(22, 1);
    expect(await rateOf(pace)).toBeCloseTo(22, 1);
    await redis.hset(key, 'rate', 28, 'probeAt', 1);
    expect(await rateOf(pace)).toBeCloseTo(29, 1);
    expect(await redis.hget(key, 'rate')).toBeNull();
  });

  it('waits twice as long before the next try each time one ended in a flood', async () => {
    const { key, one } = twoSenders(29);
    const turn = await turnOf(one);
    const waits: number[] = [];
    for (let i = 0; i < 7; i += 1) {
      await one.flooded({ ...turn, slot: turn.from + 5_000 }, 1);
      waits.push(Number(await redis.hget(key, 'probeEvery')) / 60_000);
      await redis.hset(key, 'hold', 0, 'floodAt', 0);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60]);
  });
});
