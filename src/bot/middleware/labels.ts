import type { MiddlewareFn } from 'telegraf';
import { menuItemOf } from '../../messages/people.ts';
import type { BotContext } from '../context.ts';

/** A label of the keyboard means its command: the features see the command. */
export const labels: MiddlewareFn<BotContext> = (ctx, next) => {
  const message = ctx.message;
  const item = message && 'text' in message ? menuItemOf(message.text) : undefined;
  if (message && item) {
    const text = `/${item}`;
    Object.assign(message, { text, entities: [{ type: 'bot_command', offset: 0, length: text.length }] });
  }
  return next();
};
