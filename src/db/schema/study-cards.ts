import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';
import { planAssignments } from './plan-assignments.ts';
import { questionVersions } from './questions.ts';

/**
 * A plan of content/cards as somebody has it to study. `because` says how they came to it: by a role that the plan is
 * for, by their own choice, or assigned by a secretary, who may have gone by a unit, a role or a post in it.
 *
 *   given → started (the first card was shown) → finished (the last one was answered)
 */
export const studyAssignments = pgTable(
  'study_assignments',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    plan: text('plan').notNull(),
    because: text('because', { enum: ['role', 'own-choice', 'assigned'] }).notNull(),
    assignedBy: uuid('assigned_by').references(() => people.id),
    /** The assignment that gave it, or its day to a plan that was there. */
    assignmentId: uuid('assignment_id').references(() => planAssignments.id),
    unitId: uuid('unit_id').references(() => organisationUnits.id),
    role: text('role'),
    postTitle: text('post_title'),
    dueOn: date('due_on', { mode: 'string' }),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    unique('study_assignments_once').on(t.personId, t.plan),
    index('study_assignments_plan').on(t.plan),
    index('study_assignments_assignment').on(t.assignmentId),
    check('study_assignments_because', sql`${t.because} in ('role', 'own-choice', 'assigned')`),
    check('study_assignments_assigned', sql`(${t.because} = 'assigned') = (${t.assignedBy} is not null)`),
    check('study_assignments_order', sql`${t.finishedAt} is null or ${t.startedAt} is not null`),
  ],
);

/**
 * A card as it was put before a person: one open at a time.
 *
 *   open → answered | later | skipped
 *
 * `later` comes again another day, `skipped` after every other card of the plan.
 */
export const cardShowings = pgTable(
  'card_showings',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    plan: text('plan').notNull(),
    card: text('card').notNull(),
    questionVersionId: uuid('question_version_id')
      .notNull()
      .references(() => questionVersions.id),
    /** What is ticked so far, of a question with several right answers. */
    draft: integer('draft')
      .array()
      .notNull()
      .default(sql`'{}'`),
    state: text('state', { enum: ['open', 'answered', 'later', 'skipped'] }).notNull(),
    /** Whether letters that are typed are meant for it: not once a question of a quiz was put before its person. */
    onScreen: boolean('on_screen').notNull().default(true),
    shownAt: instant('shown_at').notNull(),
    endedAt: instant('ended_at'),
    /** The update whose typed letters answered it: the same again, after a crash, answers nothing else. */
    typedBy: bigint('typed_by', { mode: 'number' }),
  },
  (t) => [
    index('card_showings_person').on(t.personId, t.card),
    uniqueIndex('card_showings_open')
      .on(t.personId)
      .where(sql`${t.state} = 'open'`),
    check('card_showings_state', sql`${t.state} in ('open', 'answered', 'later', 'skipped')`),
    check('card_showings_ended', sql`(${t.state} = 'open') = (${t.endedAt} is null)`),
  ],
);

/** The first answer to a card; it teaches and feeds no file. Never changed. */
export const cardAnswers = pgTable(
  'card_answers',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    card: text('card').notNull(),
    questionVersionId: uuid('question_version_id')
      .notNull()
      .references(() => questionVersions.id),
    /** Indexes into the version's options, ascending. */
    chosen: integer('chosen').array().notNull(),
    correct: boolean('correct').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.card] })],
);

/** When somebody wants the daily card: a local time of day, "12:30"; `off`: not at all; no row: with the digest. */
export const cardTimes = pgTable(
  'card_times',
  {
    personId: uuid('person_id')
      .primaryKey()
      .references(() => people.id),
    at: text('at').notNull(),
  },
  (t) => [check('card_times_at', sql`${t.at} = 'off' or ${t.at} ~ '^([01]\\d|2[0-3]):[0-5]\\d$'`)],
);
