import { addDays, atLocalTime, dayOf, startOfDay } from '../schedule/calendar.ts';

/**
 * The days of a made-up past. People were invited on `launch`, a week before the history begins on `from`; all that is
 * drawn ends before `end`, the beginning of the day of seeding, so that any hour of a day gives the same history. What
 * that day owes (offers, reminders, the roll-up) is left to the timetable, which catches it up.
 */
export type Timeline = { now: Date; today: string; launch: string; from: string; end: Date };

const DAYS_TO_BIND = 7;

export function createTimeline(now: Date, days: number): Timeline {
  const today = dayOf(now);
  const from = addDays(today, -days);
  return { now, today, launch: addDays(from, -DAYS_TO_BIND), from, end: startOfDay(today) };
}

/** A local time so many days before the day of seeding (negative: ahead). */
export function momentOf({ today }: Timeline, daysAgo: number, time: string): Date {
  return atLocalTime(addDays(today, -daysAgo), time);
}

/** The days of the history, the first one first. */
export function daysOf({ from, today }: Timeline): string[] {
  const days: string[] = [];
  for (let day = from; day < today; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Minutes past the hour, and the first and last hour, at which a job of the timetable runs. */
export type Ticks = { minutes: readonly number[]; fromHour: number; toHour: number };

/** The first tick not before `time`. */
export function nextTick(time: Date, { minutes, fromHour, toHour }: Ticks): Date {
  for (let day = dayOf(time); ; day = addDays(day, 1)) {
    for (let hour = fromHour; hour <= toHour; hour += 1) {
      for (const minute of minutes) {
        const tick = new Date(startOfDay(day).getTime() + (hour * 60 + minute) * 60_000);
        if (tick >= time) return tick;
      }
    }
  }
}

/** Late and early hours give way to the evening before: people answer between 7:00 and 22:00. */
export function toWakingHours(time: Date): Date {
  const day = dayOf(time);
  const minutes = (time.getTime() - startOfDay(day).getTime()) / 60_000;
  if (minutes >= 420 && minutes < 1320) return time;
  const evening = startOfDay(minutes < 420 ? addDays(day, -1) : day).getTime() + 21 * 3_600_000;
  return new Date(evening + (time.getTime() % 3_600_000));
}
