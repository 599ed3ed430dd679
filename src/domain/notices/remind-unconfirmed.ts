import type { Db } from '../../db/client.ts';
import { remindUnconfirmed as queueReminders } from '../../db/queries/notices.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { digestTimes } from '../deliveries/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Reminds only the unconfirmed, spaced and capped by the pack (row E10). */
export function remindUnconfirmed(db: Db, pack: RulePack, now: Date): Promise<number> {
  const digest = digestTimes(pack.reminders.digestAt, now);
  return db.transaction((tx) => queueReminders(tx, now, dayOf(now), pack.reminders.ackReminder, digest));
}
