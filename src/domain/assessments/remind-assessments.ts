import type { Db } from '../../db/client.ts';
import { remindAssessments as queueReminders } from '../../db/queries/assessments.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { digestTimes } from '../deliveries/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Reminds who has not submitted, on the days the pack names; late, or after a while down, one thing is said and not two. */
export async function remindAssessments(db: Db, pack: RulePack, now: Date): Promise<number> {
  const { assessmentReminder, digestAt } = pack.reminders;
  const { daysBefore } = assessmentReminder;
  const digest = digestTimes(digestAt, now);
  return db.transaction(async (tx) => {
    let queued = 0;
    for (const [i, days] of daysBefore.entries()) {
      const later = daysBefore[i + 1] ?? 0;
      queued += await queueReminders(tx, now, dayOf(now), { days, later }, digest);
    }
    return queued;
  });
}
