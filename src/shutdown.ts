import type { Log } from './logger.ts';

type Step = { name: string; stop: () => Promise<unknown> | void };

export type Shutdown = {
  add: (name: string, stop: Step['stop']) => void;
  run: (log: Log) => Promise<void>;
};

/** Stops what was started, last first; one that fails to stop does not keep the others running. */
export function createShutdown(): Shutdown {
  const steps: Step[] = [];
  return {
    add: (name, stop) => void steps.push({ name, stop }),
    run: async (log) => {
      for (const { name, stop } of steps.toReversed()) {
        try {
          await stop();
        } catch (error) {
          log.warn({ error, part: name }, 'did not stop cleanly');
        }
      }
    },
  };
}
