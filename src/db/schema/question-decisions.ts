import { sql } from 'drizzle-orm';
import { check, foreignKey, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { people } from './people.ts';
import { questionVersions } from './questions.ts';

/**
 * The answer to a version that somebody wrote, once and for good. The database itself refuses that they answer their
 * own. A version nobody is named for came with the bank, which was checked before it was shipped: it needs no answer.
 */
export const questionDecisions = pgTable(
  'question_decisions',
  {
    versionId: uuid('version_id').primaryKey(),
    writtenBy: uuid('written_by').notNull(),
    verdict: text('verdict', { enum: ['approved', 'rejected'] }).notNull(),
    reason: text('reason'),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => people.id),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'question_decisions_version',
      columns: [t.versionId, t.writtenBy],
      foreignColumns: [questionVersions.id, questionVersions.writtenBy],
    }),
    check('question_decisions_verdict', sql`${t.verdict} in ('approved', 'rejected')`),
    check('question_decisions_reason', sql`(${t.verdict} = 'rejected') = (${t.reason} is not null)`),
    check('question_decisions_other', sql`${t.decidedBy} <> ${t.writtenBy}`),
  ],
);
