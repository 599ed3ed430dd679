import type { MiddlewareFn } from 'telegraf';
import { noteReachability } from '../../domain/people/change-account.ts';
import { findActor } from '../../domain/people/find-actor.ts';
import { redeemInvitation } from '../../domain/people/redeem-invitation.ts';
import { bindingProblem, peopleWord } from '../../messages/people.ts';
import type { Language } from '../../messages/view.ts';
import type { BotContext } from '../context.ts';
import { welcome } from '../features/people.ts';
import { say, toast } from '../reply.ts';

const languageOf = (ctx: BotContext): Language => (ctx.from?.language_code?.startsWith('en') ? 'en' : 'zh');

/**
 * Lets through only bound people in a private chat. A group gets a polite word when it speaks to the bot; who is not
 * bound gets one sentence, after a single look-up; a code given with /start binds.
 */
export const doorman: MiddlewareFn<BotContext> = async (ctx, next) => {
  const { db } = ctx.services;
  ctx.language = languageOf(ctx);
  if (ctx.chat?.type !== 'private') {
    if (ctx.message && 'text' in ctx.message && ctx.message.text.startsWith('/'))
      await say(ctx, { text: peopleWord(ctx.language, 'group'), buttons: [] });
    return;
  }
  const from = ctx.from;
  if (!from || from.is_bot) return;
  if (ctx.myChatMember) {
    const blocked = ctx.myChatMember.new_chat_member.status === 'kicked';
    return noteReachability(db, from.id, blocked ? 'blocked' : null, ctx.now);
  }
  const actor = await findActor(db, from.id, ctx.now);
  if (actor) {
    ctx.actor = actor;
    ctx.language = actor.language;
    return next();
  }
  const code =
    ctx.message && 'text' in ctx.message ? /^\/start\s+(\S{1,64})$/.exec(ctx.message.text)?.[1] : undefined;
  if (code === undefined) return toast(ctx, peopleWord(ctx.language, 'notBound'), true);
  const redeemed = await redeemInvitation(db, { code, telegramId: from.id }, ctx.now);
  if (!redeemed.ok) return say(ctx, bindingProblem(ctx.language, redeemed.problem));
  const bound = await findActor(db, from.id, ctx.now);
  if (!bound) return;
  ctx.actor = bound;
  ctx.language = bound.language;
  await welcome(ctx);
};
