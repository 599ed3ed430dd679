import { describe, expect, it } from 'vitest';
import { createPath } from '../../bench/api/arrivals.ts';
import { createWindow } from '../../bench/api/window.ts';

const takeAt = (window: ReturnType<typeof createWindow>, times: number[]): boolean[] =>
  times.map((at) => window.take(at).ok);

describe('a strict limit', () => {
  it('takes no more than it allows in any sliding second', () => {
    const window = createWindow({ perSecond: 3, retryAfterS: 3 });
    // Three at the end of one clock second, one at the beginning of the next: a fixed window would take all four.
    expect(takeAt(window, [900, 950, 990, 1_100])).toEqual([true, true, true, false]);
  });

  it('takes what is spread evenly at its limit', () => {
    const window = createWindow({ perSecond: 3, retryAfterS: 3 });
    expect(takeAt(window, [0, 334, 668, 1_002, 1_336, 1_670])).not.toContain(false);
  });

  it('refuses everything until the ban is over, and counts one flood', () => {
    const window = createWindow({ perSecond: 1, retryAfterS: 3 });
    expect(takeAt(window, [0, 500, 1_600, 3_499, 3_500])).toEqual([true, false, false, false, true]);
    expect(window.counts()).toMatchObject({ accepted: 2, refused: 3, floods: 1, firstAt: 0, lastAt: 3_500 });
  });

  it('says how long is left of the ban', () => {
    const window = createWindow({ perSecond: 1, retryAfterS: 3 });
    takeAt(window, [0, 10]);
    expect(window.take(1_100)).toEqual({ ok: false, retryAfterS: 2 });
  });

  it('holds to a lower limit from one call to the next', () => {
    const window = createWindow({ perSecond: 3, retryAfterS: 1 });
    takeAt(window, [0, 100]);
    window.limitTo(2);
    expect(window.take(200).ok).toBe(false);
    expect(window.acceptedBetween(0, 100)).toBe(1);
  });
});

describe('the path to the server', () => {
  it('lets calls arrive in the order of their instants, and none before its time', async () => {
    const now = (): number => performance.now();
    const path = createPath([1, 20], now);
    const arrived: { at: number; seen: number }[] = [];
    await Promise.all(
      Array.from(
        { length: 50 },
        () =>
          new Promise<void>((resolve) =>
            path((at) => {
              arrived.push({ at, seen: now() });
              resolve();
            }),
          ),
      ),
    );
    const times = arrived.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(arrived.every(({ at, seen }) => seen >= at)).toBe(true);
    expect(new Set(times).size).toBeGreaterThan(1);
  });
});
