import type { HourYear } from '../../db/queries/hour-standings.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';

/** The calendar year that an instant lies in where people live. */
export function yearOf(now: Date): HourYear & { year: number } {
  const day = dayOf(now);
  const year = Number(day.slice(0, 4));
  return { year, from: `${year}-01-01`, to: `${year + 1}-01-01`, day };
}

/** The exemptions of the pack that take their days out of what is asked. */
export const exemptingOf = ({ exemptions }: RulePack): string[] =>
  exemptions.filter(({ effects }) => effects.includes('denominators')).map(({ id }) => id);
