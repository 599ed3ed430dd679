import { afterAll, beforeAll, expect, it } from 'vitest';
import { DIST } from '../../bench/product.ts';
import { openStage, type Stage } from '../../bench/stage.ts';
import { FAULTS } from '../../faults/faults.ts';

/** Servers of its own: they are made to fall. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

it.each(FAULTS)(
  '$id in short: $title',
  async ({ run, judge }) => {
    const figures = await run({ stage, scale: 'short', build: DIST, say: () => undefined });
    expect({ figures, violations: judge(figures, 'short') }).toEqual({ figures, violations: [] });
  },
  600_000,
);
