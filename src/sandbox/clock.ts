import type { SandboxClock } from './protocol.ts';

export type Clock = {
  /** Sandbox time in milliseconds: real time plus the offset. */
  now(): number;
  /** Sandbox time in whole Unix seconds. */
  seconds(): number;
  offsetMs(): number;
  setOffset(offsetMs: number): void;
  /** Runs `listener` after each change; returns how to stop that. */
  onChange(listener: () => void): () => void;
  view(): SandboxClock;
};

/** A clock that runs with the real one at a settable distance. `save` is told each new offset. */
export function createClock(startOffsetMs: number, save: (offsetMs: number) => void): Clock {
  let offset = startOffsetMs;
  const listeners = new Set<() => void>();
  const now = () => Date.now() + offset;
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    offsetMs: () => offset,
    setOffset(offsetMs) {
      offset = Math.round(offsetMs);
      save(offset);
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    view: () => ({ now: new Date(now()).toISOString(), offsetMs: offset }),
  };
}
