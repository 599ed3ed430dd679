import { dayOf, daysBetween } from '../../domain/schedule/calendar.ts';
import type { ShownReview } from '../../domain/study/review-question.ts';
import { reviewLeftView, reviewName, reviewView, type ReviewView } from '../../messages/review.ts';
import type { View } from '../../messages/view.ts';
import type { BotContext } from '../context.ts';
import { askedView, keyView, whyView } from '../quizzes/asked-view.ts';

/** A question of the book as it is shown; what is right only once it was answered. */
export function toReviewView(ctx: BotContext, question: ShownReview): ReviewView {
  const { id, cardId, state, fraction, done, left, suspended, dueOn } = question;
  const isAnswered = state === 'answered';
  const days = daysBetween(dayOf(ctx.now), dueOn);
  return {
    ...askedView(question),
    door: 'review',
    protect: false,
    attemptId: id,
    cardId,
    position: isAnswered ? Math.max(0, done - 1) : done,
    total: Math.max(done + left, 1),
    name: reviewName(ctx.language),
    submitted: isAnswered,
    finished: isAnswered,
    isFinal: true,
    asksConfidence: false,
    confidence: null,
    until: null,
    worth: fraction,
    key: isAnswered ? keyView(question) : null,
    why: isAnswered ? whyView(question) : null,
    againIn: suspended === null && days > 0 ? days : null,
    isLeech: suspended === 'leech',
    more: left,
  };
}

/** A question of the book as it stands: open, answered, or put aside. */
export function reviewStanding(ctx: BotContext, question: ShownReview): View {
  const { state, cardId, left } = question;
  return state === 'later' || state === 'stopped'
    ? reviewLeftView(ctx.language, { state, cardId, more: left })
    : reviewView(ctx.language, toReviewView(ctx, question));
}
