import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import { putCalendarYear } from '../../db/queries/calendar.ts';
import { readContent } from '../rules/read-content.ts';
import { daySchema } from '../rules/provenance.ts';

const calendarSchema = z.strictObject({
  years: z
    .array(
      z.strictObject({
        year: z.int().min(2000).max(2100),
        /** The announcement the days are taken from. */
        source: z.string().min(1),
        days: z.array(
          z.strictObject({ day: daySchema, kind: z.enum(['holiday', 'workday']), name: z.string().min(1) }),
        ),
      }),
    )
    .min(1)
    .refine(
      (years) => years.every(({ year, days }) => days.every(({ day }) => day.startsWith(`${year}-`))),
      'expected days of their own year',
    ),
});

/**
 * Brings the announced holidays and make-up workdays into the calendar table, year by year.
 * @throws Error naming the wrong place when the content is not of the expected shape
 */
export async function loadCalendar(db: Db, json: unknown, now: Date): Promise<void> {
  const { years } = readContent('calendar', calendarSchema, json);
  await db.transaction(async (tx) => {
    for (const year of years) await putCalendarYear(tx, year, now);
  });
}
