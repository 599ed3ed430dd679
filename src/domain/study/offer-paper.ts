import type { Db } from '../../db/client.ts';
import { offerDailyPaper, remindStudy } from '../../db/queries/study.ts';
import { LEARNING_ROLES } from '../people/rules.ts';
import { digestTimes } from '../deliveries/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';

/** Queues today's offer for everybody who learns and has not begun; once a day, whoever runs it. */
export function offerPaper(db: Db, pack: RulePack, now: Date): Promise<number> {
  const day = dayOf(now);
  const digest = digestTimes(pack.reminders.digestAt, now);
  return db.transaction((tx) =>
    offerDailyPaper(tx, LEARNING_ROLES, day, now, startOfDay(addDays(day, 1)), digest),
  );
}

/** A word on the week to those who finished fewer than three papers in it. */
export function remindLearners(db: Db, pack: RulePack, now: Date): Promise<number> {
  const day = dayOf(now);
  const digest = digestTimes(pack.reminders.digestAt, now);
  return db.transaction((tx) =>
    remindStudy(tx, LEARNING_ROLES, day, startOfDay(addDays(day, -7)), now, digest),
  );
}
