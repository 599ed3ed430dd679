import { setTimeout as pause } from 'node:timers/promises';

/** Asks every `everyMs` until the answer is yes; false when `mostMs` have passed first. */
export async function until(
  ask: () => Promise<boolean> | boolean,
  mostMs: number,
  everyMs = 50,
): Promise<boolean> {
  for (const deadline = performance.now() + mostMs; ;) {
    if (await ask()) return true;
    if (performance.now() > deadline) return false;
    await pause(everyMs);
  }
}

/** Seconds until the answer is yes; `mostMs`, in seconds, when it never is. */
export async function secondsUntil(ask: () => Promise<boolean> | boolean, mostMs: number): Promise<number> {
  const start = performance.now();
  await until(ask, mostMs);
  return Number(((performance.now() - start) / 1000).toFixed(2));
}
