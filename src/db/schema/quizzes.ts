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
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { questionVersions } from './questions.ts';

/**
 * A quiz that is open to people: its settings as they were when it was opened, so that a new rule pack changes nothing
 * that is under way. `slot` says which one of its preset it is: the local day ("2026-11-23") of a daily one.
 */
export const quizzes = pgTable(
  'quizzes',
  {
    id: id(),
    preset: text('preset').notNull(),
    slot: text('slot').notNull(),
    /** See `QuizSettings`. */
    settings: jsonb('settings').$type<Record<string, unknown>>().notNull(),
    rulePackVersion: text('rule_pack_version').notNull(),
    opensAt: instant('opens_at').notNull(),
    /** Null: open for good. */
    closesAt: instant('closes_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('quizzes_once').on(t.preset, t.slot),
    check('quizzes_window', sql`${t.closesAt} is null or ${t.closesAt} > ${t.opensAt}`),
  ],
);

/** A quiz as drawn for one person's n-th attempt: drawn once, from a stored seed. */
export const papers = pgTable(
  'papers',
  {
    id: id(),
    quizId: uuid('quiz_id')
      .notNull()
      .references(() => quizzes.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    number: integer('number').notNull(),
    seed: text('seed').notNull(),
    /** Topics of the person's duties at that time: with the seed they decide the draw. */
    dutyTopics: text('duty_topics')
      .array()
      .notNull()
      .default(sql`'{}'`),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [unique('papers_once').on(t.personId, t.quizId, t.number), index('papers_quiz').on(t.quizId)],
);

export const paperItems = pgTable(
  'paper_items',
  {
    paperId: uuid('paper_id')
      .notNull()
      .references(() => papers.id),
    position: integer('position').notNull(),
    questionVersionId: uuid('question_version_id')
      .notNull()
      .references(() => questionVersions.id),
    /** Shown order: the i-th shown option is option `optionOrder[i]` of the version. */
    optionOrder: integer('option_order').array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.paperId, t.position] }),
    index('paper_items_version').on(t.questionVersionId),
  ],
);

/** One sitting of a paper. What it has so far is counted with each answer, in the statement that stores it. */
export const attempts = pgTable(
  'attempts',
  {
    id: id(),
    paperId: uuid('paper_id')
      .notNull()
      .references(() => papers.id),
    number: integer('number').notNull(),
    startedAt: instant('started_at').notNull(),
    /** When answers stop being taken: by its time limit, or when the quiz closes. Null: never. */
    deadlineAt: instant('deadline_at'),
    finishedAt: instant('finished_at'),
    /** By the person, by the last answer or the last life; or by the clock. */
    endedBy: text('ended_by', { enum: ['person', 'clock'] }),
    /** Whether it counts: an attempt that ran out may not. */
    counts: boolean('counts').notNull().default(true),
    /** Slots that were answered for good. */
    answered: integer('answered').notNull().default(0),
    /** Wholly right ones among them. */
    correct: integer('correct').notNull().default(0),
    /** Sum of what they are worth, each 0–1. */
    points: doublePrecision('points').notNull().default(0),
    total: integer('total').notNull(),
    /** The slot that was shown last: what is typed is meant for it, where one may go back and forth. */
    current: integer('current').notNull().default(0),
  },
  (t) => [
    unique('attempts_number').on(t.paperId, t.number),
    index('attempts_finished').on(t.finishedAt),
    index('attempts_open')
      .on(t.deadlineAt)
      .where(sql`${t.finishedAt} is null`),
    check(
      'attempts_result',
      sql`${t.correct} <= ${t.answered} and ${t.answered} <= ${t.total} and ${t.points} between 0 and ${t.answered}`,
    ),
    check('attempts_ended', sql`(${t.finishedAt} is null) = (${t.endedBy} is null)`),
  ],
);

/** One slot's stored answer: a draft until it is submitted; submitted is final. */
export const answers = pgTable(
  'answers',
  {
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempts.id),
    position: integer('position').notNull(),
    /** Indexes into the version's options (not the shown order): of a choice ascending, of an order as they were named. */
    chosen: integer('chosen').array().notNull(),
    /** Words for the gaps, or a number, as they were typed. */
    typed: text('typed')
      .array()
      .notNull()
      .default(sql`'{}'`),
    pressedAt: instant('pressed_at').notNull(),
    submittedAt: instant('submitted_at'),
    correct: boolean('correct'),
    /** What it is worth, 0–1, by the credit of the quiz. */
    fraction: doublePrecision('fraction'),
    /** How sure the person said to be when they gave it, before it was marked. Seen by nobody else, and in no file. */
    confidence: text('confidence', { enum: ['sure', 'unsure'] }),
  },
  (t) => [
    primaryKey({ columns: [t.attemptId, t.position] }),
    check(
      'answers_graded',
      sql`(${t.submittedAt} is null) = (${t.correct} is null) and (${t.submittedAt} is null) = (${t.fraction} is null)`,
    ),
    check(
      'answers_confidence',
      sql`${t.confidence} in ('sure', 'unsure') and ${t.submittedAt} is not null or ${t.confidence} is null`,
    ),
    check('answers_worth', sql`${t.fraction} between 0 and 1 and ${t.correct} = (${t.fraction} = 1)`),
  ],
);
