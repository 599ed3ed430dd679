import type { Db } from '../../db/client.ts';
import { announceWaitingHours } from '../../db/queries/hour-reminders.ts';
import { digestTimes } from '../deliveries/rules.ts';
import { rolesFor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';

/** A line in the digest of whoever is nearest to confirm hours that wait; again only for newer ones. */
export function announceHours(db: Db, pack: RulePack, now: Date): Promise<number> {
  const digest = digestTimes(pack.reminders.digestAt, now);
  return db.transaction((tx) => announceWaitingHours(tx, rolesFor('hours.confirm'), dayOf(now), now, digest));
}
