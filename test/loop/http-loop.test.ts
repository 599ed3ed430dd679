import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestDatabase } from '../support/databases.ts';
import type { TestDatabase } from '../support/databases.ts';
import { testRedis } from '../support/redis.ts';
import { CASTS } from './casts.ts';
import { TELEGRAFS_OWN } from '../support/bot.ts';
import { countFacts, ONCE_EACH } from './count-facts.ts';
import { httpStage } from './http-stage.ts';
import { playLoop } from './play-loop.ts';
import { BOT, startSystem } from './start-system.ts';
import type { System } from './start-system.ts';

const { zh: cast } = CASTS;
/** The play goes faster than a chat is written: the limit of one chat is tried by tests of its own. */
const LIMITS = { perSecond: 30, perChatPerSecond: 0, perChatBurst: 5, retryAfterSeconds: 1 };
/** What Telegram says to a repeat of what a killed process had done already. */
const AGAIN = /message is not modified|query is too old/;

describe('the whole loop over HTTP, the bot killed between any two steps', () => {
  let database: TestDatabase;
  let system: System;
  const steps: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ county: true });
    system = await startSystem({ databaseUrl: database.appUrl, ...testRedis() });
    await system.client.setLimits(LIMITS);
    await system.start();
    await playLoop(
      httpStage(system, async (step) => {
        steps.push(step);
        await system.kill();
        await system.start();
      }),
      cast,
    );
  }, 600_000);
  afterAll(async () => {
    await system.stop();
    await database.close();
  });

  test('is played to its end', () => {
    expect(steps.length).toBeGreaterThan(30);
    expect(steps.at(-1)).toBe('section interviews');
  });

  test('loses nothing and doubles nothing', async () => {
    await vi.waitFor(
      async () => expect(await countFacts(database.ownerUrl, cast.newcomer.staffNo)).toEqual(ONCE_EACH),
      { timeout: 60_000, interval: 200 },
    );
  });

  test('shows the newcomer each message it began by itself once', async () => {
    const { messages } = await system.client.chat(BOT, cast.newcomer.account);
    const buttons = messages.flatMap((message) =>
      message.from === 'bot' ? message.buttons.flat().map((button) => button.callbackData ?? '') : [],
    );
    const doubled = buttons.filter((data, i) => data.startsWith('notice.') && buttons.indexOf(data) !== i);
    expect(doubled).toEqual([]);
  });

  test('calls Telegram only as its description allows', async () => {
    const calls = await system.client.calls();
    expect(calls.length).toBeGreaterThan(100);
    expect(calls.filter((call) => call.warnings?.some((it) => it !== TELEGRAFS_OWN))).toEqual([]);
    const refused = calls.filter((call) => call.status === 400 || call.status >= 500);
    expect(refused.filter((call) => !AGAIN.test(call.description ?? ''))).toEqual([]);
  });
});
