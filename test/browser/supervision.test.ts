import { afterEach, describe, expect, test } from 'vitest';
import { startCountyStage } from './county-stage.ts';
import { playSupervision } from './play-supervision.ts';

/** Without a browser this is reported as skipped, by name. */
describe.skipIf(process.env.NO_BROWSER === '1')('supervision in the page', () => {
  const endings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (let end = endings.pop(); end; end = endings.pop()) await end();
  });

  test('goes from the order of an interview to a file that was objected to and put right', async () => {
    const stage = await startCountyStage('supervision', endings);
    await playSupervision(stage);
    expect(stage.errors).toEqual([]);
  });
});
