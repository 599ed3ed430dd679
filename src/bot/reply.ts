import { TelegramError } from 'telegraf';
import type { InlineKeyboardMarkup } from 'telegraf/types';
import { keepShown } from '../domain/conversations/press-by-word.ts';
import { elderView } from '../messages/elder.ts';
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

/** The view as this person reads it, after what has to be said first, which is said once. */
export function prefaced(ctx: BotContext, view: View): View {
  const { preface } = ctx;
  ctx.preface = undefined;
  const whole = preface === undefined ? view : { ...view, text: `${preface}\n\n${view.text}` };
  return readsPlain(ctx) ? elderView(ctx.language, whole) : whole;
}

/** At the door, before anybody is known, there is no actor. */
const readsPlain = ({ actor }: { actor?: BotContext['actor'] }): boolean => actor?.elder === true;

/** The message whose button was pressed; none where a word pressed it. */
export const pressedMessage = (ctx: BotContext) => (ctx.typed ? undefined : ctx.callbackQuery?.message);

/** Remembers what is on the screen now, and for whoever answers by typing what a word may press. */
export async function noteShown(
  ctx: BotContext,
  messageId: number,
  { buttons, secret }: View,
): Promise<void> {
  ctx.shown = { id: messageId, live: buttons.length > 0 };
  if (!readsPlain(ctx) || secret) return;
  await keepShown(ctx.services.db, ctx.actor, { messageId, buttons: buttons.flat() }, ctx.now);
}

/** Says something new in this chat. */
export const say = (ctx: BotContext, view: View): Promise<void> => sayAsIs(ctx, prefaced(ctx, view));

/** Says what has been made ready for this person. */
export async function sayAsIs(ctx: BotContext, view: View): Promise<void> {
  const { message_id } = await ctx.reply(view.text, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(view.protect ? { protect_content: true } : {}),
    ...(view.buttons.length > 0 ? { reply_markup: markup(view) } : {}),
  });
  await noteShown(ctx, message_id, view);
}

/** Messages that cannot be edited any more are answered with a new one. */
const NOT_EDITABLE = /message can't be edited|message to edit not found|MESSAGE_ID_INVALID/;

/** A press can be answered for some minutes, and once. */
const TOO_OLD = /query is too old|QUERY_ID_INVALID/;

/** Whether the pressed button stands under a photo or document. */
export function isUnderFile(ctx: BotContext): boolean {
  const pressed = pressedMessage(ctx);
  return pressed !== undefined && ('photo' in pressed || 'document' in pressed);
}

/**
 * Puts the view in place of the pressed message, or of the words under its file; outside a press, and where that cannot
 * be done, it is a new message.
 */
export async function replace(ctx: BotContext, given: View): Promise<void> {
  const pressed = pressedMessage(ctx);
  if (!ctx.callbackQuery || ctx.typed) return say(ctx, given);
  const view = prefaced(ctx, given);
  const withFile = isUnderFile(ctx);
  if (withFile && !fitsCaption(view.text)) return sayAsIs(ctx, view);
  const extra = { parse_mode: 'HTML', reply_markup: markup(view) } as const;
  try {
    if (withFile) await ctx.editMessageCaption(view.text, extra);
    else await ctx.editMessageText(view.text, { ...extra, link_preview_options: { is_disabled: true } });
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    if (NOT_EDITABLE.test(error.description)) return sayAsIs(ctx, view);
    if (!error.description.includes('message is not modified')) throw error;
  }
  if (pressed) await noteShown(ctx, pressed.message_id, view);
}

/** A short word over the chat, or with `alert` a box to be closed; in answer to a text it is a message. */
export async function toast(ctx: BotContext, text: string, alert = false): Promise<void> {
  if (!ctx.callbackQuery || ctx.typed) {
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
