import type { MiddlewareFn } from 'telegraf';
import { leaveShown, pressByWord } from '../../domain/conversations/press-by-word.ts';
import type { BotContext } from '../context.ts';

/**
 * Whoever answers by typing names a button ("收到", "1", "下一题"), and the features see a press. What comes of it is a new
 * message below the word, not a change of what has scrolled away. The update itself stays as it came, for another try.
 */
export const typedPresses: MiddlewareFn<BotContext> = async (ctx, next) => {
  const { message } = ctx;
  if (!ctx.actor.elder || !message || !('text' in message) || message.text.startsWith('/')) return next();
  const { db } = ctx.services;
  const { update_id } = ctx.update;
  const word = { text: message.text.replaceAll('\0', '').toWellFormed(), updateId: update_id };
  const pressed = await pressByWord(db, ctx.actor, word, ctx.now);
  if (!pressed) return next();
  const { chat, from, date } = message;
  const callback_query = {
    id: `typed-${update_id}`,
    from,
    chat_instance: '',
    data: pressed.data,
    message: { chat, date, message_id: pressed.messageId },
  };
  Object.assign(ctx, { update: { update_id, callback_query }, typed: true, answered: true });
  await next();
  if (!ctx.shown) await leaveShown(db, ctx.actor, pressed.messageId);
};
