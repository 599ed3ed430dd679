import { setImmediate as tick, setTimeout as pause } from 'node:timers/promises';

export type CoalesceOptions = {
  /** Items of a batch at most. */
  most?: number;
  /** Milliseconds a batch is gathered before it goes out; 0, only what comes in the same turn of the event loop. */
  gatherMs?: number;
};

/**
 * Turns single calls that come at once, or while an earlier one is under way, into one call for all of them: under load
 * the batches grow by themselves.
 * @param run answers in the order of its items; when it throws, every call of that batch rejects
 */
export function coalesce<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most = 100, gatherMs = 0 }: CoalesceOptions = {},
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let isRunning = false;

  const drain = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      await (gatherMs > 0 ? pause(gatherMs) : tick());
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const results = await run(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, i) => resolve(results[i] as Result));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isRunning = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void drain();
    });
}
