import { announceMissing, countHeld, type CadenceInput, type HeldRow } from '../../db/queries/cadences.ts';
import type { Db } from '../../db/client.ts';
import { digestTimes } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf, periodOf, startOfDay } from '../schedule/calendar.ts';

export type { HeldRow };
const DAYS_OF_A_YEAR = 366;

/** What the pack asks of each kind of meeting in the period that holds an instant. */
export function cadencesAt(pack: RulePack, now: Date): CadenceInput[] {
  return pack.meetings.kinds.flatMap(({ cadence, duty }) => {
    const rule = pack.cadences.find(({ id }) => id === cadence);
    if (!rule) return [];
    const period = periodOf(rule.every, now);
    const heldSince = duty?.onceHeld ? startOfDay(addDays(dayOf(period.from), -DAYS_OF_A_YEAR)) : null;
    const binds = { leastPeople: duty?.leastPeople ?? 0, heldSince };
    return [{ kind: cadence, period, times: rule.times, roles: rule.remindRoles, ...binds, day: dayOf(now) }];
  });
}

/** Whether a period ends within the days of the pack's reminder. */
const isNear = ({ period }: CadenceInput, days: number, now: Date): boolean =>
  now >= startOfDay(addDays(dayOf(period.to), -days));

/** Tells organisers what their unit still lacks, some days before its period ends; members are never told. */
export function watchCadences(db: Db, pack: RulePack, now: Date): Promise<number> {
  const digest = digestTimes(pack.reminders.digestAt, now);
  const near = cadencesAt(pack, now).filter((it) => isNear(it, pack.meetings.remindDaysBefore, now));
  return db.transaction(async (tx) => {
    let queued = 0;
    for (const cadence of near) queued += await announceMissing(tx, cadence, now, digest);
    return queued;
  });
}

export const UNITS_A_PAGE = 5;
export type Overview = { kinds: CadenceInput[]; rows: HeldRow[]; total: number };

/** Which units of somebody's scope have held what in the running periods: counts only, nobody by name. */
export async function readHeldOverview(
  db: Db,
  organiser: Actor,
  pack: RulePack,
  page: number,
  now: Date,
): Promise<Overview> {
  const kinds = cadencesAt(pack, now);
  const wanted = kinds.map(({ kind, period }) => ({ kind, from: period.from, to: period.to }));
  const roles = [...new Set(kinds.flatMap((it) => it.roles))];
  const where = { offset: page * UNITS_A_PAGE, limit: UNITS_A_PAGE };
  const scope = scopeOf(organiser, 'meetings.hold');
  return { kinds, ...(await countHeld(db, scope, wanted, roles, dayOf(now), where)) };
}
