import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';
import { isReader, readableWhere } from './reader-policies.ts';

/** A round of self-assessment for everybody under a unit. The form is frozen in the cycle. */
export const assessmentCycles = pgTable('assessment_cycles', {
  id: id(),
  title: text('title').notNull(),
  titleEn: text('title_en'),
  unitId: uuid('unit_id')
    .notNull()
    .references(() => organisationUnits.id),
  formId: text('form_id').notNull(),
  form: jsonb('form').$type<unknown>().notNull(),
  opensAt: instant('opens_at').notNull(),
  closesAt: instant('closes_at').notNull(),
  /** Who ordered it in chat; a cycle that was put in otherwise has nobody. */
  orderedBy: uuid('ordered_by').references(() => people.id),
  /** Until when others review those who submitted, from `closes_at` on; null where its form asks nobody else. */
  reviewClosesAt: instant('review_closes_at'),
});

/** One person's form: a draft until submitted, then locked. `facts` is what the system knew when it was submitted, as it was shown. */
export const assessmentSubmissions = pgTable(
  'assessment_submissions',
  {
    id: id(),
    cycleId: uuid('cycle_id')
      .notNull()
      .references(() => assessmentCycles.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    state: text('state', { enum: ['draft', 'submitted'] }).notNull(),
    answers: jsonb('answers').$type<Record<string, string | number>>().notNull(),
    startedAt: instant('started_at').notNull(),
    submittedAt: instant('submitted_at'),
    facts: jsonb('facts').$type<Record<string, number>>(),
  },
  (t) => [
    unique('assessment_submissions_once').on(t.cycleId, t.personId),
    index('assessment_submissions_person').on(t.personId),
    check('assessment_submissions_state', sql`(${t.state} = 'submitted') = (${t.submittedAt} is not null)`),
    ...readableWhere(isReader('assessment_submissions.person_id')),
  ],
);

/** A submitted form that was given back, by whom, why, and as it was then: append-only. */
export const assessmentReopenings = pgTable(
  'assessment_reopenings',
  {
    id: id(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => assessmentSubmissions.id),
    reason: text('reason').notNull(),
    answers: jsonb('answers').$type<Record<string, string | number>>().notNull(),
    submittedAt: instant('submitted_at').notNull(),
    reopenedBy: uuid('reopened_by')
      .notNull()
      .references(() => people.id),
    reopenedAt: instant('reopened_at').notNull(),
  },
  (t) => [
    index('assessment_reopenings_submission').on(t.submissionId),
    check('assessment_reopenings_reason', sql`char_length(${t.reason}) between 1 and 200`),
  ],
);
