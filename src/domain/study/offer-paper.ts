import type { Db } from '../../db/client.ts';
import { offerDailyPaper, offerWeek } from '../../db/queries/study.ts';
import { LEARNING_ROLES } from '../people/rules.ts';
import { digestTimes } from '../deliveries/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';
import { weekOf } from './week-rules.ts';

/** Queues today's offer for everybody who learns and has not begun; once a day, whoever runs it. */
export function offerPaper(db: Db, pack: RulePack, now: Date): Promise<number> {
  const day = dayOf(now);
  const digest = digestTimes(pack.reminders.digestAt, now);
  return db.transaction((tx) =>
    offerDailyPaper(tx, LEARNING_ROLES, day, now, startOfDay(addDays(day, 1)), digest),
  );
}

/** The word of the week to everybody who learns and wants it; it lapses with its week. */
export function remindLearners(db: Db, pack: RulePack, now: Date): Promise<number> {
  const day = dayOf(now);
  const digest = digestTimes(pack.reminders.digestAt, now);
  const until = startOfDay(addDays(weekOf(day).sunday, 1));
  return db.transaction((tx) => offerWeek(tx, LEARNING_ROLES, day, now, until, digest));
}
