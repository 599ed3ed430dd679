import { mayDo } from '../../domain/people/rules.ts';
import { findCurrent } from '../../domain/quizzes/find-current.ts';
import { lengthOf, lettersOf, mannerOf } from '../../domain/quizzes/response-rules.ts';
import { tooManyText, typedOptionsText } from '../../messages/quizzes.ts';
import type { BotContext } from '../context.ts';
import { say } from '../reply.ts';
import { openReviewQuestion } from '../review/open-review-question.ts';
import { openSlot, type OpenQuestion } from './open-question.ts';
import { readLetters } from './read-letters.ts';

/** No answer in words is longer; what is, was meant for somebody else. */
const LONGEST = 200;

/**
 * What is typed outside any wizard ("A", "ab", "对", "18 个月") answers the open question of the quiz under way, or of the
 * review book. False when it is no such answer.
 */
export async function answerByText(ctx: BotContext, text: string): Promise<boolean> {
  if (!mayDo(ctx.actor, 'quiz.take')) return false;
  const current = await findCurrent(ctx.services.db, ctx.actor.personId, ctx.receivedAt);
  if (!current) return false;
  const question = await (current.kind === 'attempt' ? openSlot : openReviewQuestion)(ctx, current.id);
  if (!question) return false;
  return mannerOf(question.content) === 'words'
    ? takeWords(ctx, question, text)
    : takeLetters(ctx, question, text);
}

async function takeWords(ctx: BotContext, question: OpenQuestion, text: string): Promise<boolean> {
  if (text.startsWith('/') || text.length > LONGEST) return false;
  const gaps = lengthOf(question.content);
  const typed = (gaps === 1 ? [text] : text.split(/[;；\n]/u))
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (typed.length !== gaps) {
    await say(ctx, { text: tooManyText(ctx.language, gaps), buttons: [] });
    return true;
  }
  await (await question.take({ kind: 'words', typed })).show();
  return true;
}

async function takeLetters(ctx: BotContext, question: OpenQuestion, text: string): Promise<boolean> {
  const { content } = question;
  const typed = readLetters(text);
  if (!typed || (typed.isTruth && content.type !== 'truefalse')) return false;
  const letters = typed.places;
  const taken = await question.take({ kind: 'letters', options: letters });
  if (taken.state === 'wrong') {
    const isSequence = mannerOf(content) === 'sequence';
    const hint =
      isSequence && letters.every((at) => at < lettersOf(content))
        ? tooManyText(ctx.language, lengthOf(content))
        : typedOptionsText(ctx.language, lettersOf(content));
    await say(ctx, { text: hint, buttons: [] });
    return true;
  }
  // Whoever types all letters at once has answered.
  await (taken.state === 'draft' ? await question.submit() : taken).show();
  return true;
}
