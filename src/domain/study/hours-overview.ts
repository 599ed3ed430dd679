import type { Db } from '../../db/client.ts';
import { findStandingsUnder, type UnitStandingRow } from '../../db/queries/hour-standings.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { exemptingOf, yearOf } from './hour-year.ts';
import { MIN_PEOPLE } from '../quizzes/hiding-rules.ts';
import {
  countedHours,
  daysOfYear,
  findDuty,
  judgeHours,
  mergeSmall,
  neededHours,
  type HoursState,
} from './hours-rules.ts';

/** How many people of a unit stand where; nobody is named and nothing is put in an order of merit. */
export type HoursCount = { people: number } & Record<HoursState, number>;
export type HoursOverview = {
  year: number;
  unitName: string;
  /** Null where the whole unit has fewer than five people. */
  total: HoursCount | null;
  units: (HoursCount & { name: string })[];
  /** Units too small to be shown by themselves, as one figure. */
  others: HoursCount | null;
};

/** The counts of each unit the person oversees, its units below in the order of their names (rows B2, A6). */
export async function readHoursOverview(
  db: Db,
  actor: Actor,
  pack: RulePack,
  now: Date,
): Promise<HoursOverview[]> {
  const scope = new Set(scopeOf(actor, 'hours.overview'));
  const year = yearOf(now);
  const overviews: HoursOverview[] = [];
  for (const unitId of scope) {
    const rows = await readAs(db, actor, now, (as) =>
      findStandingsUnder(as, unitId, year, exemptingOf(pack)),
    );
    const unitName = actor.posts.find((post) => post.unitId === unitId)?.unitName ?? '';
    overviews.push({ year: year.year, unitName, ...countByUnit(rows, pack, year.year) });
  }
  return overviews;
}

function countByUnit(
  rows: readonly UnitStandingRow[],
  pack: RulePack,
  year: number,
): Omit<HoursOverview, 'year' | 'unitName'> {
  const groups = new Map<string, HoursCount & { name: string }>();
  for (const row of rows) {
    const group = groups.get(row.unitId) ?? { name: row.unitName, ...none() };
    group.people += 1;
    group[stateOf(row, pack, year)] += 1;
    groups.set(row.unitId, group);
  }
  const { shown, merged } = mergeSmall([...groups.values()], MIN_PEOPLE);
  const units = shown.toSorted((a, b) => a.name.localeCompare(b.name, 'zh'));
  const [total, others] = [sumOf([...groups.values()]), sumOf(merged)];
  // Small ones that stay too few together, with nothing to join them to: the whole unit is too small.
  return total.people < MIN_PEOPLE
    ? { total: null, units: [], others: null }
    : { total, units, others: merged.length > 0 ? others : null };
}

function stateOf(row: UnitStandingRow, pack: RulePack, year: number): HoursState {
  const duty = findDuty(pack.hours, row);
  return judgeHours(duty, {
    needed: duty ? neededHours(duty.hours, row.exemptDays, daysOfYear(year)) : 0,
    done: duty ? countedHours(row.done, duty) : 0,
    isExempt: row.exempt !== null,
  });
}

const none = (): HoursCount => ({ people: 0, unknown: 0, exempt: 0, met: 0, open: 0 });

function sumOf(counts: readonly HoursCount[]): HoursCount {
  return counts.reduce(
    (sum, one) => ({
      people: sum.people + one.people,
      unknown: sum.unknown + one.unknown,
      exempt: sum.exempt + one.exempt,
      met: sum.met + one.met,
      open: sum.open + one.open,
    }),
    none(),
  );
}
