import { packCallback, type CallbackPart } from './callback-data.ts';

export type Button = { label: string; data: string };

/** What is shown: Telegram HTML and rows of buttons. `protect` forbids forwarding and copying; of a `secret` one its buttons are kept nowhere. */
export type View = { text: string; buttons: Button[][]; protect?: boolean; secret?: boolean };

export type Language = 'zh' | 'en';

export const button = (label: string, action: string, ...parts: CallbackPart[]): Button => ({
  label,
  data: packCallback(action, ...parts),
});

/** Text from people and the database, made safe inside Telegram HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Lines of a message; what is false or undefined is left out, an empty string is an empty line. */
export const lines = (...parts: (string | false | undefined)[]): string =>
  parts.filter((part) => part !== false && part !== undefined).join('\n');

/** The first `most` characters of the first line, with … where something was cut. */
export function shorten(text: string, most: number): string {
  const first = [...(text.split('\n')[0] ?? '')];
  return first.length > most || text.includes('\n') ? `${first.slice(0, most).join('')}…` : first.join('');
}
