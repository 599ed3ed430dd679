import type { Clock } from './clock.ts';
import type { Log } from './logger.ts';

/** So often the two clocks are compared; ordinary ones drift apart by some milliseconds meanwhile. */
const COMPARE_EVERY_MS = 60_000;
/** So often it is looked whether this machine's clock was set, or the machine slept: then they are compared at once. */
const WATCH_EVERY_MS = 1_000;
const LEAP_MS = 500;
/** The quickest of so many answers tells the time best. */
const ASKS = 3;

/**
 * The database's clock, to within the time of one answer: deadlines are the same for every process, and nobody gains by a
 * machine whose clock is wrong or is set meanwhile. Between two comparisons it goes by this machine's monotonic clock.
 * @param ask the time at the database; what it throws at the start is thrown, later the old comparison stays
 * @param system this machine's clock, which may leap
 */
export async function followDatabaseClock(
  ask: () => Promise<Date>,
  log: Pick<Log, 'warn'>,
  system: () => number = Date.now,
): Promise<Clock> {
  const listeners: (() => void)[] = [];
  const compare = async (): Promise<number> => {
    const found: { trip: number; base: number }[] = [];
    for (let n = 0; n < ASKS; n += 1) {
      const before = performance.now();
      const time = (await ask()).getTime();
      const after = performance.now();
      found.push({ trip: after - before, base: time - (before + after) / 2 });
    }
    return found.reduce((best, one) => (one.trip < best.trip ? one : best)).base;
  };
  let base = await compare();
  let comparedAt = performance.now();
  const lead = (): number => system() - performance.now();
  let known = lead();
  let isComparing = false;
  const watch = async (): Promise<void> => {
    const leapt = Math.abs(lead() - known) > LEAP_MS;
    if (isComparing || (!leapt && performance.now() - comparedAt < COMPARE_EVERY_MS)) return;
    isComparing = true;
    try {
      const next = await compare();
      const moved = Math.abs(next - base) > LEAP_MS;
      base = next;
      known = lead();
      comparedAt = performance.now();
      if (moved) for (const listener of listeners) listener();
    } catch (error) {
      log.warn({ error }, 'the clock of the database could not be read');
      // Tried again with the next round, not at once.
      comparedAt = performance.now();
    } finally {
      isComparing = false;
    }
  };
  const watching = setInterval(() => void watch(), WATCH_EVERY_MS).unref();
  return {
    now: () => new Date(base + performance.now()),
    onMove: (listener) => void listeners.push(listener),
    stop: () => clearInterval(watching),
  };
}
