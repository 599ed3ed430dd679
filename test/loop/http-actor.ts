import { vi } from 'vitest';
import type { Language } from '../../src/messages/view.ts';
import type { SandboxClient } from '../../src/sandbox/client.ts';
import type { SandboxMessage } from '../../src/sandbox/protocol.ts';
import type { Actor } from './actor.ts';

/** Longer than a lease: what a killed process had in hand comes after that. */
const PATIENCE = { timeout: 60_000, interval: 40 };

const textOf = (message: SandboxMessage): string => message.text ?? message.caption ?? '';

/** An actor over the sandbox's control API. */
export function httpActor(client: SandboxClient, bot: number, user: number, language: Language): Actor {
  const newest = async () =>
    (await client.chat(bot, user)).messages.filter((message) => message.from === 'bot').toReversed();
  /** The message that was looked for last: its buttons are the ones a reader would press. */
  let seen: number | undefined;
  return {
    language,
    send: async (text) => void (await client.write(bot, user, text)),
    press: (label) =>
      vi.waitFor(async () => {
        const messages = (await newest()).toSorted(
          (a, b) => Number(b.messageId === seen) - Number(a.messageId === seen),
        );
        for (const { messageId, buttons } of messages) {
          const button = buttons.flat().find((it) => it.text === label);
          if (button?.callbackData !== undefined) {
            await client.press(bot, user, messageId, button.callbackData);
            return;
          }
        }
        throw new Error(
          `${user} has no button "${label}"; the newest message is:\n${textOf(messages[0] ?? NONE)}`,
        );
      }, PATIENCE),
    see: (...parts) =>
      vi.waitFor(async () => {
        const messages = await newest();
        const found = messages.find((message) => parts.every((part) => textOf(message).includes(part)));
        if (!found)
          throw new Error(
            `${user} does not see "${parts.join('" and "')}" but:\n${messages.slice(0, 2).map(textOf).join('\n--\n')}`,
          );
        seen = found.messageId;
        return textOf(found);
      }, PATIENCE),
  };
}

const NONE: SandboxMessage = {
  messageId: 0,
  date: 0,
  from: 'bot',
  entities: [],
  buttons: [],
  protected: false,
};
