import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './logger.ts';

type Step = { name: string; stop: () => Promise<unknown> | void };

export type Shutdown = {
  add: (name: string, stop: Step['stop']) => void;
  run: (log: Log) => Promise<void>;
};

/** Longer than anything in hand should take; what is cut off here is taken up by the next start. */
const STEP_MS = 10_000;

/**
 * Stops what was started, last first. One that fails to stop, or waits for a server that is gone, does not keep the
 * others running.
 */
export function createShutdown(): Shutdown {
  const steps: Step[] = [];
  return {
    add: (name, stop) => void steps.push({ name, stop }),
    run: async (log) => {
      for (const { name, stop } of steps.toReversed()) {
        const settled = new AbortController();
        const late = pause(STEP_MS, 'late', { signal: settled.signal }).catch(() => undefined);
        try {
          if ((await Promise.race([stop(), late])) === 'late')
            log.warn({ part: name }, 'did not stop in time');
        } catch (error) {
          log.warn({ error, part: name }, 'did not stop cleanly');
        } finally {
          settled.abort();
        }
      }
    },
  };
}
