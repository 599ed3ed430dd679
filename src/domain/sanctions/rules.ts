import type { RulePack } from '../rules/rule-pack.ts';
import type { SanctionKind } from '../rules/sanction-rules.ts';
import { addDays } from '../schedule/calendar.ts';

/**
 * The last day on which a sanction has an effect. The period runs from the day of the decision (政务处分法 Article 8, 2), which is its
 * first day; where the last month has no such day, it ends with that month.
 * @param decidedOn local day of the decision, "2026-11-23"
 * @param months how long, by the rule of its kind
 */
export function lastDayInEffect(decidedOn: string, months: number): string {
  const [year = 0, month = 1, day = 1] = decidedOn.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const lastOfMonth = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  const on = (n: number) => `${toYear}-${String(toMonth).padStart(2, '0')}-${String(n).padStart(2, '0')}`;
  return day > lastOfMonth ? on(lastOfMonth) : addDays(on(day), -1);
}

export const sanctionKind = (pack: RulePack, id: string): SanctionKind | undefined =>
  pack.sanctions.find((kind) => kind.id === id);

export type SanctionDayProblem = 'future' | 'over';

/** What is wrong with the day of a decision: not come yet, or so long ago that it has no effect any more. */
export function findSanctionDayProblem(
  decidedOn: string,
  months: number,
  today: string,
): SanctionDayProblem | undefined {
  if (decidedOn > today) return 'future';
  return lastDayInEffect(decidedOn, months) < today ? 'over' : undefined;
}
