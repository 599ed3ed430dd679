import { date, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/**
 * Years whose holidays and make-up workdays are known, and from where. A deadline in working days that runs into a
 * year without a row is refused, never guessed.
 */
export const calendarYears = pgTable('calendar_years', {
  year: integer('year').primaryKey(),
  source: text('source').notNull(),
  loadedAt: instant('loaded_at').notNull(),
});

/** Days that are not what their weekday says: a holiday, or a weekend day that is worked. */
export const calendarDays = pgTable('calendar_days', {
  day: date('day', { mode: 'string' }).primaryKey(),
  kind: text('kind', { enum: ['holiday', 'workday'] }).notNull(),
  name: text('name').notNull(),
});
