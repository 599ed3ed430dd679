import type { Db } from '../../db/client.ts';
import { remindAssessments as queueReminders } from '../../db/queries/assessments.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { quietly } from '../schedule/quiet-hours.ts';

/** Reminds who has not submitted, on the days the pack names; late, or after a while down, one thing is said and not two. */
export async function remindAssessments(db: Db, pack: RulePack, now: Date): Promise<number> {
  const { assessmentReminder, quietHours } = pack.reminders;
  const { daysBefore } = assessmentReminder;
  const when = quietly(quietHours, now);
  let queued = 0;
  for (const [i, days] of daysBefore.entries())
    queued += await queueReminders(db, when, dayOf(now), { days, later: daysBefore[i + 1] ?? 0 });
  return queued;
}
