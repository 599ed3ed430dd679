import type { Update } from 'telegraf/types';

/** How JSON writes what Postgres refuses in a text: NUL, and half of a surrogate pair. */
const REFUSED = /\\u(0000|d[89a-f][0-9a-f]{2})/;
/** Buttons of which the inbox may not tell what they say: a vote's, and an opinion's. */
const SECRET = /^(?:vote|voice)\./;

/**
 * Makes updates ready to be stored. Takes NUL out of every text and puts U+FFFD for a lone surrogate; leaves the message out
 * of a press that is secret, since its labels stand beside what each button carries. Others come back as they are.
 */
export function cleanUpdates(given: readonly Update[]): readonly Update[] {
  const updates = given.some(isSecret)
    ? given.map((update) => (isSecret(update) ? bare(update) : update))
    : given;
  const text = JSON.stringify(updates);
  if (!REFUSED.test(text)) return updates;
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  ) as Update[];
}

const isSecret = (update: Update): boolean =>
  'callback_query' in update && 'data' in update.callback_query && SECRET.test(update.callback_query.data);

/** Where it was pressed, and no more. */
function bare(update: Update): Update {
  if (!('callback_query' in update) || !update.callback_query.message) return update;
  const { message_id, chat, date } = update.callback_query.message;
  return {
    ...update,
    callback_query: { ...update.callback_query, message: { message_id, chat, date } },
  } as Update;
}
