import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, json } from './sql-values.ts';

export type CalendarYear = {
  year: number;
  source: string;
  days: readonly { day: string; kind: 'holiday' | 'workday'; name: string }[];
};

/** The covered years, and every day that is not what its weekday says. */
export async function findCalendar(
  db: Db | Tx,
): Promise<{ years: Set<number>; marks: Map<string, 'holiday' | 'workday'> }> {
  const years = await db.execute<{ year: number }>(sql`select year from calendar_years`);
  const days = await db.execute<{ day: string; kind: 'holiday' | 'workday' }>(
    sql`select to_char(day, 'YYYY-MM-DD') as day, kind from calendar_days`,
  );
  return {
    years: new Set(years.map((row) => row.year)),
    marks: new Map(days.map((row) => [row.day, row.kind])),
  };
}

/** Puts a year in place of what was known of it. */
export async function putCalendarYear(
  tx: Tx,
  { year, source, days }: CalendarYear,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into calendar_years (year, source, loaded_at) values (${year}, ${source}, ${at(now)})
    on conflict (year) do update set source = excluded.source, loaded_at = excluded.loaded_at`);
  await tx.execute(sql`delete from calendar_days where extract(year from day) = ${year}`);
  await tx.execute(sql`
    insert into calendar_days (day, kind, name) select day, kind, name from jsonb_to_recordset(${json(days)}) as r(day date, kind text, name text)`);
}
