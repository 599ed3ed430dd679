import { mayDo } from '../../domain/people/rules.ts';
import { answerSlot, submitSlot } from '../../domain/quizzes/answer-slot.ts';
import { findCurrent } from '../../domain/quizzes/open-quiz.ts';
import { lengthOf, lettersOf, mannerOf } from '../../domain/quizzes/response-rules.ts';
import { currentSlot, type Slot } from '../../domain/quizzes/read-attempt.ts';
import { tooManyText, typedOptionsText } from '../../messages/quizzes.ts';
import type { BotContext } from '../context.ts';
import { say } from '../reply.ts';
import { afterAnswer } from './after-answer.ts';
import { readLetters } from './read-letters.ts';
import { readSlots } from './show.ts';

/** No answer in words is longer; what is, was meant for somebody else. */
const LONGEST = 200;

/**
 * What is typed outside any wizard ("A", "ab", "对", "18 个月") answers the open question of the quiz under way. False when
 * it is no such answer.
 */
export async function answerByText(ctx: BotContext, text: string): Promise<boolean> {
  if (!mayDo(ctx.actor, 'quiz.take')) return false;
  const attemptId = await findCurrent(ctx.services.db, ctx.actor.personId, ctx.receivedAt);
  if (attemptId === undefined) return false;
  const slots = await readSlots(ctx, attemptId);
  const slot = currentSlot(slots);
  if (!slot) return false;
  return mannerOf(slot.content) === 'words'
    ? takeWords(ctx, attemptId, slot, text)
    : takeLetters(ctx, attemptId, slot, text);
}

async function takeWords(ctx: BotContext, attemptId: string, slot: Slot, text: string): Promise<boolean> {
  if (text.startsWith('/') || text.length > LONGEST) return false;
  const gaps = lengthOf(slot.content);
  const typed = (gaps === 1 ? [text] : text.split(/[;；\n]/u))
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (typed.length !== gaps) {
    await say(ctx, { text: tooManyText(ctx.language, gaps), buttons: [] });
    return true;
  }
  const place = { attemptId, position: slot.position, personId: ctx.actor.personId };
  await afterAnswer(
    ctx,
    attemptId,
    await answerSlot(ctx.services.db, place, { kind: 'words', typed }, ctx.receivedAt),
  );
  return true;
}

async function takeLetters(ctx: BotContext, attemptId: string, slot: Slot, text: string): Promise<boolean> {
  const typed = readLetters(text);
  if (!typed || (typed.isTruth && slot.content.type !== 'truefalse')) return false;
  const letters = typed.places;
  const { db } = ctx.services;
  const place = { attemptId, position: slot.position, personId: ctx.actor.personId };
  const answered = await answerSlot(db, place, { kind: 'letters', options: letters }, ctx.receivedAt);
  if (!answered.ok && (answered.problem === 'not-found' || answered.problem === 'too-many')) {
    const isSequence = mannerOf(slot.content) === 'sequence';
    const hint =
      isSequence && letters.every((at) => at < lettersOf(slot.content))
        ? tooManyText(ctx.language, lengthOf(slot.content))
        : typedOptionsText(ctx.language, lettersOf(slot.content));
    await say(ctx, { text: hint, buttons: [] });
    return true;
  }
  // Whoever types all letters at once has answered.
  const isDraft = answered.ok && !answered.slot.submitted && slot.settings.answers === 'final';
  await afterAnswer(ctx, attemptId, isDraft ? await submitSlot(db, place, ctx.receivedAt) : answered);
  return true;
}
