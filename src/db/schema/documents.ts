import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { documents, questionVersions } from './questions.ts';

/** Which document took the place of which, and how many questions were flagged by that. Never changed. */
export const documentSuccessions = pgTable(
  'document_successions',
  {
    id: id(),
    documentId: uuid('document_id')
      .notNull()
      .unique()
      .references(() => documents.id),
    successorId: uuid('successor_id')
      .notNull()
      .references(() => documents.id),
    /** The first day on which the old one is not in force. */
    effectiveOn: date('effective_on', { mode: 'string' }).notNull(),
    questions: integer('questions').notNull(),
    cards: integer('cards').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [check('document_successions_other', sql`${t.documentId} <> ${t.successorId}`)],
);

/**
 * A flagged question that somebody holds to be right by a document in force, with the place and words of that. Approved by
 * somebody else it becomes a new version, and the question is drawn again.
 *
 *   proposed → approved | rejected
 */
export const reverifications = pgTable(
  'reverifications',
  {
    id: id(),
    questionVersionId: uuid('question_version_id')
      .notNull()
      .references(() => questionVersions.id),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    place: text('place').notNull(),
    quote: text('quote').notNull(),
    state: text('state', { enum: ['proposed', 'approved', 'rejected'] }).notNull(),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => people.id),
    proposedAt: instant('proposed_at').notNull(),
    decidedBy: uuid('decided_by').references(() => people.id),
    decidedAt: instant('decided_at'),
    newVersionId: uuid('new_version_id').references(() => questionVersions.id),
  },
  (t) => [
    uniqueIndex('reverifications_open')
      .on(t.questionVersionId)
      .where(sql`${t.state} = 'proposed'`),
    index('reverifications_version').on(t.questionVersionId),
    check('reverifications_state', sql`${t.state} in ('proposed', 'approved', 'rejected')`),
    check(
      'reverifications_decided',
      sql`(${t.state} = 'proposed') = (${t.decidedBy} is null) and (${t.state} = 'proposed') = (${t.decidedAt} is null)`,
    ),
    check('reverifications_other', sql`${t.decidedBy} <> ${t.proposedBy}`),
    check('reverifications_new', sql`(${t.state} = 'approved') = (${t.newVersionId} is not null)`),
  ],
);
