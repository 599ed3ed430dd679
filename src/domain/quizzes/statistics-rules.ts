import { groupBy } from './grouping-rules.ts';
import { ofEnough, type Hidden, type Shown } from './hiding-rules.ts';
import { itemFigures, type ItemFigures } from './item-statistics-rules.ts';
import { covariance, kurtosis, mean, median, skewness, variance } from './moments-rules.ts';
import { firstSittings, weigh, type Sitting, type Weighed } from './first-sitting-rules.ts';

/**
 * How a quiz did. Grades are shares 0–1 of what the paper could earn, so papers drawn at random compare.
 * - `consistency`: coefficient of internal consistency, Cronbach's alpha, at most 1, possibly negative.
 * - `errorRatio` = √(1 − consistency): how much of the deviation is chance.
 * - `standardError` = errorRatio × deviation, in grades.
 * What has no value, as where all grades are the same, is undefined. Consistency and places need everybody to have had
 * the same places: a person whose paper came out short of questions leaves them undefined.
 */
export type QuizFigures = {
  mean: number;
  median: number;
  deviation: number;
  skewness: number | undefined;
  kurtosis: number | undefined;
  consistency: number | undefined;
  errorRatio: number | undefined;
  standardError: number | undefined;
  places: PlaceFigures[] | undefined;
};

/**
 * How one place of the paper did. The weights say how much of the differences in grade it was meant to make and did make,
 * each adding up to 1; `effectiveWeight` is undefined where those who did well in the place did worse on the whole.
 */
export type PlaceFigures = ItemFigures & {
  place: string;
  intendedWeight: number;
  effectiveWeight: number | undefined;
};

type Place = { place: string; answers: Weighed[] };

/**
 * The statistics of a quiz on each person's first sitting. Formulas: Moodle, "Quiz statistics calculations" (test and
 * position statistics), and its classes quiz_statistics\calculator and core_question\statistics\questions\calculator.
 * All sittings are of one quiz; the places are in the order of the first sitting.
 */
export function quizStatistics(sittings: readonly Sitting[]): Hidden | Shown<QuizFigures> {
  const first = firstSittings(sittings).filter(({ answers }) => answers.length > 0);
  return ofEnough(first.length, () => quizFigures(first));
}

function quizFigures(sittings: readonly Sitting[]): QuizFigures {
  const papers = sittings.map(weigh);
  const grades = papers.map((answers) => answers.reduce((sum, { part }) => sum + part, 0));
  const deviation = Math.sqrt(variance(grades));
  const places = samePlaces(papers);
  const consistency = places && alpha(places, grades);
  // Rounding can lift alpha a hair above 1, and the root of a negative number is not a number.
  const errorRatio = consistency === undefined ? undefined : Math.sqrt(Math.max(0, 1 - consistency));
  return {
    mean: mean(grades),
    median: median(grades),
    deviation,
    skewness: skewness(grades),
    kurtosis: kurtosis(grades),
    consistency,
    errorRatio,
    standardError: errorRatio === undefined ? undefined : errorRatio * deviation,
    places: places && placeFigures(places, grades),
  };
}

/** The answers by place; undefined when the papers do not all have the same places. */
function samePlaces(papers: readonly Weighed[][]): Place[] | undefined {
  const byPlace = groupBy(papers.flat(), ({ place }) => place);
  const places = [...byPlace].map(([place, answers]) => ({ place, answers }));
  return places.every(({ answers }) => answers.length === papers.length) ? places : undefined;
}

const partsOf = ({ answers }: Place): number[] => answers.map(({ part }) => part);

/** Cronbach's alpha: p / (p − 1) × (1 − sum of the variances of the places / variance of the grades). */
function alpha(places: readonly Place[], grades: readonly number[]): number | undefined {
  const whole = variance(grades);
  const p = places.length;
  if (p < 2 || whole === 0) return undefined;
  const sum = places.reduce((total, place) => total + variance(partsOf(place)), 0);
  return (p / (p - 1)) * (1 - sum / whole);
}

/** A place pulls the grades apart by the root of its covariance with them. */
function placeFigures(places: readonly Place[], grades: readonly number[]): PlaceFigures[] {
  const pulls = places.map((place) => {
    const pull = covariance(partsOf(place), grades);
    return pull < 0 ? undefined : Math.sqrt(pull);
  });
  const all = pulls.reduce<number>((sum, pull) => sum + (pull ?? 0), 0);
  return places.map(({ place, answers }, i) => {
    const pull = pulls[i];
    return {
      place,
      ...itemFigures(answers),
      intendedWeight: mean(answers.map(({ weight }) => weight)),
      effectiveWeight: all === 0 || pull === undefined ? undefined : pull / all,
    };
  });
}
