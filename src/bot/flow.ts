import type { Composer } from 'telegraf';
import {
  endConversation,
  keepConversation,
  readConversation,
  type Conversation,
} from '../domain/conversations/keep-conversation.ts';
import { mayDo, type Action } from '../domain/people/rules.ts';
import { commonWord } from '../messages/people.ts';
import type { BotContext } from './context.ts';
import { toast } from './reply.ts';

/** A wizard: what to do with a text, and how to show the step again. */
export type Flow = {
  text: (ctx: BotContext, conversation: Conversation, text: string) => Promise<void>;
  resume: (ctx: BotContext, conversation: Conversation) => Promise<void>;
};

/** A noun's part of the bot: its handlers, and the wizards it owns by name. */
export type Feature = { composer: Composer<BotContext>; flows: Record<string, Flow> };

const chatOf = (ctx: BotContext): number => ctx.actor.telegramId;

/** Stores the step of a wizard; the update that led here is remembered, so that it counts once. */
export const keepStep = (
  ctx: BotContext,
  flow: string,
  step: string,
  data: Record<string, unknown>,
): Promise<void> =>
  keepConversation(
    ctx.services.db,
    chatOf(ctx),
    { flow, step, data, updateId: ctx.update.update_id },
    ctx.now,
  );

export const endFlow = (ctx: BotContext): Promise<void> => endConversation(ctx.services.db, chatOf(ctx));

/** The wizard in progress in this chat, expired or not. */
export const currentFlow = (ctx: BotContext): Promise<Conversation | undefined> =>
  readConversation(ctx.services.db, chatOf(ctx), ctx.now);

/** The named wizard if it is in progress; else says that the button is stale. */
export async function requireFlow(ctx: BotContext, flow: string): Promise<Conversation | undefined> {
  const conversation = await currentFlow(ctx);
  if (conversation && conversation.flow === flow && !conversation.expired) return conversation;
  await toast(ctx, commonWord(ctx.language, 'stale'), true);
  return undefined;
}

/** Whether the person may do this now; says so when not. Asked at every step, since posts end. */
export async function allow(ctx: BotContext, action: Action): Promise<boolean> {
  if (mayDo(ctx.actor, action)) return true;
  await toast(ctx, commonWord(ctx.language, 'notAllowed'), true);
  return false;
}

export const saysStale = (ctx: BotContext): Promise<void> =>
  toast(ctx, commonWord(ctx.language, 'stale'), true);
