import { mayDo } from '../../domain/people/rules.ts';
import { findTypedCard, typeCard } from '../../domain/study/type-card.ts';
import { typedOptionsText } from '../../messages/quizzes.ts';
import { cardView } from '../../messages/study.ts';
import type { BotContext } from '../context.ts';
import { readLetters } from '../quizzes/read-letters.ts';
import { say } from '../reply.ts';

/** Letters typed outside any wizard answer the study card on the screen. False when there is none, or these are none. */
export async function answerCardByText(ctx: BotContext, text: string): Promise<boolean> {
  const letters = readLetters(text);
  if (!letters || !mayDo(ctx.actor, 'study.cards')) return false;
  const { db, plans } = ctx.services;
  const updateId = ctx.update.update_id;
  const card = await findTypedCard(db, ctx.actor, updateId, plans);
  if (!card || (letters.isTruth && card.type !== 'truefalse')) return false;
  const typed = await typeCard(db, ctx.actor, card, { options: letters.places, updateId }, plans, ctx.now);
  await say(
    ctx,
    typed.ok
      ? cardView(ctx.language, typed.card)
      : { text: typedOptionsText(ctx.language, card.options.length), buttons: [] },
  );
  return true;
}
