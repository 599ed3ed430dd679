import type { MiddlewareFn } from 'telegraf';
import { endConversation, keepPrompts } from '../../domain/conversations/keep-conversation.ts';
import type { BotContext } from '../context.ts';

/** More wrong answers to one step than this, and the oldest prompts keep their buttons, which say that they are stale. */
const MOST_PROMPTS = 5;

/** Comes before every handler: takes the buttons of an answered step away, and ends the wizard that they have ended. */
export const settleFlow: MiddlewareFn<BotContext> = async (ctx, next) => {
  await next();
  await settlePrompts(ctx);
  if (ctx.ending === undefined) return;
  const update = { botId: ctx.botInfo.id, updateId: ctx.update.update_id };
  await endConversation(ctx.services.db, ctx.actor.telegramId, ctx.ending, update, ctx.now);
};

/**
 * A step that is asked for anew, or a wizard that ends, leaves no buttons on the messages that asked before: whoever
 * answers by typing sees which buttons still count. What is said to a wrong answer asks beside them.
 */
async function settlePrompts(ctx: BotContext): Promise<void> {
  const { asking, asked, shown, ending } = ctx;
  const earlier = (asked?.promptIds ?? []).filter((id) => id !== shown?.id);
  const asksAnew = asking !== undefined && shown !== undefined;
  if (asksAnew || (ending !== undefined && ending === asked?.flow))
    for (const id of earlier) await takeButtons(ctx, id);
  const flow = asking ?? asked?.flow;
  if (ending !== undefined || flow === undefined || !shown) return;
  if (!asksAnew && (!shown.live || asked?.promptIds.includes(shown.id))) return;
  const prompts = [...(asksAnew ? [] : earlier), ...(shown.live ? [shown.id] : [])].slice(-MOST_PROMPTS);
  await keepPrompts(ctx.services.db, ctx.actor.telegramId, flow, prompts);
}

/** The step has been taken: whatever keeps the buttons there, e.g. that the message is gone, is no reason to take it again. */
async function takeButtons(ctx: BotContext, messageId: number): Promise<void> {
  await ctx.telegram
    .editMessageReplyMarkup(ctx.chat?.id, messageId, undefined, undefined)
    .catch((error: unknown) => ctx.services.log.debug({ error }, 'buttons not taken away'));
}
