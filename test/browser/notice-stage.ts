import { mkdirSync } from 'node:fs';
import { expect, vi } from 'vitest';
import { startSystem } from '../loop/start-system.ts';
import { createTestDatabase } from '../support/databases.ts';
import { testRedis } from '../support/redis.ts';
import { countNotice } from './count-notice.ts';
import { openPage } from './open-page.ts';
import { pageStage } from './page-stage.ts';

const LIMITS = { perSecond: 30, perChatPerSecond: 0, perChatBurst: 5, retryAfterSeconds: 1 };
const PICTURES = 'test-results/pictures';

export type NoticeStage = Awaited<ReturnType<typeof startNoticeStage>>;

/**
 * The sample county with the bot as a process, and the page of a phone's size in Chinese.
 * @param endings takes what is to be called afterwards, the last first
 */
export async function startNoticeStage(text: string, endings: (() => Promise<void>)[]) {
  mkdirSync(PICTURES, { recursive: true });
  const database = await createTestDatabase({ county: true });
  endings.push(database.close);
  const system = await startSystem({ databaseUrl: database.appUrl, ...testRedis(), page: true });
  endings.push(system.stop);
  await system.client.setLimits(LIMITS);
  const [{ page, errors, close }] = await Promise.all([
    openPage(system.url, { locale: 'zh-CN' }),
    system.start(),
  ]);
  const picture = async (name: string) =>
    void (await page.screenshot({ path: `${PICTURES}/notice-${name}.png` }));
  endings.push(close, () => picture('end'));
  const stage = pageStage(page, system.client);
  return {
    errors,
    /** The page as it is, as a file. */
    picture,
    moveClock: (to: string) => stage.moveClock(new Date(to)),
    actor: (user: number) => stage.actor(user, 'zh'),
    /** Stops the bot in the chat that is open, by the chat's own menu. */
    block: async (user: number): Promise<void> => {
      await page.getByTestId(`chat-menu-${user}`).click();
      await page.getByTestId(`block-${user}`).click();
      await page.getByTestId(`unblock-${user}`).waitFor();
    },
    /** Waits until the database holds this of the notice. */
    facts: (wanted: Record<string, number>) =>
      vi.waitFor(async () => expect(await countNotice(database.ownerUrl, text)).toMatchObject(wanted), {
        timeout: 20_000,
        interval: 100,
      }),
  };
}
