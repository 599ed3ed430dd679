import { date, doublePrecision, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { questionVersions } from './questions.ts';
import { quizzes } from './quizzes.ts';

export type StoredOption = { option: number; right: boolean; people: number };

/**
 * How a version of a question did by the night of a day, on each person's first meeting with it. A day on which nothing
 * changed has no row of its own. Of fewer than five people there is none at all.
 */
export const itemStatistics = pgTable(
  'item_statistics',
  {
    questionVersionId: uuid('question_version_id')
      .notNull()
      .references(() => questionVersions.id),
    day: date('day', { mode: 'string' }).notNull(),
    people: integer('people').notNull(),
    facility: doublePrecision('facility').notNull(),
    deviation: doublePrecision('deviation').notNull(),
    /** Null where it has no value, as where everybody was right. */
    discrimination: doublePrecision('discrimination'),
    efficiency: doublePrecision('efficiency'),
    guess: doublePrecision('guess'),
    options: jsonb('options').$type<StoredOption[]>().notNull(),
    unanswered: integer('unanswered').notNull(),
  },
  (t) => [primaryKey({ columns: [t.questionVersionId, t.day] })],
);

/** The same for a quiz, on each person's first sitting. Grades are shares, 0–1. */
export const quizStatistics = pgTable(
  'quiz_statistics',
  {
    quizId: uuid('quiz_id')
      .notNull()
      .references(() => quizzes.id),
    day: date('day', { mode: 'string' }).notNull(),
    people: integer('people').notNull(),
    mean: doublePrecision('mean').notNull(),
    median: doublePrecision('median').notNull(),
    deviation: doublePrecision('deviation').notNull(),
    skewness: doublePrecision('skewness'),
    kurtosis: doublePrecision('kurtosis'),
    /** Cronbach's alpha. */
    consistency: doublePrecision('consistency'),
    standardError: doublePrecision('standard_error'),
    /** "daily", for the reader of the table. */
    preset: text('preset').notNull(),
  },
  (t) => [primaryKey({ columns: [t.quizId, t.day] })],
);
