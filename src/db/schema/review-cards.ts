import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { questions, questionVersions } from './questions.ts';

/**
 * A question that somebody missed, with what FSRS knows of their memory of it (see `ReviewCard`). It is what a replay of
 * its log gives; only `not_before` and `suspended` are set by people.
 */
export const reviewCards = pgTable(
  'review_cards',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    questionId: uuid('question_id')
      .notNull()
      .references(() => questions.id),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    reviewedOn: date('reviewed_on', { mode: 'string' }).notNull(),
    stability: doublePrecision('stability').notNull(),
    difficulty: doublePrecision('difficulty').notNull(),
    scheduledDays: integer('scheduled_days').notNull(),
    reps: integer('reps').notNull(),
    lapses: integer('lapses').notNull(),
    state: text('state', { enum: ['New', 'Learning', 'Review', 'Relearning'] }).notNull(),
    /** Its last answer that counted was wrong and said to be sure: it comes first. */
    sureMistake: boolean('sure_mistake').notNull().default(false),
    /** Put off by the person until this day; the schedule stays what FSRS made it. */
    notBefore: date('not_before', { mode: 'string' }),
    /** Not asked: missed too often, until an editor has looked whether the question is bad; or the person wants it no longer. */
    suspended: text('suspended', { enum: ['leech', 'own-choice'] }),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('review_cards_once').on(t.personId, t.questionId),
    index('review_cards_due')
      .on(t.dueOn)
      .where(sql`${t.suspended} is null`),
    index('review_cards_leeches')
      .on(t.questionId)
      .where(sql`${t.suspended} = 'leech'`),
    check('review_cards_state', sql`${t.state} in ('New', 'Learning', 'Review', 'Relearning')`),
    check('review_cards_suspended', sql`${t.suspended} in ('leech', 'own-choice')`),
    check(
      'review_cards_counts',
      sql`${t.lapses} >= 0 and ${t.reps} > ${t.lapses} and ${t.dueOn} > ${t.reviewedOn}`,
    ),
  ],
);

/**
 * Every answer that the book took note of, in the order it was taken: mistakes in quizzes and on study cards, and the
 * answers in reviews. `counted` moved the card; another answer on the same day does not. Never changed. `once_key` names
 * the answer, so that a sweep takes each once.
 */
export const reviewLog = pgTable(
  'review_log',
  {
    id: id(),
    cardId: uuid('card_id')
      .notNull()
      .references(() => reviewCards.id),
    number: integer('number').notNull(),
    onceKey: text('once_key').notNull().unique(),
    source: text('source', { enum: ['answer', 'card', 'review'] }).notNull(),
    questionVersionId: uuid('question_version_id')
      .notNull()
      .references(() => questionVersions.id),
    chosen: integer('chosen').array().notNull(),
    typed: text('typed').array().notNull(),
    correct: boolean('correct').notNull(),
    confidence: text('confidence', { enum: ['sure', 'unsure'] }),
    /** FSRS's grade: 1 again, 2 hard, 3 good. */
    rating: integer('rating').notNull(),
    counted: boolean('counted').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    unique('review_log_number').on(t.cardId, t.number),
    check('review_log_source', sql`${t.source} in ('answer', 'card', 'review')`),
    check('review_log_confidence', sql`${t.confidence} in ('sure', 'unsure')`),
    check('review_log_rating', sql`${t.rating} between 1 and 3 and ${t.correct} = (${t.rating} > 1)`),
  ],
);

/**
 * A question of the book as it was put before its person: one open at a time.
 *
 *   open → answered | later | stopped
 */
export const reviewShowings = pgTable(
  'review_showings',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    cardId: uuid('card_id')
      .notNull()
      .references(() => reviewCards.id),
    questionVersionId: uuid('question_version_id')
      .notNull()
      .references(() => questionVersions.id),
    /** Shown order: the i-th shown option is option `optionOrder[i]` of the version. */
    optionOrder: integer('option_order').array().notNull(),
    chosen: integer('chosen')
      .array()
      .notNull()
      .default(sql`'{}'`),
    typed: text('typed')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** What the answer was worth, 0–1. */
    fraction: doublePrecision('fraction'),
    state: text('state', { enum: ['open', 'answered', 'later', 'stopped'] }).notNull(),
    shownAt: instant('shown_at').notNull(),
    /** When it was last shown or pressed, unless a quiz was shown since: what is typed is meant for what was used last. */
    usedAt: instant('used_at'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    index('review_showings_card').on(t.cardId),
    uniqueIndex('review_showings_open')
      .on(t.personId)
      .where(sql`${t.state} = 'open'`),
    check('review_showings_state', sql`${t.state} in ('open', 'answered', 'later', 'stopped')`),
    check('review_showings_ended', sql`(${t.state} = 'open') = (${t.endedAt} is null)`),
    check('review_showings_worth', sql`(${t.state} = 'answered') = (${t.fraction} is not null)`),
  ],
);
