import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { seededNumbers, shuffled } from '../quizzes/rules.ts';

/** Draws that the county's seed alone decides; each `label` is a stream of its own, so one does not shift another. */
export type Chances = {
  /** In [min, max). */
  within: (range: { min: number; max: number }) => number;
  /** A whole number in [min, max]. */
  whole: (range: { min: number; max: number }) => number;
  happens: (share: number) => boolean;
  /** An instant in [from, to). */
  instant: (from: Date, to: Date) => Date;
  pick: <T>(items: readonly T[]) => T | undefined;
  /** So many of the items, in random order. */
  some: <T>(items: readonly T[], count: number) => T[];
};

export function createChances(seed: number, label: string): Chances {
  const next = seededNumbers(`${seed}:${label}`);
  const within = ({ min, max }: { min: number; max: number }) => min + next() * (max - min);
  return {
    within,
    whole: ({ min, max }) => Math.floor(within({ min, max: max + 1 })),
    happens: (share) => next() < share,
    instant: (from, to) => new Date(Math.floor(within({ min: from.getTime(), max: to.getTime() }))),
    pick: (items) => items[Math.floor(next() * items.length)],
    some: (items, count) => shuffled(items, next).slice(0, count),
  };
}

/**
 * Makes UUIDv7s for given instants, the same ones in the same order for the same seed. Those of one millisecond rise in
 * the order they were made, as lists by id expect.
 */
export function createIds(seed: number): (at: Date) => string {
  let made = 0;
  return (at) => {
    made += 1;
    const random = createHash('sha256').update(`${seed}:id:${made}`).digest();
    return newId({ msecs: at.getTime(), seq: made, random });
  };
}
