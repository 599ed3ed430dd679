import type { Language } from '../../src/messages/view.ts';

/** Somebody at a chat with the bot, by whatever means: over the control API or by clicking in the page. */
export type Actor = {
  language: Language;
  /** Writes a message. */
  send(text: string): Promise<void>;
  /** Presses the newest inline button with this label, waiting for it to be there. */
  press(label: string): Promise<void>;
  /** Waits until a message of the bot holds all of these, and returns its whole text; the newest when several do. */
  see(...parts: string[]): Promise<string>;
};

/** How the loop gets hold of its people and of time. */
export type Stage = {
  actor(userId: number, language: Language): Promise<Actor>;
  /** Moves the sandbox's clock forward to a moment. */
  moveClock(to: Date): Promise<void>;
  now(): Promise<Date>;
  /** Called between any two steps with the name of the step that has ended. */
  between(step: string): Promise<void>;
};

/** What a text with HTML marks looks like in a chat. */
export const shown = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
