import { describe, expect, test } from 'vitest';
import { createLimiter } from '../../src/sandbox/limiter.ts';
import type { Limiter } from '../../src/sandbox/limiter.ts';
import type { Limits } from '../../src/sandbox/protocol.ts';
import { isRefusal } from '../../src/sandbox/refusal.ts';

const LIMITS: Limits = { perSecond: 30, perChatPerSecond: 1, perChatBurst: 5, retryAfterSeconds: 3 };

/** A limiter whose time is in the test's hand; `take` gives 0 for passed, else the seconds to wait. */
function limiterAt(limits: Limits = LIMITS) {
  let now = 1_000_000;
  const limiter: Limiter = createLimiter(() => now);
  limiter.set(limits);
  return {
    limiter,
    wait: (ms: number) => (now += ms),
    take: (chat: number, { bot = 1, paid = false } = {}): number => {
      try {
        limiter.take(bot, chat, paid);
        return 0;
      } catch (error) {
        if (!isRefusal(error) || error.code !== 429) throw error;
        return error.parameters?.retry_after ?? -1;
      }
    },
  };
}
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('the bot', () => {
  test('has 30 messages in any second: a window that slides, not one that starts anew', () => {
    const { take, wait, limiter } = limiterAt();
    expect(range(15).map((i) => take(100 + i))).toEqual(Array(15).fill(0));
    wait(900);
    expect(range(15).map((i) => take(200 + i))).toEqual(Array(15).fill(0));
    expect(take(300)).toBe(3);
    limiter.set(LIMITS);
    wait(100);
    expect(range(15).map((i) => take(400 + i))).toEqual(Array(15).fill(0));
    expect(take(500)).toBe(3);
  });

  test('passes for ever at a steady 29 a second', () => {
    const { take, wait } = limiterAt();
    const waits = range(1000).map((i) => {
      wait(1000 / 29);
      return take(1000 + i);
    });
    expect(waits.filter((it) => it > 0)).toEqual([]);
  });

  test('is closed for retry_after, told what is left, and no longer for asking', () => {
    const { take, wait } = limiterAt();
    for (const i of range(30)) take(100 + i);
    expect(take(200)).toBe(3);
    wait(1200);
    expect(take(201)).toBe(2);
    wait(1799);
    expect(take(202)).toBe(1);
    wait(1);
    expect(take(203)).toBe(0);
  });

  test('does not feel what another bot does', () => {
    const { take } = limiterAt();
    for (const i of range(31)) take(100 + i);
    expect(take(100, { bot: 2 })).toBe(0);
  });

  test('has 1,000 a second for paid messages, counted apart', () => {
    const { take } = limiterAt();
    expect(range(1000).filter((i) => take(100 + i, { paid: true }) > 0)).toEqual([]);
    expect(take(5000, { paid: true })).toBe(3);
    expect(take(5001)).toBe(0);
  });
});

describe('a chat', () => {
  test('takes a burst of 5 and then one a second', () => {
    const { take, wait, limiter } = limiterAt();
    expect(range(6).map(() => take(7))).toEqual([0, 0, 0, 0, 0, 3]);
    limiter.set(LIMITS);
    wait(999);
    expect(take(7)).toBe(3);
    limiter.set(LIMITS);
    wait(1);
    expect(take(7)).toBe(0);
    wait(60_000);
    expect(range(6).map(() => take(7))).toEqual([0, 0, 0, 0, 0, 3]);
  });

  test('that is closed does not close the others', () => {
    const { take } = limiterAt();
    for (const _ of range(6)) take(7);
    expect([take(7), take(8)]).toEqual([3, 0]);
  });

  test('of a group has 20 a minute', () => {
    const { take, wait } = limiterAt();
    const waits = range(21).map(() => {
      wait(2000);
      return take(-7);
    });
    expect(waits).toEqual([...Array(20).fill(0), 3]);
    wait(20_001);
    expect(take(-7)).toBe(0);
  });
});

test('what is refused is not counted', () => {
  const { take, wait, limiter } = limiterAt({ ...LIMITS, perSecond: 1 });
  expect(take(1)).toBe(0);
  for (const _ of range(50)) {
    expect(take(2)).toBeGreaterThan(0);
    limiter.set({ ...LIMITS, perSecond: 1 });
  }
  wait(1000);
  expect(take(2)).toBe(0);
});

test('0 switches a limit off', () => {
  const { take } = limiterAt({ ...LIMITS, perSecond: 0, perChatPerSecond: 0, groupPerMinute: 0 });
  expect(range(500).filter(() => take(-7) > 0)).toEqual([]);
});

test('of ten thousand chats none is forgotten that still has something to remember', () => {
  const { take, wait } = limiterAt({ ...LIMITS, perSecond: 0 });
  for (const i of range(9_999)) take(10_000 + i);
  wait(1000);
  for (const _ of range(5)) take(7);
  expect(take(7)).toBe(3);
});
