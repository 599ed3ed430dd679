import { MIN_PEOPLE } from '../quizzes/hiding-rules.ts';
import { FORMS, type Form } from '../rules/form-rules.ts';
import { mergeSmall } from '../study/hours-rules.ts';

/** Longest reason for a correction, in characters. */
export const FORM_REASON_LIMIT = 200;

export type FormCounts = Record<Form, number>;
type FormCountRow = FormCounts & { id: string; name: string; people: number };
export type UnitForms = { id: string; name: string; people: number; counts: FormCounts };
/** How often each form was chosen, by unit in the order of names: no ranking, and nothing about fewer than five people. */
export type FormOverview = {
  /** Null where all of the scope has too few people. */
  total: FormCounts | null;
  units: UnitForms[];
  /** Units too small to be shown by themselves, as one figure. */
  others: FormCounts | null;
};

const countsOf = ({ first, second, third, fourth }: FormCountRow): FormCounts => ({
  first,
  second,
  third,
  fourth,
});
const sumOf = (rows: readonly FormCountRow[]): FormCounts =>
  rows.map(countsOf).reduce(
    (sum, counts) => {
      for (const form of FORMS) sum[form] += counts[form];
      return sum;
    },
    { first: 0, second: 0, third: 0, fourth: 0 },
  );

/**
 * What may be shown of the counts. A unit that has lost its people since is merged with the small ones.
 * @param rows all units of a scope, in their order
 */
export function overviewOfForms(rows: readonly FormCountRow[]): FormOverview {
  const people = rows.reduce((sum, row) => sum + row.people, 0);
  if (people < MIN_PEOPLE) return { total: null, units: [], others: null };
  const { shown, merged } = mergeSmall(rows, MIN_PEOPLE);
  const kept = [...merged, ...rows.filter((row) => row.people === 0)];
  return {
    total: sumOf(rows),
    units: rows
      .filter((row) => shown.includes(row))
      .map((row) => ({ id: row.id, name: row.name, people: row.people, counts: countsOf(row) })),
    others: kept.length > 0 ? sumOf(kept) : null,
  };
}
