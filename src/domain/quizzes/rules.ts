import { createHash } from 'node:crypto';
import type { QuestionType } from '../questions/rules.ts';

/** A stream of numbers in [0, 1) that the seed alone decides: SHA-256 of seed and counter, 32 bits at a time. */
export function seededNumbers(seed: string): () => number {
  let counter = 0;
  return () => {
    const digest = createHash('sha256').update(`${seed}:${counter}`).digest();
    counter += 1;
    return digest.readUInt32BE(0) / 2 ** 32;
  };
}

/** Fisher–Yates with the given numbers; the input stays as it is. */
export function shuffled<T>(items: readonly T[], next: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    const kept = result[i] as T;
    result[i] = result[j] as T;
    result[j] = kept;
  }
  return result;
}

export type Drawable = {
  versionId: string;
  topic: string;
  type: QuestionType;
  options: number;
};
export type Blueprint = readonly { topics: readonly string[]; count: number }[];
/** Topics that about `count` questions of a paper are taken from, as far as its blueprint and fresh questions allow. */
export type Preferred = { topics: readonly string[]; count: number };
export type DrawnItem = { questionVersionId: string; optionOrder: number[] };

/**
 * Draws a paper: `count` questions for each line of the blueprint, those not among `recent` first, each question once.
 * Options are shuffled, except of true/false. The same bank, blueprint, recent list and seed give the same paper.
 * A line whose topics have too few questions gives what there is. Of preferred topics fresh questions come first, so that
 * the blueprint holds and nothing is asked again for their sake.
 */
export function drawPaper(
  bank: readonly Drawable[],
  blueprint: Blueprint,
  recent: readonly string[],
  seed: string,
  preferred: Preferred = { topics: [], count: 0 },
): DrawnItem[] {
  const next = seededNumbers(seed);
  const seen = new Set(recent);
  const drawn: Drawable[] = [];
  let taken = 0;
  for (const { topics, count } of blueprint) {
    const pool = bank.filter((question) => topics.includes(question.topic) && !drawn.includes(question));
    const mixed = shuffled(pool, next);
    const fresh = mixed.filter((question) => !seen.has(question.versionId));
    const known = mixed.filter((question) => seen.has(question.versionId));
    const first = fresh
      .filter((question) => preferred.topics.includes(question.topic))
      .slice(0, Math.min(count, preferred.count - taken));
    taken += first.length;
    const rest = [...fresh, ...known].filter((question) => !first.includes(question));
    drawn.push(...[...first, ...rest].slice(0, count));
  }
  return drawn.map((question) => ({
    questionVersionId: question.versionId,
    optionOrder: shownOrder(question, next),
  }));
}

/** The order in which options are shown: shuffled, except of true/false. */
export function shownOrder(
  { type, options }: Pick<Drawable, 'type' | 'options'>,
  next: () => number,
): number[] {
  const order = Array.from({ length: options }, (_, i) => i);
  return type === 'truefalse' ? order : shuffled(order, next);
}
