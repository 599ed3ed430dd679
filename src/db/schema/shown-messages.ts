import { bigint, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { people } from './people.ts';

/**
 * The newest messages of people who answer by typing, with their buttons: what a typed word may press. Kept for those
 * alone, and only the last few of each.
 */
export const shownMessages = pgTable(
  'shown_messages',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    messageId: bigint('message_id', { mode: 'number' }).notNull(),
    buttons: jsonb('buttons').$type<{ label: string; data: string }[]>().notNull(),
    shownAt: instant('shown_at').notNull(),
    /** The update whose word pressed one of them: the same update again, after a crash, presses the same. */
    takenBy: bigint('taken_by', { mode: 'number' }),
  },
  (t) => [primaryKey({ columns: [t.personId, t.messageId] })],
);
