import type { Answered } from '../../domain/quizzes/answer-slot.ts';
import { keepPlace } from '../../domain/quizzes/read-attempt.ts';
import { mannerOf } from '../../domain/quizzes/response-rules.ts';
import { questionView, quizWord } from '../../messages/quizzes.ts';
import type { BotContext } from '../context.ts';
import { saysStale } from '../flow.ts';
import { endPress, replace, toast } from '../reply.ts';
import { toView } from './show.ts';

/** Shows what an answer has made of its question, or says why nothing was stored. */
export async function afterAnswer(ctx: BotContext, attemptId: string, answered: Answered): Promise<void> {
  if (!answered.ok) {
    if (answered.problem === 'not-found' || answered.problem === 'too-many') return saysStale(ctx);
    const { slot, problem } = answered;
    if (problem === 'over') {
      // A daily paper ends with its day; elsewhere the result is one press away.
      const word = slot.attempt.preset === 'daily' && !slot.attempt.finished ? 'closed' : 'over';
      return toast(ctx, quizWord(ctx.language, word), true);
    }
    if (problem === 'nothing-chosen') {
      const word = mannerOf(slot.content) === 'several' ? 'choose' : 'fillFirst';
      return toast(ctx, quizWord(ctx.language, word), true);
    }
  }
  // What is stored is answered at once; it need not wait for the message to be edited.
  const answering = endPress(ctx);
  await keepPlace(ctx.services.db, attemptId, ctx.actor.personId, answered.slot);
  await Promise.all([
    answering,
    replace(ctx, questionView(ctx.language, toView(ctx, attemptId, answered.slot))),
  ]);
}
