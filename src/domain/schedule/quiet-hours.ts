import { addDays, atLocalTime, dayOf } from './calendar.ts';

/**
 * When the quiet hours that hold an instant end; undefined outside them. The rule of quiet_end() in the database: over
 * midnight when `from` is the later one, and none at all when they are equal.
 * @param hours local times of day, "21:00" to "07:30"
 */
export function quietEnd(at: Date, { from, to }: { from: string; to: string }): Date | undefined {
  const day = dayOf(at);
  const begins = atLocalTime(day, from);
  const ends = atLocalTime(day, to);
  if (from < to) return at >= begins && at < ends ? ends : undefined;
  if (from === to) return undefined;
  if (at >= begins) return atLocalTime(addDays(day, 1), to);
  return at < ends ? ends : undefined;
}
