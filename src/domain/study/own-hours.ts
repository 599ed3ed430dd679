import type { Db } from '../../db/client.ts';
import { findStanding, type StandingRow } from '../../db/queries/hour-standings.ts';
import { findHourEntries, findHourEntry, type HourEntryRow } from '../../db/queries/study-hours.ts';
import type { Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { exemptingOf, yearOf } from './hour-year.ts';
import {
  countedHours,
  daysOfYear,
  findDuty,
  judgeHours,
  neededHours,
  type HoursState,
} from './hours-rules.ts';

export type { HourEntryRow };
export type OwnHours = {
  year: number;
  state: HoursState;
  /** The rule that asks for the hours; none where none fits. */
  duty: RulePack['hours'][number] | undefined;
  /** What the rule asks for this year, exempt days taken out. */
  needed: number;
  /** Confirmed hours that count towards it; without a rule, all confirmed hours. */
  done: number;
  /** Confirmed hours of kinds that do not count. */
  besides: number;
} & Pick<StandingRow, 'exempt' | 'exemptDays' | 'memberKinds' | 'roles' | 'waiting'>;

export const ENTRIES_A_PAGE = 5;

/** What is asked of a person this year, by which rule, and what they have (row B2). */
export async function readOwnHours(
  db: Db,
  person: Pick<Actor, 'personId'>,
  pack: RulePack,
  now: Date,
): Promise<OwnHours> {
  const year = yearOf(now);
  const row = await findStanding(db, person.personId, year, exemptingOf(pack));
  if (!row) throw new Error(`there is no person ${person.personId}`);
  const duty = findDuty(pack.hours, row);
  const all = Object.values(row.done).reduce((sum, hours) => sum + hours, 0);
  const done = duty ? countedHours(row.done, duty) : all;
  const needed = duty ? neededHours(duty.hours, row.exemptDays, daysOfYear(year.year)) : 0;
  const state = judgeHours(duty, { needed, done, isExempt: row.exempt !== null });
  const { exempt, exemptDays, memberKinds, roles, waiting } = row;
  const own = { exempt, exemptDays, memberKinds, roles, waiting };
  return { year: year.year, state, duty, needed, done, besides: all - done, ...own };
}

/** A page of this year's entries, the newest day first. */
export function listOwnHours(
  db: Db,
  person: Pick<Actor, 'personId'>,
  page: number,
  now: Date,
): Promise<{ rows: HourEntryRow[]; total: number }> {
  const where = { offset: page * ENTRIES_A_PAGE, limit: ENTRIES_A_PAGE };
  return findHourEntries(db, person.personId, yearOf(now), where);
}

/** One of their own entries, of any year. */
export const readOwnEntry = (
  db: Db,
  person: Pick<Actor, 'personId'>,
  id: string,
): Promise<HourEntryRow | undefined> => findHourEntry(db, id, person.personId);
