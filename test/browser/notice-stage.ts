import { expect, vi } from 'vitest';
import { countNotice } from './count-notice.ts';
import { startCountyStage } from './county-stage.ts';

export type NoticeStage = Awaited<ReturnType<typeof startNoticeStage>>;

/**
 * The sample county in the page, with what is to be done and known about one notice.
 * @param endings takes what is to be called afterwards, the last first
 */
export async function startNoticeStage(text: string, endings: (() => Promise<void>)[]) {
  const stage = await startCountyStage('notice', endings);
  const { page, ownerUrl } = stage;
  return {
    ...stage,
    /** Stops the bot in the chat that is open, by the chat's own menu. */
    block: async (user: number): Promise<void> => {
      await page.getByTestId(`chat-menu-${user}`).click();
      await page.getByTestId(`block-${user}`).click();
      await page.getByTestId(`unblock-${user}`).waitFor();
    },
    /** Waits until the database holds this of the notice. */
    facts: (wanted: Record<string, number>) =>
      vi.waitFor(async () => expect(await countNotice(ownerUrl, text)).toMatchObject(wanted), {
        timeout: 20_000,
        interval: 100,
      }),
  };
}
