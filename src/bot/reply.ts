import { TelegramError } from 'telegraf';
import type { InlineKeyboardMarkup } from 'telegraf/types';
import type { View } from '../messages/view.ts';
import type { BotContext } from './context.ts';

export const markup = (view: View): InlineKeyboardMarkup => ({
  inline_keyboard: view.buttons.map((row) =>
    row.map(({ label, data }) => ({ text: label, callback_data: data })),
  ),
});

/** Telegram takes captions of so many UTF-16 units, without their tags. */
const CAPTION_MOST = 1024;
export const fitsCaption = (html: string): boolean => html.replace(/<[^>]*>/g, '').length <= CAPTION_MOST;

/** The text with what has to be said first, which is said once. */
export function prefaced(ctx: BotContext, text: string): string {
  const { preface } = ctx;
  ctx.preface = undefined;
  return preface === undefined ? text : `${preface}\n\n${text}`;
}

/** Says something new in this chat. */
export async function say(ctx: BotContext, view: View): Promise<void> {
  const { message_id } = await ctx.reply(prefaced(ctx, view.text), {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(view.protect ? { protect_content: true } : {}),
    ...(view.buttons.length > 0 ? { reply_markup: markup(view) } : {}),
  });
  ctx.shown = { id: message_id, live: view.buttons.length > 0 };
}

/** Messages that cannot be edited any more are answered with a new one. */
const NOT_EDITABLE = /message can't be edited|message to edit not found|MESSAGE_ID_INVALID/;

/** A press can be answered for some minutes, and once. */
const TOO_OLD = /query is too old|QUERY_ID_INVALID/;

/** Whether the pressed button stands under a photo or document. */
export function isUnderFile(ctx: BotContext): boolean {
  const pressed = ctx.callbackQuery?.message;
  return pressed !== undefined && ('photo' in pressed || 'document' in pressed);
}

/**
 * Puts the view in place of the pressed message, or of the words under its file; outside a press, and where that cannot
 * be done, it is a new message.
 */
export async function replace(ctx: BotContext, view: View): Promise<void> {
  if (!ctx.callbackQuery) return say(ctx, view);
  const text = prefaced(ctx, view.text);
  const withFile = isUnderFile(ctx);
  if (withFile && !fitsCaption(text)) return say(ctx, { ...view, text });
  const extra = { parse_mode: 'HTML', reply_markup: markup(view) } as const;
  try {
    if (withFile) await ctx.editMessageCaption(text, extra);
    else await ctx.editMessageText(text, { ...extra, link_preview_options: { is_disabled: true } });
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    if (NOT_EDITABLE.test(error.description)) return say(ctx, { ...view, text });
    if (!error.description.includes('message is not modified')) throw error;
  }
  const pressed = ctx.callbackQuery.message;
  if (pressed) ctx.shown = { id: pressed.message_id, live: view.buttons.length > 0 };
}

/** A short word over the chat, or with `alert` a box to be closed; in answer to a text it is a message. */
export async function toast(ctx: BotContext, text: string, alert = false): Promise<void> {
  if (!ctx.callbackQuery) {
    await ctx.reply(text);
    return;
  }
  if (ctx.answered) return;
  ctx.answered = true;
  try {
    await ctx.answerCbQuery(text, { show_alert: alert });
  } catch (error) {
    // Too late for a box, e.g. because the bot was down: what matters is said as a message.
    if (!(error instanceof TelegramError) || !TOO_OLD.test(error.description)) throw error;
    if (alert) await ctx.reply(text);
  }
}

/** Ends the spinning of the pressed button without a word, where nothing has been said yet. */
export async function endPress(ctx: BotContext): Promise<void> {
  if (!ctx.callbackQuery || ctx.answered) return;
  ctx.answered = true;
  // The press has been handled; a query that is too old to be answered changes nothing about that.
  await ctx
    .answerCbQuery()
    .catch((error: unknown) => ctx.services.log.debug({ error }, 'press not answered'));
}
