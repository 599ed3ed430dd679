import type { Db } from '../../db/client.ts';
import { remindInterviews as queueReminders } from '../../db/queries/interviews.ts';
import type { RulePack } from '../rules/rule-pack.ts';

/** Reminds both people of an interview ahead, once for each time the pack names. */
export async function remindInterviews(db: Db, pack: RulePack, now: Date): Promise<number> {
  const { hoursBefore } = pack.reminders.interviewReminder;
  let queued = 0;
  for (const [i, hours] of hoursBefore.entries())
    queued += await queueReminders(db, now, { hours, later: hoursBefore[i + 1] ?? 0 });
  return queued;
}
