import type { Db } from '../../db/client.ts';
import {
  findCardTime,
  offerCardsAt,
  offerCardsInDigest,
  setCardTime as set,
  type OfferRule,
} from '../../db/queries/card-offers.ts';
import { giveAssigned } from '../../db/queries/plan-assignments.ts';
import { insertRoleAssignments } from '../../db/queries/study-cards.ts';
import { digestTimes } from '../deliveries/rules.ts';
import { rolesFor, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf, startOfDay, timeOf } from '../schedule/calendar.ts';
import type { StudyPlan } from './plans.ts';
import { roleAssignments } from './choose-plan.ts';

/** An offer that was left alone is not followed by another for so long. */
const QUIET_DAYS = 7;
/** A time of day that passed while nobody ran is caught up for so long. */
const WINDOW_MS = 20 * 60_000;

const ruleOf = (plans: readonly StudyPlan[], now: Date): OfferRule => ({
  roles: rolesFor('study.cards'),
  plans: plans.map(({ id }) => id),
  day: dayOf(now),
  dayFrom: startOfDay(dayOf(now)),
  quietSince: new Date(now.getTime() - QUIET_DAYS * 86_400_000),
});
const endOfDay = (now: Date): Date => startOfDay(addDays(dayOf(now), 1));

/** Gives the plans of each role to its holders, and offers today's card in the digest; once a day, whoever runs it. */
export function offerCards(
  db: Db,
  pack: RulePack,
  plans: readonly StudyPlan[],
  now: Date,
): Promise<{ given: number; queued: number }> {
  const digest = digestTimes(pack.reminders.digestAt, now);
  return db.transaction(async (tx) => {
    const assigned = await giveAssigned(tx, dayOf(now), now, null);
    const byRole = await insertRoleAssignments(tx, roleAssignments(plans), dayOf(now), now, null);
    const queued = await offerCardsInDigest(tx, ruleOf(plans, now), now, endOfDay(now), digest);
    return { given: assigned + byRole, queued };
  });
}

/** Offers today's card to those who named the time that has just come. */
export function offerTimedCards(db: Db, plans: readonly StudyPlan[], now: Date): Promise<number> {
  const after = new Date(Math.max(now.getTime() - WINDOW_MS, startOfDay(dayOf(now)).getTime() - 1));
  // A window that begins before midnight begins below every time of day.
  const window = { after: dayOf(after) === dayOf(now) ? timeOf(after) : '', until: timeOf(now) };
  return db.transaction((tx) => offerCardsAt(tx, ruleOf(plans, now), window, now, endOfDay(now)));
}

/** Their own time for the daily card, "12:30" or `off`; null: with the digest. */
export const readCardTime = (db: Db, person: Actor): Promise<string | null> =>
  findCardTime(db, person.personId);
export const setCardTime = (db: Db, person: Actor, time: string | null): Promise<void> =>
  set(db, person.personId, time);
