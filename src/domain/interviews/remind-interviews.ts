import type { Db } from '../../db/client.ts';
import { remindInterviews as queueReminders } from '../../db/queries/interviews.ts';
import type { RulePack } from '../rules/rule-pack.ts';

/** Reminds both people of an interview ahead, once for each time the pack names. */
export async function remindInterviews(db: Db, pack: RulePack, now: Date): Promise<number> {
  let queued = 0;
  for (const hours of pack.reminders.interviewReminder.hoursBefore)
    queued += await queueReminders(db, now, hours);
  return queued;
}
