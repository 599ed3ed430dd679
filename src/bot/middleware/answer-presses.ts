import type { MiddlewareFn } from 'telegraf';
import type { BotContext } from '../context.ts';

/** Every press is answered once, whether or not its handler had something to say; else the button spins on. */
export const answerPresses: MiddlewareFn<BotContext> = async (ctx, next) => {
  await next();
  if (!ctx.callbackQuery || ctx.answered) return;
  ctx.answered = true;
  // The press has been handled; a query that is too old to be answered changes nothing about that.
  await ctx
    .answerCbQuery()
    .catch((error: unknown) => ctx.services.log.debug({ error }, 'press not answered'));
};
