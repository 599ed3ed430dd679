import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { lockPeople } from '../../db/queries/mistakes.ts';
import {
  findReviewCards,
  insertReviewLog,
  putOffReview,
  putReviewCards,
  setOwnChoice,
} from '../../db/queries/review-cards.ts';
import {
  endReviewShowing,
  lockReviewShowing,
  setReviewDraft,
  type ReviewShowingRow,
} from '../../db/queries/review-showings.ts';
import { readContent } from '../questions/read-content.ts';
import { reportMissed } from '../questions/report-question.ts';
import { gradeResponse, type Content } from '../questions/rules.ts';
import {
  applyMove,
  inVersion,
  isWhole,
  mannerOf,
  responseOf,
  type Given,
  type Move,
} from '../quizzes/response-rules.ts';
import type { ReviewBookRules } from '../rules/review-book-rules.ts';
import { addDays, dayOf } from '../schedule/calendar.ts';
import { isGivenUp, takeAnswer } from './booked-card.ts';
import { ratingOf } from './review-rules.ts';
import type { Reader } from './plan-reviews.ts';

export type ReviewAnswered =
  | { ok: true }
  /** `ended`: it was put off or is not asked any more. */
  | { ok: false; problem: 'not-found' | 'ended' | 'stale' | 'too-many' | 'nothing-chosen' };

/**
 * Does to an open question of the book what a press or a typed word says. Where one option is the answer it is final;
 * otherwise it is a draft until it is submitted. What was answered stays: pressing again changes nothing.
 */
export function answerReview(
  db: Db,
  reader: Reader,
  id: string,
  move: Move,
  rules: ReviewBookRules,
  now: Date,
): Promise<ReviewAnswered> {
  return onOpen(db, reader, id, async (tx, row, content) => {
    const moved = applyMove(content, row, inVersion(move, row.optionOrder));
    if ('problem' in moved) return { ok: false, problem: moved.problem };
    await setReviewDraft(tx, id, moved.given, now);
    if (mannerOf(content) === 'one' && moved.whole)
      await end(tx, reader, { row, content, given: moved.given }, rules, now);
    return { ok: true };
  });
}

/** Makes a draft the answer; nobody submits what is not whole. */
export function submitReview(
  db: Db,
  reader: Reader,
  id: string,
  rules: ReviewBookRules,
  now: Date,
): Promise<ReviewAnswered> {
  return onOpen(db, reader, id, async (tx, row, content) => {
    if (!isWhole(content, row)) return { ok: false, problem: 'nothing-chosen' };
    await end(tx, reader, { row, content, given: row }, rules, now);
    return { ok: true };
  });
}

/** Puts a question off until tomorrow, or stops asking it; what was answered is left alone. */
export function leaveReview(
  db: Db,
  reader: Reader,
  id: string,
  state: 'later' | 'stopped',
  now: Date,
): Promise<ReviewAnswered> {
  return onOpen(db, reader, id, async (tx, { cardId }) => {
    if (state === 'later') await putOffReview(tx, cardId, addDays(dayOf(now), 1));
    else await setOwnChoice(tx, cardId, reader.personId, true);
    await endReviewShowing(tx, id, { state, fraction: null }, now);
    return { ok: true };
  });
}

/** Asks a card again that was stopped by its person; false where that cannot be done. */
export const resumeReview = (db: Db, { personId }: Reader, cardId: string): Promise<boolean> =>
  setOwnChoice(db, cardId, personId, false);

function onOpen(
  db: Db,
  { personId }: Reader,
  id: string,
  act: (tx: Tx, row: ReviewShowingRow, content: Content) => Promise<ReviewAnswered>,
): Promise<ReviewAnswered> {
  return db.transaction(async (tx): Promise<ReviewAnswered> => {
    // As a sweep does, and in the same order: what both do to a card comes one after the other.
    await lockPeople(tx, [personId]);
    const row = await lockReviewShowing(tx, id, personId);
    if (!row) return { ok: false, problem: 'not-found' };
    if (row.state === 'answered') return { ok: true };
    if (row.state !== 'open') return { ok: false, problem: 'ended' };
    return act(tx, row, readContent(row));
  });
}

async function end(
  tx: Tx,
  { personId }: Reader,
  { row, content, given }: { row: ReviewShowingRow; content: Content; given: Given },
  { leechLapses }: ReviewBookRules,
  now: Date,
): Promise<void> {
  const before = (await findReviewCards(tx, [personId])).find((card) => card.id === row.cardId);
  if (!before) throw new Error('the card of a review is not there');
  const { topic: _topic, asked: _asked, ...card } = before;
  // A part of the points is shown, but only a wholly right answer is known.
  const fraction = gradeResponse(content, responseOf(content, given), 'partial');
  const outcome = { right: fraction === 1 };
  const { after, counted } = takeAnswer(card, outcome, now, leechLapses);
  if (counted) await putReviewCards(tx, [after], now);
  await insertReviewLog(tx, [
    {
      id: newId(),
      cardId: card.id,
      number: after.logged,
      onceKey: `review:${row.id}`,
      source: 'review',
      versionId: row.versionId,
      chosen: given.chosen,
      typed: given.typed,
      correct: outcome.right,
      confidence: null,
      rating: ratingOf(outcome),
      counted,
      at: now.toISOString(),
    },
  ]);
  if (isGivenUp(card, after)) await reportMissed(tx, card.id, now);
  await endReviewShowing(tx, row.id, { state: 'answered', fraction }, now);
}
