import { addDays } from '../schedule/calendar.ts';

/** The local week of a day, Monday to Sunday, and the Monday before. */
export function weekOf(day: string): { monday: string; sunday: string; lastMonday: string } {
  const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = addDays(day, -sinceMonday);
  return { monday, sunday: addDays(monday, 6), lastMonday: addDays(monday, -7) };
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/**
 * How many cards a week take a plan to its end by a day: what is left, over the weeks left, the one that has begun
 * counted whole. Without a day, none in particular.
 */
export function cardsThisWeek(left: number, day: string, dueOn: string | null): number | null {
  if (dueOn === null || left <= 0) return null;
  const weeks = Math.max(1, Math.ceil((daysBetween(weekOf(day).monday, dueOn) + 1) / 7));
  return Math.ceil(left / weeks);
}
