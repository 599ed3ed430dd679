import type { Problem } from '../api/check-value.ts';

/** What Telegram says when a required parameter is not there (tdlib/telegram-bot-api, Client.cpp). */
const MISSING: Record<string, string> = {
  action: 'wrong parameter action in request',
  callback_query_id: 'query is too old and response timeout expired or query ID is invalid',
  chat_id: 'chat_id is empty',
  document: 'there is no document in the request',
  file_id: 'file_id not specified',
  media: 'message content is not specified',
  message_id: 'message identifier is not specified',
  message_ids: 'message identifiers are not specified',
  options: "can't parse options JSON object",
  photo: 'there is no photo in the request',
  question: 'text must be non-empty',
  text: 'message text is empty',
};
const BUTTON = /^reply_markup\.(inline_)?keyboard\[\d+\]\[\d+\]\.(\w+)$/;

function wordButton({ kind, path, text }: Problem): string | undefined {
  const [, inline, field] = BUTTON.exec(path) ?? [];
  if (field === undefined) return undefined;
  const type = /must be (\w+), not/.exec(text)?.[1] ?? 'Object';
  const what =
    kind === 'missing' ? `Can't find field "${field}"` : `Field "${field}" must be of type ${type}`;
  return `can't parse ${inline ? 'inline keyboard' : 'keyboard'} button: ${what}`;
}

/**
 * A parameter that does not fit its description, in Telegram's words where they are known and with its place where
 * not: the place is what the bot's author needs.
 */
export function wordProblem(method: string, problem: Problem): string {
  const { kind, path, text } = problem;
  if (path === 'reply_markup.inline_keyboard' && kind === 'missing' && method.startsWith('edit'))
    return 'inline keyboard expected';
  if (path === 'reply_markup')
    return text.endsWith('not string')
      ? "can't parse reply keyboard markup JSON object"
      : 'object expected as reply markup';
  const button = wordButton(problem);
  if (button !== undefined) return button;
  if (kind !== 'missing' || path.includes('.')) return text;
  return MISSING[path] ?? `parameter "${path}" is required`;
}
