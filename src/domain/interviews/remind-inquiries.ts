import type { Db } from '../../db/client.ts';
import { remindInquiries as queueReminders } from '../../db/queries/inquiry-reminders.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';
import { deadlineIn } from '../schedule/working-days.ts';

/**
 * Reminds whoever has yet to answer a written inquiry, some working days before it is due, once for each number of days
 * that the pack names; where two have been missed, the nearer one is said.
 */
export async function remindInquiries(db: Db, pack: RulePack, now: Date): Promise<number> {
  const days = pack.interviewRules.inquiryReminderWorkingDays;
  const ends = await Promise.all(days.map((n) => endOfDay(db, n, now)));
  let queued = 0;
  for (const [i, n] of days.entries())
    queued += await queueReminders(db, { days: n, after: ends[i + 1] ?? now, until: ends[i] ?? now }, now);
  return queued;
}

/** The end of the working day so many days on. No inquiry is due beyond what the calendar covers, so that all are before it. */
async function endOfDay(db: Db, workingDays: number, now: Date): Promise<Date> {
  const due = await deadlineIn(db, workingDays, now);
  return due.ok ? startOfDay(addDays(dayOf(due.at), 1)) : startOfDay(`${due.year + 1}-01-01`);
}
