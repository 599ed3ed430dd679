import type { Update } from 'telegraf/types';

/** How JSON writes what Postgres refuses in a text: NUL, and half of a surrogate pair. */
const REFUSED = /\\u(0000|d[89a-f][0-9a-f]{2})/;

/** Takes NUL out of every text and puts U+FFFD for a lone surrogate; updates without either come back as they are. */
export function cleanUpdates(updates: readonly Update[]): readonly Update[] {
  const text = JSON.stringify(updates);
  if (!REFUSED.test(text)) return updates;
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  ) as Update[];
}
