import type { Db } from '../../db/client.ts';
import { remindInterviews as queueReminders } from '../../db/queries/interviews.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { quietly } from '../schedule/quiet-hours.ts';

/** Reminds both people of an interview ahead, once for each time the pack names. */
export async function remindInterviews(db: Db, pack: RulePack, now: Date): Promise<number> {
  const { interviewReminder, quietHours } = pack.reminders;
  const { hoursBefore } = interviewReminder;
  const when = quietly(quietHours, now);
  let queued = 0;
  for (const [i, hours] of hoursBefore.entries())
    queued += await queueReminders(db, when, { hours, later: hoursBefore[i + 1] ?? 0 });
  return queued;
}
