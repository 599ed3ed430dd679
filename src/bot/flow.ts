import { createHash } from 'node:crypto';
import type { Composer } from 'telegraf';
import {
  keepConversation,
  readConversation,
  type Conversation,
} from '../domain/conversations/keep-conversation.ts';
import { mayDo, type Action } from '../domain/people/rules.ts';
import { commonWord, menuView, peopleWord } from '../messages/people.ts';
import { droppedText, expiredView } from '../messages/flow-ends.ts';
import type { BotContext } from './context.ts';
import { showMenu } from './menu-keyboard.ts';
import { say, toast } from './reply.ts';

/**
 * A wizard: what to do with a text, and with a photo, document or the like where a step takes one, how to show the step
 * again, and how to begin anew where that can be done.
 */
export type Flow = {
  text: (ctx: BotContext, conversation: Conversation, text: string) => Promise<void>;
  file?: (ctx: BotContext, conversation: Conversation) => Promise<void>;
  resume: (ctx: BotContext, conversation: Conversation) => Promise<void>;
  start?: (ctx: BotContext) => Promise<void>;
};

/** A noun's part of the bot: its handlers, and the wizards it owns by name. */
export type Feature = { composer: Composer<BotContext>; flows: Record<string, Flow> };

const chatOf = (ctx: BotContext): number => ctx.actor.telegramId;

/**
 * Stores the step of a wizard; the update that led here is remembered, so that it counts once. A wizard whose place it
 * takes is named in what is shown next.
 * @param begins whether the wizard starts anew, so that an unfinished one of the same name is given up
 */
export async function keepStep(
  ctx: BotContext,
  flow: string,
  step: string,
  data: Record<string, unknown>,
  begins = false,
): Promise<void> {
  const { db } = ctx.services;
  const kept = { flow, step, data, updateId: ctx.update.update_id };
  const before = await keepConversation(db, chatOf(ctx), kept, ctx.now);
  if (ctx.ending === flow) ctx.ending = undefined;
  ctx.asking = flow;
  ctx.asked ??= before;
  if (before && !before.repeated && (begins || before.flow !== flow))
    ctx.preface = droppedText(ctx.language, before.flow);
}

/**
 * The named wizard, if it is the one in progress, ends with this update: after all that is said about it, wherever in the
 * handler this stands. What its last step does must come to the same when it is done twice, since a crash before the
 * end makes the update come again.
 */
export function endFlow(ctx: BotContext, flow: string): void {
  ctx.ending = flow;
}

/** The wizard in progress in this chat, expired or not. */
export async function currentFlow(ctx: BotContext): Promise<Conversation | undefined> {
  const conversation = await readConversation(ctx.services.db, chatOf(ctx), ctx.now);
  ctx.asked = conversation;
  return conversation;
}

/** The named wizard if it is in progress; else says that it expired, or that the button is stale. */
export async function requireFlow(ctx: BotContext, flow: string): Promise<Conversation | undefined> {
  const conversation = await currentFlow(ctx);
  if (conversation?.flow !== flow) await saysStale(ctx);
  else if (conversation.expired) await saysExpired(ctx, flow);
  else return conversation;
  return undefined;
}

export async function saysExpired(ctx: BotContext, flow: string): Promise<void> {
  await say(ctx, expiredView(ctx.language, flow));
  endFlow(ctx, flow);
}

/** Shows the step again, with a word on why: what came belongs to another step. */
export function explainStep(
  ctx: BotContext,
  flow: Flow,
  conversation: Conversation,
  why: 'useButtons' | 'otherStep' | 'noFiles' | 'unknownCommand',
): Promise<void> {
  ctx.preface = peopleWord(ctx.language, why);
  return askAgain(ctx, flow, conversation);
}

/** Shows the step again, in a new message or in place of the pressed one. */
export function askAgain(ctx: BotContext, flow: Flow, conversation: Conversation): Promise<void> {
  ctx.asking = conversation.flow;
  return flow.resume(ctx, conversation);
}

/** A few letters that stand for exactly this draft: a button that confirms carries them, so that it confirms what was shown. */
export const stampOf = (draft: Record<string, unknown>): string =>
  createHash('sha256').update(JSON.stringify(draft)).digest('base64url').slice(0, 8);

/**
 * Whether the person may do this now; says so when not, and brings the menu up to date. Asked at every step, since
 * posts end.
 */
export async function allow(ctx: BotContext, action: Action): Promise<boolean> {
  if (mayDo(ctx.actor, action)) return true;
  const word = commonWord(ctx.language, 'notAllowed');
  if (ctx.callbackQuery) await toast(ctx, word, true);
  await showMenu(ctx, ctx.callbackQuery ? menuView(ctx.language, ctx.actor.name).text : word);
  return false;
}

export const saysStale = (ctx: BotContext): Promise<void> =>
  toast(ctx, commonWord(ctx.language, 'stale'), true);
