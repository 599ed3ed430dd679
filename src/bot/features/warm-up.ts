import { TelegramError } from 'telegraf';
import { findActor } from '../../domain/people/find-actor.ts';
import { drawWarmUp } from '../../domain/quizzes/warm-up.ts';
import { warmUpPoll, warmUpText, type QuizPoll } from '../../messages/warm-up.ts';
import type { BotContext } from '../context.ts';

/**
 * A question for everybody in a group, as a quiz poll of Telegram's own: anonymous, counted by Telegram, kept nowhere
 * here. False for whoever may not ask for one, which is not told apart from anything else said in a group.
 */
export async function warmUp(ctx: BotContext): Promise<boolean> {
  const { db } = ctx.services;
  const [chatId, from] = [ctx.chat?.id, ctx.from];
  if (chatId === undefined || !from || from.is_bot) return false;
  const actor = await findActor(db, from.id, ctx.now);
  const isOurs = actor && (actor.botId === 0 || actor.botId === ctx.botInfo.id);
  const group = { botId: ctx.botInfo.id, chatId, updateId: ctx.update.update_id };
  const drawn = await drawWarmUp(db, isOurs ? actor : undefined, group, ctx.now);
  if (!drawn.ok && drawn.problem === 'not-allowed') return false;
  const language = actor?.language ?? ctx.language;
  if (drawn.ok) await sendPoll(ctx, chatId, warmUpPoll(language, drawn.question));
  else if (drawn.problem === 'too-soon') {
    const minutes = Math.max(1, Math.ceil((drawn.until.getTime() - ctx.now.getTime()) / 60_000));
    await ctx.reply(warmUpText(language, { minutes }));
  } else await ctx.reply(warmUpText(language, 'noQuestion'));
  return true;
}

/**
 * Where the group lets the bot send no polls, nothing more is said: the group knows its own settings.
 * telegraf's types stop at Bot API 7.1, where a quiz named its right option in another field.
 */
async function sendPoll(ctx: BotContext, chatId: number, poll: QuizPoll): Promise<void> {
  const callApi = ctx.telegram.callApi.bind(ctx.telegram) as unknown as (
    method: string,
    payload: Record<string, unknown>,
  ) => Promise<unknown>;
  try {
    await callApi('sendPoll', {
      chat_id: chatId,
      question: poll.question,
      options: poll.options.map((text) => ({ text })),
      type: 'quiz',
      correct_option_ids: poll.correct,
      is_anonymous: true,
      explanation: poll.explanation,
    });
  } catch (error) {
    if (!(error instanceof TelegramError) || error.code !== 400) throw error;
    ctx.services.log.warn({ error }, 'the group takes no poll');
  }
}
