import type { MiddlewareFn } from 'telegraf';
import { listBots } from '../../domain/deliveries/know-bots.ts';
import { noteReachability } from '../../domain/people/change-account.ts';
import { findActor } from '../../domain/people/find-actor.ts';
import { redeemInvitation } from '../../domain/people/redeem-invitation.ts';
import type { Actor } from '../../domain/people/rules.ts';
import { bindingProblem, otherBotText, peopleWord } from '../../messages/people.ts';
import type { Language } from '../../messages/view.ts';
import type { BotContext } from '../context.ts';
import { welcome } from '../features/people.ts';
import { hearVoice } from '../features/voices.ts';
import { warmUp } from '../features/warm-up.ts';
import { say, toast } from '../reply.ts';

const languageOf = (ctx: BotContext): Language => (ctx.from?.language_code?.startsWith('en') ? 'en' : 'zh');

/** Each bot has its own people; one account speaks to one of them. */
const isElsewhere = (actor: Actor, botId: number): boolean => actor.botId !== 0 && actor.botId !== botId;

/** The command that a group gives this bot; none where it speaks to somebody else. */
function groupCommand({ message, botInfo }: BotContext): string | undefined {
  if (!message || !('text' in message) || !message.text.startsWith('/')) return undefined;
  const [, name = '', bot] = /^\/(\w{1,32})(?:@(\w+))?(?=\s|$)/.exec(message.text) ?? [];
  return bot === undefined || bot.toLowerCase() === botInfo.username.toLowerCase() ? name : undefined;
}

/**
 * Lets through only bound people in a private chat. A group gets a polite word when it speaks to the bot, and a question
 * to warm up with from a secretary; anybody else who asks for one gets the same word as for anything. Who is not
 * bound gets one sentence, after a single look-up; a code given with /start binds. What is said about a village over its
 * code is heard from anybody.
 */
export const doorman: MiddlewareFn<BotContext> = async (ctx, next) => {
  const { db } = ctx.services;
  ctx.language = languageOf(ctx);
  if (ctx.chat?.type !== 'private') {
    const command = groupCommand(ctx);
    if (command === undefined || (command === 'warmup' && (await warmUp(ctx)))) return;
    return say(ctx, { text: peopleWord(ctx.language, 'group'), buttons: [] });
  }
  const from = ctx.from;
  if (!from || from.is_bot) return;
  if (ctx.myChatMember) {
    const blocked = ctx.myChatMember.new_chat_member.status === 'kicked';
    const account = { telegramId: from.id, botId: ctx.botInfo.id };
    return noteReachability(db, account, blocked ? 'blocked' : null, ctx.now);
  }
  const { actor } = ctx.sender ?? { actor: await findActor(db, from.id, ctx.now) };
  const isHere = actor !== undefined && !isElsewhere(actor, ctx.botInfo.id);
  if (isHere) {
    ctx.actor = actor;
    ctx.language = actor.language;
  }
  if (await hearVoice(ctx)) return;
  if (isHere) return next();
  if (actor) {
    const own = (await listBots(db)).find((bot) => bot.id === actor.botId)?.username ?? '';
    return toast(ctx, otherBotText(actor.language, own), true);
  }
  const code =
    ctx.message && 'text' in ctx.message ? /^\/start\s+(\S{1,64})$/.exec(ctx.message.text)?.[1] : undefined;
  if (code === undefined) return toast(ctx, peopleWord(ctx.language, 'notBound'), true);
  const redeemed = await redeemInvitation(db, { code, telegramId: from.id, botId: ctx.botInfo.id }, ctx.now);
  if (!redeemed.ok) return say(ctx, bindingProblem(ctx.language, redeemed.problem));
  const bound = await findActor(db, from.id, ctx.now);
  if (!bound) return;
  ctx.actor = bound;
  ctx.language = bound.language;
  await welcome(ctx);
};
