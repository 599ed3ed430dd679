import { addDays } from '../schedule/calendar.ts';

export type LeaveDays = { startsOn: string; endsOn: string | null };
export type LeaveProblem = 'too-early' | 'too-late' | 'not-after';

/** Somebody who was ill asks afterwards, so long at most. */
const AFTERWARDS_DAYS = 31;
const AHEAD_DAYS = 366;

/** @param endsOn the first day without it; null: until further notice */
export function findLeaveProblem({ startsOn, endsOn }: LeaveDays, today: string): LeaveProblem | undefined {
  if (startsOn < addDays(today, -AFTERWARDS_DAYS)) return 'too-early';
  if (startsOn > addDays(today, AHEAD_DAYS)) return 'too-late';
  if (endsOn === null) return undefined;
  return endsOn <= startsOn || endsOn <= today ? 'not-after' : undefined;
}

/** The same day so many months later, or the last one of a shorter month. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const wanted = Math.min(date, last.getUTCDate());
  return `${last.toISOString().slice(0, 8)}${String(wanted).padStart(2, '0')}`;
}
