import type { Stage } from '../bench/stage.ts';

/** `full` is what the pass figure speaks of; `short` is the same in little, for `npm test` and for builds broken on purpose. */
export type Scale = 'short' | 'full';

/** What was counted and measured, by name; durations are in seconds and end in "S". */
export type Figures = Record<string, number>;

/** One way to break the compiled product: `find` must be in the file, and `put` comes in its place. */
export type Sabotage = {
  /** What is broken, e.g. "leases go back to pending". */
  name: string;
  /** Below the folder of the compiled product. */
  file: string;
  find: string;
  put: string;
};

export type FaultTools = {
  stage: Stage;
  scale: Scale;
  /** The folder of the compiled product. */
  build: string;
  say: (line: string) => void;
};

/** Something that goes wrong, and what the product must still hold to. */
export type Fault = {
  /** As in the table of targets, e.g. "F1". */
  id: string;
  /** What happens, in one sentence. */
  title: string;
  /** What counts as passed, in words. */
  pass: string;
  /** Makes it happen and counts; whatever it starts has ended when it returns. It throws only when it could not be played. */
  run: (tools: FaultTools) => Promise<Figures>;
  /** What was not held to, one sentence each; empty when it passed. */
  judge: (figures: Figures, scale: Scale) => string[];
  /** Each of these must be caught by `judge` after a short run. */
  sabotage: readonly Sabotage[];
};
