import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';

/**
 * A file of questions that somebody sent. Until they confirm it, it is what was read of it (`draft`, a shape of
 * domain/questions), and nothing of it is in the bank. Confirmed, its questions are versions that name this import, and
 * wait for somebody else's answer.
 */
export const questionImports = pgTable(
  'question_imports',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    fileName: text('file_name').notNull(),
    draft: jsonb('draft').$type<unknown>(),
    createdAt: instant('created_at').notNull(),
    confirmedAt: instant('confirmed_at'),
  },
  (t) => [
    index('question_imports_person').on(t.personId, t.createdAt),
    check('question_imports_draft', sql`(${t.draft} is null) = (${t.confirmedAt} is not null)`),
  ],
);
