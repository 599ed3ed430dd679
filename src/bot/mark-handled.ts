import { setTimeout as pause } from 'node:timers/promises';
import { finishUpdates } from '../domain/updates/take-updates.ts';
import type { Services } from './context.ts';

/** Marking is tried this often: the database may be away for a moment. */
const MARK_TRIES = 10;
const MARK_AGAIN_MS = 1_000;
/** Marks that nobody waits for are gathered: a mark is a commit, which is a good part of what a press costs. */
const GATHER_MS = 50;

export type Marks = {
  /** Marks an update as handled; true when that is stored, false when it was given up. */
  finish: (id: number) => Promise<boolean>;
  /** Somebody waits for a mark: what has been gathered is stored now. */
  hurry: () => void;
  /** Until `work` is done, nothing is gathered. */
  inHurry: (work: () => Promise<void>) => Promise<void>;
};

/**
 * Marks handled updates in batches, in the order in which they were finished.
 * @param settle told which ids are out of our hands: stored as handled, or not to be stored by any means
 */
export function createMarks(
  { db, clock, log }: Pick<Services, 'db' | 'clock' | 'log'>,
  botId: number,
  settle: (ids: readonly number[]) => void,
  againMs = MARK_AGAIN_MS,
): Marks {
  let finished: { id: number; marked: (isStored: boolean) => void }[] = [];
  let isFlushing = false;
  let hurrying = 0;
  let nudge = new AbortController();
  const hurry = (): void => {
    nudge.abort();
    nudge = new AbortController();
  };

  const flush = async (): Promise<void> => {
    isFlushing = true;
    if (hurrying === 0) await pause(GATHER_MS, undefined, { signal: nudge.signal }).catch(() => undefined);
    for (let failures = 0; finished.length > 0;) {
      const batch = finished;
      const ids = batch.map(({ id }) => id);
      finished = [];
      let isStored = true;
      try {
        await finishUpdates(db, botId, ids, clock());
        settle(ids);
        failures = 0;
      } catch (error) {
        failures += 1;
        // Given up, they stay "received", and the next look for what is left over takes them up; that changes nothing.
        log[failures < MARK_TRIES ? 'warn' : 'error'](
          { error, updates: ids.length },
          'handled updates could not be marked',
        );
        if (failures < MARK_TRIES) {
          finished = [...batch, ...finished];
          await pause(againMs);
          continue;
        }
        isStored = false;
        settle(ids);
      }
      for (const { marked } of batch) marked(isStored);
    }
    isFlushing = false;
  };

  return {
    hurry,
    finish: (id) =>
      new Promise((marked) => {
        finished.push({ id, marked });
        if (!isFlushing) void flush();
      }),
    inHurry: async (work) => {
      hurrying += 1;
      hurry();
      try {
        await work();
      } finally {
        hurrying -= 1;
      }
    },
  };
}
