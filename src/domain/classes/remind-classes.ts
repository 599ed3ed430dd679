import type { Db } from '../../db/client.ts';
import { askForFeedback, remindOfClasses } from '../../db/queries/classes.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';

/** Reminds who has a seat the day before, once for each time the class is held at. */
export function remindClasses(db: Db, now: Date): Promise<number> {
  const day = dayOf(now);
  const [from, until] = [startOfDay(addDays(day, 1)), startOfDay(addDays(day, 2))];
  return remindOfClasses(db, from, until, {
    kind: 'class-reminder',
    priority: PRIORITY.reminder,
    policy: 'hold',
    now,
    expiresAt: until,
  });
}

/** So long after a class an answer is still taken, in days. */
const DAYS_TO_ANSWER = 7;

/** Asks who was there the day after, once. */
export function askClassFeedback(db: Db, now: Date): Promise<number> {
  const day = dayOf(now);
  const [from, until] = [startOfDay(addDays(day, -1)), startOfDay(day)];
  return askForFeedback(db, from, until, {
    kind: 'class-feedback',
    priority: PRIORITY.reminder,
    policy: 'hold',
    now,
    expiresAt: startOfDay(addDays(day, DAYS_TO_ANSWER)),
  });
}
