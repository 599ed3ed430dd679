import { addDays, atLocalTime, dayOf } from '../schedule/calendar.ts';

/**
 * Reminders wait for the digest of their day: one message a day at most (it is not urgent). After the hour of the
 * digest it goes at once to who has had none today.
 * @param at local time of day, "07:30", from the rule pack
 */
export function digestTimes(at: string, now: Date) {
  const day = dayOf(now);
  const nextDay = addDays(day, 1);
  const due = atLocalTime(day, at);
  return { day, at: due > now ? due : now, nextDay, nextAt: atLocalTime(nextDay, at) };
}

/**
 * The same for what is merged on purpose: the next hour of the digest that is still to come, for everybody.
 * @param at local time of day, from the rule pack
 */
export function nextDigestTimes(at: string, now: Date) {
  const day = dayOf(now);
  const first = atLocalTime(day, at) > now ? day : addDays(day, 1);
  const second = addDays(first, 1);
  return { day: first, at: atLocalTime(first, at), nextDay: second, nextAt: atLocalTime(second, at) };
}

/** How urgent a row is among those that are due: answers and interviews before what goes to many. */
export const PRIORITY = { answer: 1, urgent: 2, reminder: 5, bulk: 9 } as const;
