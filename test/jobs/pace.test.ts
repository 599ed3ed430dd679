import { Redis } from 'ioredis';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPace, type Pace, type Turn } from '../../src/jobs/pace.ts';
import type { Place } from '../../src/jobs/places.ts';
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
const placeAt = async (pace: Pace): Promise<Place> => {
  const place = await pace.approach();
  if ('heldMs' in place) throw new Error(`held for ${place.heldMs} ms`);
  return place;
};
const turnOf = async (pace: Pace): Promise<Turn> => {
  const turn = await pace.arrive(await placeAt(pace));
  if (!turn) throw new Error('no turn');
  return turn;
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
    const key = newKey();
    const pace = createPace(redis, key, 100);
    const first = await turnOf(pace);
    const place = await placeAt(pace);
    const arriving = pace.arrive(place);
    // The turn is answered for while this process stands still.
    for (const end = performance.now() + 100; performance.now() < end;);
    const turn = await arriving;
    expect(turn?.slot).toBeGreaterThan(first.slot + 90);
  });

  it('gives no turn, and holds everybody for a moment, while Redis takes no command', async () => {
    const key = newKey();
    const pace = createPace(redis, key, 100);
    // Of another kind than the script expects: each of its commands fails.
    await redis.set(key, 'in the way');
    expect(await pace.arrive(await placeAt(pace))).toBeUndefined();
    expect(pace.heldMs()).toBeGreaterThan(0);
    await redis.del(key);
    await expect.poll(() => pace.heldMs(), { timeout: 3_000 }).toBe(0);
    expect(await pace.arrive(await placeAt(pace))).toBeDefined();
  });

  it('gives no turn when Redis does not answer for longer than a row may be held', async () => {
    const away = new Redis('redis://127.0.0.1:1', { maxRetriesPerRequest: null, retryStrategy: () => 100 });
    away.on('error', () => undefined);
    const pace = createPace(away, newKey(), 100);
    expect(await pace.arrive(await placeAt(pace))).toBeUndefined();
    away.disconnect();
  });

  it('lets no more rows be in hand than their turns need', async () => {
    const pace = createPace(redis, newKey(), 29);
    const place = await placeAt(pace);
    let isNext = false;
    const next = placeAt(pace).then((given) => {
      isNext = true;
      return given;
    });
    await redis.ping();
    expect(isNext).toBe(false);
    place.leave();
    place.leave();
    (await next).leave();
    expect(isNext).toBe(true);
  });

  it('keeps a turn that is far away for the next row', async () => {
    const key = newKey();
    const pace = createPace(redis, key, 0.1);
    await turnOf(pace);
    expect(await pace.arrive(await placeAt(pace))).toBeUndefined();
    const taken = Number(await redis.hget(key, 'next'));
    const waiting = pace.approach();
    await redis.ping();
    expect(Number(await redis.hget(key, 'next'))).toBe(taken);
    // Nobody waits for it here: it comes in ten seconds.
    waiting.catch(() => undefined);
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
    expect(await rateOf(other)).toBeCloseTo(20 / 1.045, 1);
  });

  it('learns from a slower answer that an earlier message was too many already', async () => {
    const { key, one, other } = twoSenders(26);
    const turn = await turnOf(one);
    const refused = (n: number) => ({ ...turn, slot: turn.from + n * turn.everyMs });
    for (const n of [21, 20, 22]) await one.flooded(refused(n), 3_000);
    await endHold(key);
    expect(await rateOf(other)).toBeCloseTo(20 / 1.045, 1);
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
    const place = await placeAt(other);
    await one.flooded(await turnOf(one), 60_000);
    expect(one.heldMs()).toBeGreaterThan(0);
    expect('heldMs' in (await one.approach())).toBe(true);
    expect(await other.arrive(place)).toBeUndefined();
    expect('heldMs' in (await other.approach())).toBe(true);
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
