import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { questionVersions } from './questions.ts';
import { attempts } from './quizzes.ts';
import { reviewCards } from './review-cards.ts';
import { cardShowings } from './study-cards.ts';

/**
 * What somebody thinks is wrong with a question, in the version they saw: in a slot of an attempt, or on a study card. Or
 * that they missed it again and again (`missed`): their review book has given up its card, and nobody wrote anything.
 *
 *   open → answered (it is right | it was corrected | the question is retired)
 */
export const questionReports = pgTable(
  'question_reports',
  {
    id: id(),
    questionVersionId: uuid('question_version_id')
      .notNull()
      .references(() => questionVersions.id),
    reporterId: uuid('reporter_id')
      .notNull()
      .references(() => people.id),
    attemptId: uuid('attempt_id').references(() => attempts.id),
    position: integer('position'),
    showingId: uuid('showing_id').references(() => cardShowings.id),
    cardId: uuid('card_id').references(() => reviewCards.id),
    kind: text('kind', { enum: ['key', 'text', 'source', 'other', 'missed'] }).notNull(),
    words: text('words'),
    state: text('state', { enum: ['open', 'answered'] })
      .notNull()
      .default('open'),
    answer: text('answer', { enum: ['right', 'corrected', 'retired'] }),
    /** What the editor says to it; of a correction or a retirement what is said follows from that. */
    answerWords: text('answer_words'),
    answeredBy: uuid('answered_by').references(() => people.id),
    createdAt: instant('created_at').notNull(),
    answeredAt: instant('answered_at'),
  },
  (t) => [
    uniqueIndex('question_reports_open')
      .on(t.questionVersionId, t.reporterId)
      .where(sql`${t.state} = 'open'`),
    index('question_reports_waiting')
      .on(t.createdAt)
      .where(sql`${t.state} = 'open'`),
    check('question_reports_kind', sql`${t.kind} in ('key', 'text', 'source', 'other', 'missed')`),
    check('question_reports_state', sql`${t.state} in ('open', 'answered')`),
    check('question_reports_answer', sql`${t.answer} in ('right', 'corrected', 'retired')`),
    check(
      'question_reports_seen',
      sql`(${t.attemptId} is null) = (${t.position} is null) and num_nonnulls(${t.attemptId}, ${t.showingId}, ${t.cardId}) = 1
        and (${t.kind} = 'missed') = (${t.cardId} is not null)`,
    ),
    check(
      'question_reports_answered',
      sql`(${t.state} = 'answered') = (${t.answer} is not null) and (${t.answer} is null) = (${t.answeredBy} is null)
        and (${t.answer} is null) = (${t.answeredAt} is null)`,
    ),
    check(
      'question_reports_because',
      sql`(${t.answer} is not distinct from 'right') = (${t.answerWords} is not null)`,
    ),
    check('question_reports_other', sql`${t.answeredBy} <> ${t.reporterId}`),
  ],
);
