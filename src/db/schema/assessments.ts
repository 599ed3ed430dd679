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
});

/** One person's form: a draft until submitted, then locked. */
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
  },
  (t) => [
    unique('assessment_submissions_once').on(t.cycleId, t.personId),
    index('assessment_submissions_person').on(t.personId),
    check('assessment_submissions_state', sql`(${t.state} = 'submitted') = (${t.submittedAt} is not null)`),
    ...readableWhere(isReader('assessment_submissions.person_id')),
  ],
);
