import type { Page } from 'playwright-core';
import type { SandboxClient } from '../../src/sandbox/client.ts';
import type { Stage } from '../loop/actor.ts';
import { pageActor } from './page-actor.ts';

const SHANGHAI_MS = 8 * 3_600_000;

/** What the clock's date field takes: "2026-11-26T03:00", by Shanghai time. */
const fieldValue = (moment: Date): string =>
  new Date(moment.getTime() + SHANGHAI_MS).toISOString().slice(0, 16);

/** The loop's stage in the page; only the time is read elsewhere. */
export const pageStage = (page: Page, client: SandboxClient): Stage => ({
  actor: (user, language) => Promise.resolve(pageActor(page, user, language)),
  async moveClock(to) {
    await page.getByTestId('clock').click();
    await page.getByTestId('clock-custom').fill(fieldValue(to));
    await page.getByTestId('clock-set').click();
    await page.getByTestId('clock-menu').waitFor({ state: 'hidden' });
  },
  now: async () => new Date((await client.clock()).now),
  between: () => Promise.resolve(),
});
