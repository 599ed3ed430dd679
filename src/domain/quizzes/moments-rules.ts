/**
 * Values closer than this are the same. Shares such as 0.1 + 0.2 differ in the last bits, and a spread made of nothing but
 * rounding would give a correlation of noise with noise.
 */
const ROUNDING = 1e-12;

/** Whether all values are the same, so that nothing can be said about their spread. */
export function isLevel(values: readonly number[]): boolean {
  return Math.max(...values) - Math.min(...values) <= ROUNDING;
}

/** The arithmetic mean. There must be a value. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The middle value, or the mean of the two in the middle. There must be a value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return mean(sorted.length % 2 === 1 ? sorted.slice(half, half + 1) : sorted.slice(half - 1, half + 1));
}

/** The sample covariance (divided by n − 1) of two lists of the same length, of at least two values. */
export function covariance(xs: readonly number[], ys: readonly number[]): number {
  if (isLevel(xs) || isLevel(ys)) return 0;
  const [mx, my] = [mean(xs), mean(ys)];
  return xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] ?? my) - my), 0) / (xs.length - 1);
}

/** The sample variance (divided by n − 1): exactly 0 when all values are the same. */
export const variance = (values: readonly number[]): number => covariance(values, values);

/**
 * Skewness k₃ / k₂^1.5 of at least three values, with k the k-statistics of R. A. Fisher (1929), as Moodle's quiz
 * statistics and a spreadsheet's SKEW compute it. Undefined where the values do not differ.
 */
export function skewness(values: readonly number[]): number | undefined {
  const n = values.length;
  if (n < 3 || isLevel(values)) return undefined;
  const k3 = (n * powerSum(values, 3)) / ((n - 1) * (n - 2));
  return k3 / variance(values) ** 1.5;
}

/** Excess kurtosis k₄ / k₂² of at least four values (KURT of a spreadsheet): 0 for a normal distribution. */
export function kurtosis(values: readonly number[]): number | undefined {
  const n = values.length;
  if (n < 4 || isLevel(values)) return undefined;
  const [s2, s4] = [powerSum(values, 2), powerSum(values, 4)];
  const k4 = (n * (n + 1) * s4 - 3 * (n - 1) * s2 ** 2) / ((n - 1) * (n - 2) * (n - 3));
  return k4 / variance(values) ** 2;
}

/** The sum of the `power`-th powers of the distances from the mean. */
function powerSum(values: readonly number[], power: number): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** power, 0);
}
