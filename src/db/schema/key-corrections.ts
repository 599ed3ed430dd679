import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { questionVersions } from './questions.ts';
import { attempts } from './quizzes.ts';

/**
 * A wrong key and what it should be. Approved by somebody else than its author, it becomes a new version of the question;
 * the attempts that were graded by the wrong one are graded again by the job `regrade`, which notes when it has done so.
 *
 *   proposed → approved (→ regraded) | rejected
 */
export const keyCorrections = pgTable(
  'key_corrections',
  {
    id: id(),
    questionVersionId: uuid('question_version_id')
      .notNull()
      .references(() => questionVersions.id),
    /** As in `question_versions`. */
    oldAnswer: jsonb('old_answer').$type<number[]>().notNull(),
    oldExtra: jsonb('old_extra').$type<Record<string, unknown>>().notNull(),
    newAnswer: jsonb('new_answer').$type<number[]>().notNull(),
    newExtra: jsonb('new_extra').$type<Record<string, unknown>>().notNull(),
    newExplanation: text('new_explanation').notNull(),
    reason: text('reason').notNull(),
    state: text('state', { enum: ['proposed', 'approved', 'rejected'] }).notNull(),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => people.id),
    proposedAt: instant('proposed_at').notNull(),
    decidedBy: uuid('decided_by').references(() => people.id),
    decidedAt: instant('decided_at'),
    /** Why it was rejected. */
    decisionWords: text('decision_words'),
    newVersionId: uuid('new_version_id').references(() => questionVersions.id),
    regradedAt: instant('regraded_at'),
  },
  (t) => [
    uniqueIndex('key_corrections_open')
      .on(t.questionVersionId)
      .where(sql`${t.state} = 'proposed'`),
    index('key_corrections_due')
      .on(t.decidedAt)
      .where(sql`${t.state} = 'approved' and ${t.regradedAt} is null`),
    check('key_corrections_state', sql`${t.state} in ('proposed', 'approved', 'rejected')`),
    check(
      'key_corrections_decided',
      sql`(${t.state} = 'proposed') = (${t.decidedBy} is null) and (${t.state} = 'proposed') = (${t.decidedAt} is null)`,
    ),
    check('key_corrections_other', sql`${t.decidedBy} <> ${t.proposedBy}`),
    check('key_corrections_because', sql`(${t.state} = 'rejected') = (${t.decisionWords} is not null)`),
    check('key_corrections_version', sql`(${t.state} = 'approved') = (${t.newVersionId} is not null)`),
    check('key_corrections_regraded', sql`${t.regradedAt} is null or ${t.state} = 'approved'`),
  ],
);

/** The version by whose key answers to a wrong one are graded; kept short, so that a key corrected twice is one step away. */
export const correctedKeys = pgTable(
  'corrected_keys',
  {
    questionVersionId: uuid('question_version_id')
      .primaryKey()
      .references(() => questionVersions.id),
    keyVersionId: uuid('key_version_id')
      .notNull()
      .references(() => questionVersions.id),
  },
  (t) => [index('corrected_keys_key').on(t.keyVersionId)],
);

/** What an answer was worth before it was graded again. Never changed. */
export const regradedAnswers = pgTable(
  'regraded_answers',
  {
    correctionId: uuid('correction_id')
      .notNull()
      .references(() => keyCorrections.id),
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempts.id),
    position: integer('position').notNull(),
    /** The version that was seen. */
    questionVersionId: uuid('question_version_id')
      .notNull()
      .references(() => questionVersions.id),
    beforeCorrect: boolean('before_correct').notNull(),
    beforeFraction: doublePrecision('before_fraction').notNull(),
    afterCorrect: boolean('after_correct').notNull(),
    afterFraction: doublePrecision('after_fraction').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.correctionId, t.attemptId, t.position] })],
);

/** How an attempt stood before and after. Never changed; the source of a correction in a file. */
export const regradedAttempts = pgTable(
  'regraded_attempts',
  {
    id: id(),
    correctionId: uuid('correction_id')
      .notNull()
      .references(() => keyCorrections.id),
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempts.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    beforeCorrect: integer('before_correct').notNull(),
    beforePoints: doublePrecision('before_points').notNull(),
    afterCorrect: integer('after_correct').notNull(),
    afterPoints: doublePrecision('after_points').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    index('regraded_attempts_correction').on(t.correctionId, t.personId),
    index('regraded_attempts_attempt').on(t.attemptId),
  ],
);
