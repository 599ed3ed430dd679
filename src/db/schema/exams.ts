import { sql } from 'drizzle-orm';
import {
  bigint,
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
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';
import { attempts, quizzes } from './quizzes.ts';

/** A quiz that somebody has called, for the people of some units. Its settings are those of the quiz. */
export const exams = pgTable(
  'exams',
  {
    quizId: uuid('quiz_id')
      .primaryKey()
      .references(() => quizzes.id),
    calledBy: uuid('called_by')
      .notNull()
      .references(() => people.id),
    /** Id of a group of topics of the rule pack; null: everything its preset asks about. */
    topic: text('topic'),
    /** What a paper is drawn from; see `ExamPaper`. */
    paper: jsonb('paper').$type<Record<string, unknown>>().notNull(),
    unitIds: uuid('unit_ids').array().notNull(),
    /** People of those units who were exempted or on leave when it was called. */
    leftOut: integer('left_out').notNull().default(0),
    calledAt: instant('called_at').notNull(),
    cancelledAt: instant('cancelled_at'),
  },
  (t) => [index('exams_caller').on(t.calledBy, t.calledAt)],
);

/** Who is to sit an exam: frozen when it is called. What is null is as it is for everybody. */
export const quizInvitees = pgTable(
  'quiz_invitees',
  {
    quizId: uuid('quiz_id')
      .notNull()
      .references(() => exams.quizId),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** The unit of the post that they were called by. */
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    opensAt: instant('opens_at'),
    closesAt: instant('closes_at'),
    extraMinutes: integer('extra_minutes').notNull().default(0),
    excusedAt: instant('excused_at'),
  },
  (t) => [
    primaryKey({ columns: [t.quizId, t.personId] }),
    index('quiz_invitees_person').on(t.personId),
    check('quiz_invitees_window', sql`${t.closesAt} > ${t.opensAt}`),
    check('quiz_invitees_minutes', sql`${t.extraMinutes} between 0 and 240`),
  ],
);

/** What was changed for one person, by whom and why: append-only. What holds now stands in `quiz_invitees`. */
export const examChanges = pgTable(
  'exam_changes',
  {
    id: id(),
    /** The change for several people that this is a part of; confirming it twice changes nothing. */
    batchId: uuid('batch_id').notNull(),
    quizId: uuid('quiz_id').notNull(),
    personId: uuid('person_id').notNull(),
    kind: text('kind', { enum: ['minutes', 'window', 'excused'] }).notNull(),
    extraMinutes: integer('extra_minutes'),
    opensAt: instant('opens_at'),
    closesAt: instant('closes_at'),
    reason: text('reason').notNull(),
    changedBy: uuid('changed_by')
      .notNull()
      .references(() => people.id),
    at: instant('at').notNull(),
  },
  (t) => [
    unique('exam_changes_once').on(t.batchId, t.personId),
    index('exam_changes_person').on(t.quizId, t.personId),
    check('exam_changes_kind', sql`${t.kind} in ('minutes', 'window', 'excused')`),
    check('exam_changes_minutes', sql`(${t.kind} = 'minutes') = (${t.extraMinutes} is not null)`),
    check('exam_changes_window', sql`(${t.kind} = 'window') = (${t.closesAt} is not null)`),
  ],
);

/** That somebody passed, with a code by which anybody can check it. What it says stays as it was when it was made. */
export const certificates = pgTable(
  'certificates',
  {
    id: id(),
    code: text('code').notNull(),
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempts.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    name: text('name').notNull(),
    unitName: text('unit_name').notNull(),
    /** What the exam is called, in both languages. */
    title: jsonb('title').$type<{ zh: string; en: string }>().notNull(),
    /** Share of the points, and the share that was asked for; 0–1. */
    share: doublePrecision('share').notNull(),
    passMark: doublePrecision('pass_mark').notNull(),
    takenAt: instant('taken_at').notNull(),
    issuedAt: instant('issued_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedReason: text('revoked_reason'),
  },
  (t) => [
    unique('certificates_code').on(t.code),
    unique('certificates_attempt').on(t.attemptId),
    check('certificates_code_shape', sql`${t.code} ~ '^[0-9A-HJKMNP-TV-Z]{10}$'`),
    check('certificates_revoked', sql`(${t.revokedAt} is null) = (${t.revokedReason} is null)`),
  ],
);

/** Wrong certificate codes of an account, counted as wrong binding codes are. */
export const certificateFailures = pgTable('certificate_failures', {
  telegramId: bigint('telegram_id', { mode: 'number' }).primaryKey(),
  failures: integer('failures').notNull(),
  since: instant('since').notNull(),
  lockedUntil: instant('locked_until'),
});
