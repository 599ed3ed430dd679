import { digestView } from '../../src/messages/digest.ts';
import { missedListView, type MissedView } from '../../src/messages/review-list.ts';
import * as review from '../../src/messages/review.ts';
import type { Language, View } from '../../src/messages/view.ts';
import { all, answered } from './every-quiz-view.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const book = { door: 'review' as const, cardId: ID, againIn: 365, isLeech: false, more: 4 };
const missed: MissedView[] = answered.slice(0, 5).map((question, i) => ({
  ...question,
  cardId: ID,
  key: question.key,
  document: question.why.document,
  place: question.why.place,
  suspended: i === 4 ? 'leech' : 'own-choice',
}));
const where = { total: 9_999, page: 88, size: 5 };

/** What the review book shows, in its longest form. */
export const everyReviewView = (l: Language): View[] => [
  ...all.map((question) => review.reviewView(l, { ...question, ...book })),
  ...answered.flatMap((question) => [
    review.reviewView(l, { ...question, ...book }),
    review.reviewView(l, { ...question, ...book, againIn: 1, more: 0 }),
    review.reviewView(l, { ...question, ...book, isLeech: true }),
    review.reviewSourceView(l, { ...question, ...book }),
  ]),
  review.reviewLeftView(l, { state: 'later', cardId: ID, more: 3 }),
  review.reviewLeftView(l, { state: 'stopped', cardId: ID, more: 0 }),
  review.reviewNothingView(l, { done: 5, cards: 99, nextIn: 12 }),
  review.reviewNothingView(l, { done: 0, cards: 99, nextIn: null }),
  review.reviewNothingView(l, { done: 0, cards: 0, nextIn: null }),
  review.reviewOfferView(l, 5),
  missedListView(l, missed, where),
  missedListView(l, [], { ...where, total: 0 }),
  digestView(l, [{ kind: 'review-offer', reviews: 5 }, { kind: 'card-offer' }], 5),
];
