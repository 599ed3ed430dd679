import { mkdirSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CASTS } from '../loop/casts.ts';
import { countFacts, ONCE_EACH } from '../loop/count-facts.ts';
import { playLoop } from '../loop/play-loop.ts';
import { startSystem } from '../loop/start-system.ts';
import { createTestDatabase } from '../support/databases.ts';
import { testRedis } from '../support/redis.ts';
import { openPage } from './open-page.ts';
import { pageStage } from './page-stage.ts';

const LIMITS = { perSecond: 30, perChatPerSecond: 0, perChatBurst: 5, retryAfterSeconds: 1 };
const PICTURES = 'test-results/pictures';

/** Without a browser these are reported as skipped, by name. */
describe.skipIf(process.env.NO_BROWSER === '1')('the whole loop by clicking', () => {
  const endings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (let end = endings.pop(); end; end = endings.pop()) await end();
  });

  test.each([
    ['Chinese', CASTS.zh, 'zh-CN'],
    ['English', CASTS.en, 'en-GB'],
  ] as const)('is played to its end in %s', async (name, cast, locale) => {
    const database = await createTestDatabase({ county: true });
    endings.push(database.close);
    const system = await startSystem({ databaseUrl: database.appUrl, ...testRedis(), page: true });
    endings.push(system.stop);
    await system.client.setLimits(LIMITS);
    await system.start();
    const open = await openPage(system.url, { locale });
    endings.push(open.close);
    mkdirSync(PICTURES, { recursive: true });
    try {
      await playLoop(pageStage(open.page, system.client), cast);
    } finally {
      await open.page.screenshot({ path: `${PICTURES}/loop-${name}.png` });
    }
    expect(open.errors).toEqual([]);
    await vi.waitFor(
      async () => expect(await countFacts(database.ownerUrl, cast.newcomer.staffNo)).toEqual(ONCE_EACH),
      { timeout: 20_000, interval: 200 },
    );
  });
});
