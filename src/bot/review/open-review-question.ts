import { answerReview, submitReview, type ReviewAnswered } from '../../domain/study/answer-review.ts';
import { mannerOf } from '../../domain/quizzes/response-rules.ts';
import { readReview } from '../../domain/study/review-question.ts';
import type { BotContext } from '../context.ts';
import { readerOf } from './reader-of.ts';
import type { OpenQuestion, Taken } from '../quizzes/open-question.ts';
import { afterReview } from './after-review.ts';

/** The open question of the review book. */
export async function openReviewQuestion(ctx: BotContext, id: string): Promise<OpenQuestion | undefined> {
  const { db, pack } = ctx.services;
  const question = await readReview(db, readerOf(ctx), id, pack.reviewBook, ctx.now);
  if (!question) return undefined;
  const { content } = question;
  // One letter is final by itself; anything else that was typed whole waits to be submitted.
  const isFinal = mannerOf(content) === 'one';
  const taken = (answered: ReviewAnswered, isDraft: boolean): Taken => ({
    state: isWrong(answered) ? 'wrong' : isDraft && answered.ok ? 'draft' : 'done',
    show: () => afterReview(ctx, id, answered),
  });
  return {
    content,
    take: async (move) =>
      taken(await answerReview(db, ctx.actor, id, move, pack.reviewBook, ctx.receivedAt), !isFinal),
    submit: async () => taken(await submitReview(db, ctx.actor, id, pack.reviewBook, ctx.receivedAt), false),
  };
}

const isWrong = (answered: ReviewAnswered): boolean =>
  !answered.ok && (answered.problem === 'not-found' || answered.problem === 'too-many');
