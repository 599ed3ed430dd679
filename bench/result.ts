/** One measure beside its anchor, as it is written to results/latest.json. */
export type Result = {
  name: string;
  /** Median of the samples. */
  value: number;
  unit: string;
  anchor: string;
  /** Median of the anchor's samples, in the same unit and from the same run, or a fixed bound. */
  anchorValue: number;
  /** value ÷ anchorValue; null over an anchor of 0. */
  ratio: number | null;
  target: string;
  met: boolean;
  /** Least and most of the samples. */
  spread: [number, number];
};

export type Measured = {
  name: string;
  samples: readonly number[];
  unit: string;
  anchor: string;
  anchorSamples: readonly number[];
  target: string;
  isMet: (value: number, ratio: number) => boolean;
};

export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The value below which `share` (0–1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

/** Five figures are more than any of these measures is good for. */
const round = (value: number): number => Number(value.toPrecision(5));

export function resultOf({ name, samples, unit, anchor, anchorSamples, target, isMet }: Measured): Result {
  const value = median(samples);
  const anchorValue = median(anchorSamples);
  const ratio = value / anchorValue;
  return {
    name,
    value: round(value),
    unit,
    anchor,
    anchorValue: round(anchorValue),
    ratio: anchorValue === 0 ? null : round(ratio),
    target,
    met: isMet(value, ratio),
    spread: [round(Math.min(...samples)), round(Math.max(...samples))],
  };
}
