import type { Db } from '../../db/client.ts';
import { announceSheets, insertSheets } from '../../db/queries/duties.ts';
import { digestTimes } from '../deliveries/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf, quarterOf } from '../schedule/calendar.ts';
import { exemptingOf } from '../study/hour-year.ts';

/**
 * Gives everybody whose posts have duties their sheet of the quarter, once, and says so in their digest. Whoever takes
 * a post later, or comes back, gets one then, unless the quarter is nearly over.
 */
export async function makeSheets(db: Db, pack: RulePack, now: Date): Promise<number> {
  const quarter = quarterOf(now);
  const day = dayOf(now);
  const { items, leastDaysLeft } = pack.postDuties;
  if (addDays(day, leastDaysLeft) > dayOf(quarter.to)) return 0;
  return db.transaction(async (tx) => {
    const made = await insertSheets(
      tx,
      { quarter, duties: items, exempting: exemptingOf(pack), rulePackVersion: pack.version, day },
      now,
    );
    if (made > 0) await announceSheets(tx, quarter, now, digestTimes(pack.reminders.digestAt, now));
    return made;
  });
}
