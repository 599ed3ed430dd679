import { checkedLink, linkedUserId } from './entities/links.ts';
import { badRequest } from './refusal.ts';
import type { Chat } from './rows.ts';
import type { InlineButton, InlineKeyboard } from './telegram.ts';

const MAX_BUTTONS = 100;
const MAX_DATA_BYTES = 64;
const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];

/** What a `reply_markup` asks for, once it is known to be sound. */
export type Markup = { inline?: InlineKeyboard; keyboard?: Chat['keyboard']; removeKeyboard?: true };

/** Empty, these are as good as absent. */
const isText = (action: string) => action === 'url' || action === 'callback_data';

const unparsable = (why: string) => badRequest(`can't parse inline keyboard button: ${why}`);

function checkedButton(button: InlineButton): InlineButton {
  const actions = ACTIONS.filter((name) => button[name] !== undefined && !(isText(name) && !button[name]));
  const { url, callback_data: data } = button;
  if (button.text.trim() === '') throw badRequest('inline keyboard button text must be non-empty');
  if (data !== undefined && Buffer.byteLength(data) > MAX_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID');
  if (actions.length === 0) throw unparsable('Text buttons are unallowed in the inline keyboard');
  if (actions.length > 1) throw unparsable(`Exactly one action is allowed, not ${actions.join(', ')}`);
  if (!url || linkedUserId(url) !== undefined) return button;
  const checked = checkedLink(url);
  if (checked === undefined)
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  return { ...button, url: checked };
}

/**
 * An inline keyboard as kept: rows without buttons are left out; none at all is no keyboard. Telegram leaves buttons
 * without text and those past the hundredth out in silence; here they are refused, so that the bot's author hears of it.
 */
function inlineKeyboard(rows: InlineButton[][]): InlineKeyboard | undefined {
  const kept = rows.map((row) => row.map(checkedButton)).filter((row) => row.length > 0);
  if (kept.flat().length > MAX_BUTTONS) throw badRequest('reply markup is too long');
  return kept.length > 0 ? { inline_keyboard: kept } : undefined;
}

type ReplyKeyboard = {
  keyboard: { text: string }[][];
  resize_keyboard?: boolean;
  input_field_placeholder?: string;
};

function replyKeyboard(markup: ReplyKeyboard): Chat['keyboard'] {
  const rows = markup.keyboard.map((row) => row.map((button) => button.text)).filter((row) => row.length > 0);
  if (rows.length === 0) throw badRequest('reply keyboard is empty');
  if (rows.flat().some((label) => label.trim() === ''))
    throw badRequest('keyboard button text must be non-empty');
  if (rows.flat().length > 300) throw badRequest('reply markup is too long');
  const placeholder = markup.input_field_placeholder;
  if (placeholder !== undefined && [...placeholder].length > 64)
    throw badRequest('input field placeholder is too long');
  return { rows, resize: markup.resize_keyboard ?? false, ...(placeholder ? { placeholder } : {}) };
}

/**
 * A `reply_markup` parameter, already of one of the four described shapes.
 * @throws Refusal 400 in Telegram's words for buttons it would not take.
 */
export function readMarkup(markup: Record<string, unknown> | undefined): Markup {
  if (!markup) return {};
  if (Array.isArray(markup.keyboard)) return { keyboard: replyKeyboard(markup as ReplyKeyboard) };
  if (Array.isArray(markup.inline_keyboard)) {
    const inline = inlineKeyboard((markup as InlineKeyboard).inline_keyboard);
    return inline ? { inline } : {};
  }
  return markup.remove_keyboard === true ? { removeKeyboard: true } : {};
}
