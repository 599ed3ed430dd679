import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

export type OpenPage = {
  page: Page;
  /** Errors the page threw or logged. */
  errors: string[];
  close: () => Promise<void>;
};

/** A browser of a phone's size on the sandbox's page; Chromium is where CHROME_PATH says. */
export async function openPage(url: string, options: { locale: string }): Promise<OpenPage> {
  const executablePath = process.env.CHROME_PATH;
  if (!executablePath) throw new Error('CHROME_PATH names no browser');
  const browser: Browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: options.locale });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors, close: () => browser.close() };
}
