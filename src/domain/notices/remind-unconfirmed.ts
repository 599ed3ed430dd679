import type { Db } from '../../db/client.ts';
import { remindUnconfirmed as queueReminders } from '../../db/queries/notices.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { quietly } from '../schedule/quiet-hours.ts';

/** Reminds only the unconfirmed, spaced and capped by the pack (row E10). */
export function remindUnconfirmed(db: Db, pack: RulePack, now: Date): Promise<number> {
  const { ackReminder, quietHours } = pack.reminders;
  return queueReminders(db, quietly(quietHours, now), dayOf(now), ackReminder);
}
