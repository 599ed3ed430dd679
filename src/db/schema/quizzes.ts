import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { questionVersions } from './questions.ts';

/** A quiz as drawn for one person: (person, preset, slot) is drawn once, from a stored seed. */
export const papers = pgTable(
  'papers',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    preset: text('preset').notNull(),
    /** What the paper is for: the local day ("2026-11-23") of a daily paper. */
    slot: text('slot').notNull(),
    seed: text('seed').notNull(),
    rulePackVersion: text('rule_pack_version').notNull(),
    opensAt: instant('opens_at').notNull(),
    closesAt: instant('closes_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [unique('papers_once').on(t.personId, t.preset, t.slot), index('papers_closes').on(t.closesAt)],
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
  (t) => [primaryKey({ columns: [t.paperId, t.position] })],
);

/** One sitting of a paper. */
export const attempts = pgTable(
  'attempts',
  {
    id: id(),
    paperId: uuid('paper_id')
      .notNull()
      .references(() => papers.id),
    number: integer('number').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    correct: integer('correct'),
    total: integer('total').notNull(),
  },
  (t) => [
    unique('attempts_number').on(t.paperId, t.number),
    index('attempts_finished').on(t.finishedAt),
    check('attempts_result', sql`(${t.finishedAt} is null) = (${t.correct} is null)`),
  ],
);

/** One slot's stored press. A multiple choice is a draft until it is submitted; submitted is final. */
export const answers = pgTable(
  'answers',
  {
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempts.id),
    position: integer('position').notNull(),
    /** Indexes into the version's options (not the shown order), ascending. */
    chosen: integer('chosen').array().notNull(),
    pressedAt: instant('pressed_at').notNull(),
    submittedAt: instant('submitted_at'),
    correct: boolean('correct'),
  },
  (t) => [
    primaryKey({ columns: [t.attemptId, t.position] }),
    check('answers_graded', sql`(${t.submittedAt} is null) = (${t.correct} is null)`),
  ],
);
