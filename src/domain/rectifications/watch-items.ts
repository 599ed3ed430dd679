import type { Db } from '../../db/client.ts';
import { escalateItems, remindOwners } from '../../db/queries/rectification-events.ts';
import { digestTimes } from '../deliveries/rules.ts';
import { rolesFor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';

/**
 * Reminds the owners on the days before that the pack names, and takes what is overdue one level up, once for each day
 * it was due on.
 */
export async function watchItems(
  db: Db,
  pack: RulePack,
  now: Date,
): Promise<{ reminded: number; escalated: number }> {
  const { rectificationReminder, digestAt } = pack.reminders;
  const { daysBefore } = rectificationReminder;
  const digest = digestTimes(digestAt, now);
  const day = dayOf(now);
  return db.transaction(async (tx) => {
    let reminded = 0;
    for (const [i, days] of daysBefore.entries())
      reminded += await remindOwners(tx, { day, days, later: daysBefore[i + 1] ?? -1 }, now, digest);
    const escalated = await escalateItems(tx, { day, roles: rolesFor('rectifications.open') }, now, digest);
    return { reminded, escalated };
  });
}
