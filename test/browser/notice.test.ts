import { afterEach, describe, expect, test } from 'vitest';
import { TEXT } from './notice-cast.ts';
import { startNoticeStage } from './notice-stage.ts';
import { playNotice } from './play-notice.ts';

/** Without a browser this is reported as skipped, by name. */
describe.skipIf(process.env.NO_BROWSER === '1')('a notice in the page', () => {
  const endings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (let end = endings.pop(); end; end = endings.pop()) await end();
  });

  test('is approved, sent at its time, answered, and told in person where it did not reach', async () => {
    const stage = await startNoticeStage(TEXT, endings);
    await playNotice(stage);
    expect(stage.errors).toEqual([]);
  });
});
