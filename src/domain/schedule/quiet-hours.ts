import { addDays, atLocalTime, dayOf } from './calendar.ts';

/**
 * From when on something that can wait may be said: now, or the end of the quiet hours that now falls into. Times are
 * local ("21:00"); `from` later than `to` means over midnight.
 */
export function afterQuietHours({ from, to }: { from: string; to: string }, now: Date): Date {
  const day = dayOf(now);
  const [begins, ends] = [atLocalTime(day, from), atLocalTime(day, to)];
  if (from < to) return now >= begins && now < ends ? ends : now;
  if (now >= begins) return atLocalTime(addDays(day, 1), to);
  return now < ends ? ends : now;
}

/** Now, and when what is queued now may go out under the quiet hours. */
export const quietly = (
  quietHours: { from: string; to: string },
  now: Date,
): { now: Date; notBefore: Date } => ({ now, notBefore: afterQuietHours(quietHours, now) });
