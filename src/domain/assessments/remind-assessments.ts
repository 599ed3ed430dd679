import type { Db } from '../../db/client.ts';
import { remindAssessments as queueReminders } from '../../db/queries/assessments.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { digestTimes } from '../deliveries/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Reminds who has not submitted, on the days the pack names; the nearest first, so that a late start says one thing. */
export async function remindAssessments(db: Db, pack: RulePack, now: Date): Promise<number> {
  const digest = digestTimes(pack.reminders.digestAt, now);
  return db.transaction(async (tx) => {
    let queued = 0;
    for (const days of pack.reminders.assessmentReminder.daysBefore)
      queued += await queueReminders(tx, now, dayOf(now), days, digest);
    return queued;
  });
}
