import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import type { ReviewCardRow } from '../../db/queries/review-cards.ts';
import {
  endReviewShowing,
  findOpenReview,
  findReviewShowing,
  insertReviewShowing,
  markReviewUsed,
  type ReviewShowingRow,
} from '../../db/queries/review-showings.ts';
import { readContent } from '../questions/read-content.ts';
import type { Content } from '../questions/rules.ts';
import { seededNumbers, shownOrder } from '../quizzes/rules.ts';
import type { ReviewBookRules } from '../rules/review-book-rules.ts';
import { bookMistakes } from './book-mistakes.ts';
import { planReviews, type Reader } from './plan-reviews.ts';

/** A question of the book before its person, and how the day stands; `dueOn` is when it is due again, once answered. */
export type ShownReview = {
  id: string;
  cardId: string;
  state: ReviewShowingRow['state'];
  content: Content;
  order: readonly number[];
  chosen: readonly number[];
  typed: readonly string[];
  stem: string;
  explanation: string;
  document: { title: string; status: string };
  place: string;
  quote: string;
  fraction: number | null;
  dueOn: string;
  suspended: ReviewShowingRow['suspended'];
  /** Reviews of today that were answered, and those still to come. */
  done: number;
  left: number;
};

export type NextReview =
  | { kind: 'question'; question: ShownReview }
  /** Nothing today: when the next one is due, if any is, and how many questions the book has. */
  | { kind: 'nothing'; dueOn: string | null; done: number; cards: number };

/** The question that is open, or the next one that is due today, which is opened by this. */
export function openReview(db: Db, reader: Reader, rules: ReviewBookRules, now: Date): Promise<NextReview> {
  const { personId } = reader;
  return db.transaction(async (tx): Promise<NextReview> => {
    await bookMistakes(tx, [personId], rules, now);
    const day = await planReviews(tx, reader, rules, now);
    const open = await findOpenReview(tx, personId);
    if (open && day.cards.some((card) => isAskedIn(card, open))) {
      await markReviewUsed(tx, open.id, now);
      return { kind: 'question', question: toShown(open, day) };
    }
    // It was changed or taken out of use meanwhile.
    if (open) await endReviewShowing(tx, open.id, { state: 'later', fraction: null }, now);
    const [next] = day.left;
    if (!next?.asked)
      return { kind: 'nothing', dueOn: nextDay(day.cards), done: day.done, cards: day.cards.length };
    const id = newId();
    const optionOrder = shownOrder(next.asked, seededNumbers(id));
    const row = { id, personId, cardId: next.id, versionId: next.asked.versionId, optionOrder };
    await insertReviewShowing(tx, row, now);
    const question = await readReview(tx, reader, id, rules, now);
    if (!question) throw new Error('the review was not stored');
    return { kind: 'question', question };
  });
}

const isAskedIn = ({ id, asked, suspended }: ReviewCardRow, open: ReviewShowingRow): boolean =>
  id === open.cardId && suspended === null && asked?.versionId === open.versionId;

/** The first day on which something will be due again. */
const nextDay = (cards: readonly ReviewCardRow[]): string | null =>
  cards
    .filter(({ asked, suspended }) => asked !== null && suspended === null)
    .map(({ dueOn }) => dueOn)
    .toSorted()[0] ?? null;

/** One's own showing with how the day stands; undefined for anybody else's. */
export async function readReview(
  db: Db | Tx,
  reader: Reader,
  id: string,
  rules: ReviewBookRules,
  now: Date,
): Promise<ShownReview | undefined> {
  const row = await findReviewShowing(db, id, reader.personId);
  return row && toShown(row, await planReviews(db, reader, rules, now));
}

const toShown = (
  row: ReviewShowingRow,
  { done, left }: { done: number; left: readonly unknown[] },
): ShownReview => ({
  id: row.id,
  cardId: row.cardId,
  state: row.state,
  content: readContent(row),
  order: row.optionOrder,
  chosen: row.chosen,
  typed: row.typed,
  stem: row.stem,
  explanation: row.explanation,
  document: { title: row.documentTitle, status: row.documentStatus },
  place: row.place,
  quote: row.quote,
  fraction: row.fraction,
  dueOn: row.dueOn,
  suspended: row.suspended,
  done,
  left: left.length,
});
