import type { Db, Tx } from '../../db/client.ts';
import { findReviewCards, type ReviewCardRow } from '../../db/queries/review-cards.ts';
import type { ReviewBookRules } from '../rules/review-book-rules.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';
import { bookMistakes } from './book-mistakes.ts';
import { toReviewCard } from './booked-card.ts';
import { countReviewed, pickDue } from './due-rules.ts';

/** Whose book it is, and the topics of their duties, which come first. */
export type Reader = { personId: string; dutyTopics?: readonly string[] };

/**
 * A day's reviews of a person: what is left of today, what was done, and all their cards. What does not fit is picked
 * anew each day and stored nowhere: a card's day stays what FSRS made it, so that the log explains it.
 */
export type ReviewDay = { left: ReviewCardRow[]; done: number; cards: ReviewCardRow[] };

export async function planReviews(
  db: Db | Tx,
  { personId, dutyTopics = [] }: Reader,
  { dailyCap, dutyShare }: ReviewBookRules,
  now: Date,
): Promise<ReviewDay> {
  const cards = await findReviewCards(db, [personId]);
  const byId = new Map(cards.map((card) => [card.id, card]));
  const askable = cards.filter(({ asked }) => asked !== null).map(toReviewCard);
  const ofDuty = cards.filter(({ topic }) => dutyTopics.includes(topic)).map(({ id }) => id);
  const duty = { ids: new Set(ofDuty), share: dutyShare };
  const { today } = pickDue(askable, { now, cap: dailyCap, duty });
  return {
    left: today.flatMap(({ id }) => byId.get(id) ?? []),
    done: countReviewed(cards, dayOf(now)),
    cards,
  };
}

/** Takes note of what was missed, and says how many questions come back tomorrow. */
export function countTomorrow(db: Db, reader: Reader, rules: ReviewBookRules, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    await bookMistakes(tx, [reader.personId], rules, now);
    const { left } = await planReviews(tx, reader, rules, startOfDay(addDays(dayOf(now), 1)));
    return left.length;
  });
}
