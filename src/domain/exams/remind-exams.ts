import type { Db } from '../../db/client.ts';
import { remindExaminees } from '../../db/queries/exam-reminders.ts';
import { digestTimes } from '../deliveries/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';

/** A line in the digest of who has not finished an exam that closes today or tomorrow; once an exam, whoever runs it. */
export function remindExams(db: Db, pack: RulePack, now: Date): Promise<number> {
  const day = dayOf(now);
  const digest = digestTimes(pack.reminders.digestAt, now);
  const until = startOfDay(addDays(day, 2));
  return db.transaction((tx) =>
    remindExaminees(tx, { until, toldBefore: startOfDay(day), day }, now, digest),
  );
}
