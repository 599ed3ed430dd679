import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { ledgerEntries } from './credit.ts';
import { files } from './bots.ts';
import { people } from './people.ts';
import { isReader, isUnderReader, readableWhere, readerSees } from './reader-policies.ts';

/**
 * A doubt about an entry; it stays attached for ever.
 *
 *   open (no row in objection_answers) → upheld | not-upheld, once
 */
export const objections = pgTable(
  'objections',
  {
    id: id(),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => ledgerEntries.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    text: text('text').notNull(),
    /** By when it is answered, in working days of the rule pack; null where the calendar does not reach that far. */
    dueAt: instant('due_at'),
    /** From when those who may answer are reminded. */
    remindAt: instant('remind_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('objections_of').on(t.id, t.personId),
    index('objections_entry').on(t.entryId),
    index('objections_person').on(t.personId),
    ...readableWhere(
      isReader('objections.person_id'),
      isUnderReader('objections.person_id', 'objections.answer'),
    ),
  ],
);

/** The answer, once and for good, by somebody else than the subject, which the database itself sees to. An upheld one names the entry that corrects. */
export const objectionAnswers = pgTable(
  'objection_answers',
  {
    objectionId: uuid('objection_id').primaryKey(),
    personId: uuid('person_id').notNull(),
    verdict: text('verdict', { enum: ['upheld', 'not-upheld'] }).notNull(),
    text: text('text').notNull(),
    answeredBy: uuid('answered_by')
      .notNull()
      .references(() => people.id),
    answeredAt: instant('answered_at').notNull(),
    correctionId: uuid('correction_id').references(() => ledgerEntries.id),
  },
  (t) => [
    foreignKey({
      name: 'objection_answers_objection',
      columns: [t.objectionId, t.personId],
      foreignColumns: [objections.id, objections.personId],
    }),
    check('objection_answers_other', sql`${t.answeredBy} <> ${t.personId}`),
    check('objection_answers_verdict', sql`${t.verdict} in ('upheld', 'not-upheld')`),
    check('objection_answers_correction', sql`(${t.verdict} = 'upheld') = (${t.correctionId} is not null)`),
    ...readableWhere(
      isReader('objection_answers.person_id'),
      isUnderReader('objection_answers.person_id', 'objections.answer'),
    ),
  ],
);

/** What the subject adds to show it: a kept photo or document. */
export const objectionEvidence = pgTable(
  'objection_evidence',
  {
    id: id(),
    objectionId: uuid('objection_id')
      .notNull()
      .references(() => objections.id),
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [
    index('objection_evidence_objection').on(t.objectionId),
    ...readableWhere(readerSees('objections', 'objection_evidence.objection_id')),
  ],
);
