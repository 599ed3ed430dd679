import type { Db, Tx } from '../../db/client.ts';
import { findCalendar } from '../../db/queries/calendar.ts';
import { addDays, atLocalTime, dayOf, timeOf } from './calendar.ts';

export type Deadline = { ok: true; at: Date } | { ok: false; problem: 'unknown-year'; year: number };

/** Whether a day is worked: its mark in the table, else Monday to Friday. */
function isWorkingDay(day: string, marks: ReadonlyMap<string, 'holiday' | 'workday'>): boolean {
  const mark = marks.get(day);
  if (mark) return mark === 'workday';
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/**
 * The `n`-th working day after a day, at a local time. Holidays and make-up workdays come from the calendar table; a
 * count that would enter a year the table does not cover is refused, never guessed.
 * @param n 1 is the next working day
 * @param time local time of day, "18:00"
 */
function addWorkingDays(
  from: string,
  n: number,
  time: string,
  calendar: { years: ReadonlySet<number>; marks: ReadonlyMap<string, 'holiday' | 'workday'> },
): Deadline {
  let day = from;
  for (let left = n; left > 0;) {
    day = addDays(day, 1);
    const year = Number(day.slice(0, 4));
    if (!calendar.years.has(year)) return { ok: false, problem: 'unknown-year', year };
    if (isWorkingDay(day, calendar.marks)) left -= 1;
  }
  return { ok: true, at: atLocalTime(day, time) };
}

/** Working days after a day up to and with another, e.g. 1 from a Friday to the Monday after it. */
function countWorkingDays(
  from: string,
  to: string,
  marks: ReadonlyMap<string, 'holiday' | 'workday'>,
): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, marks)) count += 1;
  return count;
}

/**
 * A deadline that was counted from one moment, counted from another: the same number of working days. Null where the
 * calendar does not reach: no deadline rather than a guessed one.
 */
export async function moveDeadline(db: Db | Tx, due: Date, from: Date, to: Date): Promise<Date | null> {
  const calendar = await findCalendar(db);
  const days = countWorkingDays(dayOf(from), dayOf(due), calendar.marks);
  const moved = addWorkingDays(dayOf(to), days, timeOf(due), calendar);
  return moved.ok ? moved.at : null;
}

/** A deadline so many working days from now, at the end of office hours. */
export async function deadlineIn(
  db: Db | Tx,
  workingDays: number,
  now: Date,
  time = '18:00',
): Promise<Deadline> {
  return addWorkingDays(dayOf(now), workingDays, time, await findCalendar(db));
}
