import type { Db } from '../../db/client.ts';
import { findAttemptInUse } from '../../db/queries/quizzes.ts';
import { findReviewInUse, forgetReviewUse } from '../../db/queries/review-showings.ts';

/** A word typed longer after the last answer than this is not one. */
const IN_USE_MS = 12 * 3_600_000;

/** What a typed answer is meant for: the attempt or review under way that was used last, if that was today. */
export async function findCurrent(
  db: Db,
  personId: string,
  now: Date,
): Promise<{ kind: 'attempt' | 'review'; id: string } | undefined> {
  const since = new Date(now.getTime() - IN_USE_MS);
  const attempt = await findAttemptInUse(db, personId, since, now);
  const review = await findReviewInUse(db, personId, since);
  // At the same instant it is the review: a question of a quiz that was shown after it would have turned it away.
  const isReview = review && (!attempt || new Date(review.usedAt) >= new Date(attempt.usedAt));
  if (isReview) return { kind: 'review', id: review.id };
  return attempt && { kind: 'attempt', id: attempt.id };
}

/** A question of a quiz was shown: what is typed from now on is no answer to the open review. */
export const turnToQuiz = (db: Db, personId: string): Promise<void> => forgetReviewUse(db, personId);
