import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { ledgerEntries } from './credit.ts';
import { interviews } from './interviews.ts';
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';

/**
 * Which of the four forms somebody chose for a closed interview. Append-only: what was chosen wrongly is replaced by a
 * choice of its own with a reason, once each, so that the one without a successor holds.
 */
export const formChoices = pgTable(
  'form_choices',
  {
    id: id(),
    interviewId: uuid('interview_id')
      .notNull()
      .references(() => interviews.id),
    /** Whom the interview was with. */
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** What it is counted under: the person's unit when it was chosen. */
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    form: text('form', { enum: ['first', 'second', 'third', 'fourth'] }).notNull(),
    replaces: uuid('replaces').references((): AnyPgColumn => formChoices.id),
    reason: text('reason'),
    /** What it made in the person's file; null where the pack allowed no such entry. */
    entryId: uuid('entry_id').references(() => ledgerEntries.id),
    chosenBy: uuid('chosen_by')
      .notNull()
      .references(() => people.id),
    rulePackVersion: text('rule_pack_version').notNull(),
    chosenAt: instant('chosen_at').notNull(),
  },
  (t) => [
    unique('form_choices_replaces').on(t.replaces),
    unique('form_choices_of').on(t.id, t.interviewId),
    foreignKey({
      name: 'form_choices_same_interview',
      columns: [t.replaces, t.interviewId],
      foreignColumns: [t.id, t.interviewId],
    }),
    uniqueIndex('form_choices_first')
      .on(t.interviewId)
      .where(sql`${t.replaces} is null`),
    index('form_choices_unit').on(t.unitId, t.chosenAt),
    check('form_choices_form', sql`${t.form} in ('first', 'second', 'third', 'fourth')`),
    check('form_choices_other', sql`${t.chosenBy} <> ${t.personId}`),
    check('form_choices_reason', sql`(${t.replaces} is null) = (${t.reason} is null)`),
  ],
);
