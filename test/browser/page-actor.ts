import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { Language } from '../../src/messages/view.ts';
import type { Actor } from '../loop/actor.ts';

const PATIENCE = 20_000;

/**
 * An actor who clicks in the sandbox's page. Several share one page of a phone's width: each act opens the chat of
 * its own person first.
 */
export function pageActor(page: Page, user: number, language: Language): Actor {
  const id = (name: string) => page.getByTestId(`${name}-${user}`);
  const chat = id('chat');
  const botMessages = chat.locator('[data-testid="message"][data-from="bot"]');
  const open = async () => {
    if (await chat.isVisible()) return;
    const back = page.locator('[data-testid^="back-"]');
    if (await back.isVisible()) await back.click();
    await id('person').click();
    await chat.waitFor();
  };
  /** A chat that was never begun has a START button in place of the field. */
  const begin = async () => {
    await open();
    await id('start').or(id('composer')).waitFor();
    if (await id('start').isVisible()) await id('start').click();
  };
  return {
    language,
    async send(text) {
      await begin();
      await id('composer').fill(text);
      await id('send').click();
      await expect.poll(() => id('composer').inputValue(), { timeout: PATIENCE }).toBe('');
    },
    async press(label) {
      await open();
      const button = chat.getByTestId('inline-button').getByText(label, { exact: true }).last();
      await button.click({ timeout: PATIENCE });
    },
    async see(...parts) {
      await open();
      let found = botMessages;
      for (const part of parts) found = found.filter({ hasText: part });
      await found.last().waitFor({ timeout: PATIENCE });
      return found.last().getByTestId('message-text').innerText();
    },
  };
}

/** Presses these one after the other: each leads to a message that has the next. */
export async function pressAll(who: Actor, ...labels: string[]): Promise<void> {
  for (const label of labels) await who.press(label);
}

/** Presses a button whose confirmation bears the same word: the second press waits for the question. */
export async function pressAndConfirm(who: Actor, label: string, question: string): Promise<void> {
  await who.press(label);
  await who.see(question);
  await who.press(label);
}
