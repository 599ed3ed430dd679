import type { MiddlewareFn } from 'telegraf';
import type { BotContext } from '../context.ts';
import { endPress } from '../reply.ts';

/** Every press is answered once, whether or not its handler had something to say; else the button spins on. */
export const answerPresses: MiddlewareFn<BotContext> = async (ctx, next) => {
  await next();
  await endPress(ctx);
};
