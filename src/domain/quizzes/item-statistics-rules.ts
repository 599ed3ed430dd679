import { byId, groupBy } from './grouping-rules.ts';
import { ofEnough, type Hidden, type Shown } from './hiding-rules.ts';
import { covariance, isLevel, mean, variance } from './moments-rules.ts';
import { firstEncounters, type Sitting, type Weighed } from './first-sitting-rules.ts';

/**
 * How a question did, all as shares (Moodle shows them in percent).
 * - `facility` 0–1: the mean share of it that was right.
 * - `deviation`: the standard deviation (n − 1) of that share.
 * - `discrimination` −1…1: correlation of the share with that of the rest of the paper. Undefined when either is the same
 *   for everybody.
 * - `efficiency` up to 1: their covariance over the largest one these marks allow, had the best people got the best marks.
 *   Tells an easy question, which cannot discriminate much, from a bad one.
 */
export type ItemFigures = {
  facility: number;
  deviation: number;
  discrimination: number | undefined;
  efficiency: number | undefined;
};

/** Moodle's report marks a question as doubtful below this discriminative efficiency. */
export const DOUBTFUL_BELOW = 0.15;

/** The figures of at least two answers. Formulas: Moodle, "Quiz statistics calculations", item statistics. */
export function itemFigures(answers: readonly Pick<Weighed, 'share' | 'rest'>[]): ItemFigures {
  const shares = answers.map(({ share }) => share);
  const pairs = answers.flatMap(({ share, rest }) => (rest === undefined ? [] : [{ share, rest }]));
  return {
    facility: mean(shares),
    deviation: Math.sqrt(variance(shares)),
    ...togetherness(
      pairs.map(({ share }) => share),
      pairs.map(({ rest }) => rest),
    ),
  };
}

function togetherness(xs: number[], ys: number[]): Pick<ItemFigures, 'discrimination' | 'efficiency'> {
  if (xs.length < 2 || isLevel(xs) || isLevel(ys))
    return { discrimination: undefined, efficiency: undefined };
  const ascending = (values: number[]) => values.toSorted((a, b) => a - b);
  const together = covariance(xs, ys);
  return {
    discrimination: together / Math.sqrt(variance(xs) * variance(ys)),
    efficiency: together / covariance(ascending(xs), ascending(ys)),
  };
}

/** The figures of every item, from each person's first meeting with it; hidden for an item that few people met. */
export function itemStatistics(sittings: readonly Sitting[]): Map<string, Hidden | Shown<ItemFigures>> {
  const items = groupBy(firstEncounters(sittings), ({ itemId }) => itemId);
  return new Map(
    [...items].map(([itemId, met]) => [itemId, ofEnough(met.length, () => itemFigures(met))] as const),
  );
}

/** The items an editor should look at, worst first: at most `limit`, none of those hidden or without an efficiency. */
export function doubtfulItems(
  statistics: ReadonlyMap<string, Hidden | Shown<ItemFigures>>,
  limit = 3,
): string[] {
  return [...statistics]
    .flatMap(([itemId, it]) =>
      it.hidden || it.efficiency === undefined ? [] : [{ itemId, efficiency: it.efficiency }],
    )
    .filter(({ efficiency }) => efficiency < DOUBTFUL_BELOW)
    .toSorted((a, b) => a.efficiency - b.efficiency || byId(a.itemId, b.itemId))
    .slice(0, limit)
    .map(({ itemId }) => itemId);
}
