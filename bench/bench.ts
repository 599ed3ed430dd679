import type { Result } from './result.ts';
import type { Stage } from './stage.ts';

export type BenchTools = {
  stage: Stage;
  /** A tenth of the size and a single sample: to see that it works, not to measure. */
  quick: boolean;
  /** How often everything is measured; the median counts. */
  samples: number;
  say: (line: string) => void;
};

export type Bench = {
  name: string;
  /** What is measured, in one line. */
  about: string;
  run: (tools: BenchTools) => Promise<Result[]>;
};
