import { addDays, atLocalTime, dayOf, startOfDay } from '../schedule/calendar.ts';
import { isExempt, learnsOn, unreachableWhy, type DemoPerson } from './demo-person.ts';
import type { Sittings } from './lay-quizzes.ts';
import type { County, Scene } from './scene.ts';
import { daysOf } from './timeline.ts';

/** When the timetable offers the daily paper. */
const OFFER_AT = '07:30';
/** Who finished so many papers in a week is not reminded. */
const ENOUGH_A_WEEK = 3;

/** Each morning's offer of the daily paper and the weekly word about study, as the timetable would have queued them. */
export function layOffers({ pack, time, outbox }: Scene, { people }: County, sittings: Sittings): void {
  const { weekday, at } = pack.reminders.studyReminder;
  for (const day of daysOf(time)) {
    const offeredAt = atLocalTime(day, OFFER_AT);
    for (const to of people.filter((person) => isAsked(person, day, offeredAt))) {
      outbox.say({
        kind: 'quiz-offer',
        to,
        onceKey: `quiz-offer:${day}:${to.id}`,
        data: { day },
        priority: 7,
        at: offeredAt,
        expiresAt: startOfDay(addDays(day, 1)),
      });
    }
    if (weekdayOf(day) !== weekday) continue;
    const remindedAt = atLocalTime(day, at);
    for (const to of people.filter((person) => isAsked(person, day, remindedAt))) {
      const finished = countSince(sittings.get(to.id), addDays(day, -7), remindedAt);
      if (finished < ENOUGH_A_WEEK)
        outbox.say({
          kind: 'study-reminder',
          to,
          onceKey: `study-reminder:${day}:${to.id}`,
          data: { finished },
          priority: 7,
          at: remindedAt,
        });
    }
  }
}

const isAsked = (person: DemoPerson, day: string, at: Date): boolean =>
  learnsOn(person, day) && !isExempt(person, day) && unreachableWhy(person, at) === null;

/** 1 (Monday) to 7. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

const countSince = (finished: ReadonlyMap<string, Date> | undefined, day: string, until: Date): number =>
  [...(finished?.values() ?? [])].filter((at) => dayOf(at) >= day && at < until).length;
