import { v7 } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { findMistakes, findPeopleWithMistakes, lockPeople } from '../../db/queries/mistakes.ts';
import {
  findReviewCards,
  insertReviewLog,
  putReviewCards,
  type NewReviewLog,
} from '../../db/queries/review-cards.ts';
import { reportMissed } from '../questions/report-question.ts';
import type { ReviewBookRules } from '../rules/review-book-rules.ts';
import { bookCard, isGivenUp, takeAnswer, type BookedCard } from './booked-card.ts';
import { ratingOf } from './review-rules.ts';

const keyOf = ({ personId, questionId }: { personId: string; questionId: string }): string =>
  `${personId} ${questionId}`;

/**
 * Takes note of every final wrong answer of these people whose key they may see, in the order they were given: a first
 * one makes a card, another one is a review that failed. Returns how many were new.
 *
 * This is a sweep and not a part of the answer, so that storing an answer stays one short statement, and so that the
 * mistakes of an exam come in when their key may be shown. None is lost: what counts is what the log has not, however
 * old it is, and the person's own look at the book or at a result sweeps all of theirs. The people are locked first, so
 * that two sweeps take turns and the second finds nothing.
 */
export async function bookMistakes(
  tx: Tx,
  personIds: readonly string[],
  { leechLapses }: Pick<ReviewBookRules, 'leechLapses'>,
  now: Date,
  newId: (at: Date) => string = () => v7(),
): Promise<number> {
  await lockPeople(tx, personIds);
  const mistakes = await findMistakes(tx, personIds, now);
  if (mistakes.length === 0) return 0;
  const cards = new Map<string, BookedCard>(
    (await findReviewCards(tx, personIds)).map(({ topic: _topic, asked: _asked, ...card }) => [
      keyOf(card),
      card,
    ]),
  );
  const moved = new Map<string, BookedCard>();
  const givenUp = new Set<string>();
  const log: NewReviewLog[] = [];
  for (const mistake of mistakes) {
    const { onceKey, source, personId, questionId, versionId, chosen, typed } = mistake;
    const [key, at] = [keyOf(mistake), new Date(mistake.at)];
    const before = cards.get(key);
    const confidence = mistake.confidence ?? undefined;
    const outcome = { right: false, confidence };
    const { after, counted } = before
      ? takeAnswer(before, outcome, at, leechLapses)
      : { after: bookCard({ id: newId(at), personId, questionId }, at, confidence), counted: true };
    cards.set(key, after);
    if (counted) moved.set(key, after);
    if (isGivenUp(before, after)) givenUp.add(after.id);
    const given = { onceKey, source, versionId, chosen, typed, correct: false, at: at.toISOString() };
    const row = { id: newId(at), cardId: after.id, number: after.logged, rating: ratingOf(outcome), counted };
    log.push({ ...row, ...given, confidence: mistake.confidence });
  }
  await putReviewCards(tx, [...moved.values()], now);
  await insertReviewLog(tx, log);
  // One after the other, so that the second about a question finds the first and is not announced.
  for (const cardId of givenUp) await reportMissed(tx, cardId, now);
  return log.length;
}

/** So far back the nightly sweep looks for people who may have made mistakes; the sweep of one person looks at everything. */
const RECENT_DAYS = 14;
const PEOPLE_AT_ONCE = 50;

/** The same for everybody who answered anything lately, so that what is due is known before it is said. */
export async function bookRecentMistakes(db: Db, rules: ReviewBookRules, now: Date): Promise<number> {
  const since = new Date(now.getTime() - RECENT_DAYS * 86_400_000);
  let booked = 0;
  let after: string | null = null;
  for (;;) {
    const people: string[] = await findPeopleWithMistakes(db, { since, after, limit: PEOPLE_AT_ONCE }, now);
    if (people.length === 0) return booked;
    booked += await db.transaction((tx) => bookMistakes(tx, people, rules, now));
    after = people.at(-1) ?? null;
  }
}
