import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The keys that values are sealed with, by their ids alone: the keys themselves are never in the database. */
export const fieldKeys = pgTable('field_keys', {
  /** The first half of the key's SHA-256, in hex. */
  id: text('id').primaryKey(),
  madeAt: instant('made_at').notNull(),
  /** From when nothing was sealed with it any more. */
  retiredAt: instant('retired_at'),
});
