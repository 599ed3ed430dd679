import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Log } from './logger.ts';

export type Clock = {
  now: () => Date;
  /** Calls back each time the clock was moved by hand; a real clock never is. */
  onMove: (listener: () => void) => void;
  stop: () => void;
};

const answerSchema = z.object({ offsetMs: z.number() });

/** The sandbox's clock: real time plus an offset that people and tests move. It is asked by a call that waits for a change. */
export async function followSandboxClock(url: string, log: Log): Promise<Clock> {
  const stopping = new AbortController();
  const listeners: (() => void)[] = [];
  const ask = async (query: string): Promise<number> => {
    const response = await fetch(`${url}${query}`, {
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(40_000)]),
    });
    return answerSchema.parse(await response.json()).offsetMs;
  };
  let offset = await ask('');
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const next = await ask(`?after=${offset}`);
        if (next === offset) continue;
        offset = next;
        for (const listener of listeners) listener();
      } catch (error) {
        if (stopping.signal.aborted) return;
        log.debug({ error }, 'the sandbox clock did not answer');
        await pause(500);
      }
    }
  };
  void follow();
  return {
    now: () => new Date(Date.now() + offset),
    onMove: (listener) => void listeners.push(listener),
    stop: () => stopping.abort(),
  };
}
