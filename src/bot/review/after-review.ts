import { mannerOf } from '../../domain/quizzes/response-rules.ts';
import type { ReviewAnswered } from '../../domain/study/answer-review.ts';
import { readReview } from '../../domain/study/review-question.ts';
import { quizWord } from '../../messages/quizzes.ts';
import { reviewWord } from '../../messages/review.ts';
import type { BotContext } from '../context.ts';
import { readerOf } from './reader-of.ts';
import { saysStale } from '../flow.ts';
import { replace, toast } from '../reply.ts';
import { reviewStanding } from './show-review.ts';

/** Shows what an answer has made of a question of the book, or says why nothing was stored. */
export async function afterReview(ctx: BotContext, id: string, answered: ReviewAnswered): Promise<void> {
  const { db, pack } = ctx.services;
  if (!answered.ok && answered.problem === 'ended')
    return toast(ctx, reviewWord(ctx.language, 'ended'), true);
  if (!answered.ok && answered.problem !== 'nothing-chosen' && answered.problem !== 'stale')
    return saysStale(ctx);
  const question = await readReview(db, readerOf(ctx), id, pack.reviewBook, ctx.now);
  if (!question) return saysStale(ctx);
  if (!answered.ok && answered.problem === 'nothing-chosen') {
    const word = mannerOf(question.content) === 'several' ? 'choose' : 'fillFirst';
    return toast(ctx, quizWord(ctx.language, word), true);
  }
  await replace(ctx, reviewStanding(ctx, question));
}
