import type { NewReviewState, ReviewCardRow } from '../../db/queries/review-cards.ts';
import type { Confidence } from '../quizzes/confidence-rules.ts';
import { firstReview, review, type Outcome, type ReviewCard } from './review-rules.ts';

/** A card as it is kept, and how many answers its log has. */
export type BookedCard = NewReviewState & { logged: number };

/** A row of the book as the rules take it. */
export const toReviewCard = (row: Omit<ReviewCardRow, 'topic' | 'asked'>): ReviewCard => ({
  id: row.id,
  dueOn: row.dueOn,
  reviewedOn: row.reviewedOn,
  stability: row.stability,
  difficulty: row.difficulty,
  scheduledDays: row.scheduledDays,
  reps: row.reps,
  lapses: row.lapses,
  state: row.state,
  sureMistake: row.sureMistake,
  suspended: row.suspended !== null,
});

/** The card of a first mistake. */
export function bookCard(
  owner: Pick<BookedCard, 'id' | 'personId' | 'questionId'>,
  at: Date,
  confidence: Confidence | undefined,
): BookedCard {
  return { ...firstReview(owner.id, at, confidence), ...owner, suspended: null, logged: 1 };
}

/** Whether an answer was one wrong too many: the card is given up until an editor has looked at the question. */
export const isGivenUp = (before: BookedCard | undefined, after: BookedCard): boolean =>
  after.suspended === 'leech' && before?.suspended !== 'leech';

/** What an answer makes of a card; a second one on the same day is noted and does not count. */
export function takeAnswer(
  before: BookedCard,
  outcome: Outcome,
  at: Date,
  leechLapses: number,
): { after: BookedCard; counted: boolean } {
  const card = toReviewCard(before);
  const logged = before.logged + 1;
  const next = review(card, outcome, at, leechLapses);
  if (next === card) return { after: { ...before, logged }, counted: false };
  const suspended = next.suspended ? (before.suspended ?? 'leech') : null;
  return { after: { ...before, ...next, suspended, logged }, counted: true };
}
