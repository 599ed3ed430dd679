import { MIN_PEOPLE } from '../quizzes/hiding-rules.ts';
import { mergeSmall } from '../study/hours-rules.ts';

/** What is about people. */
export type DriftFigures = { missing: number; overdue: number; unanswered: number };
type UnitDriftRow = DriftFigures & { name: string; people: number; skipped: number };
/** A unit; without figures where it has too few people. Meetings are the unit's, and shown of any. */
export type UnitDrift = { name: string; figures: DriftFigures | null; skipped: number };
export type Drift = {
  rows: UnitDrift[];
  /** Null where all of the scope has too few people. */
  total: DriftFigures | null;
  /** Units too small to be shown by themselves, as one figure. */
  others: DriftFigures | null;
};

const figuresOf = ({ missing, overdue, unanswered }: DriftFigures): DriftFigures => ({
  missing,
  overdue,
  unanswered,
});
const sumOf = (rows: readonly DriftFigures[]): DriftFigures =>
  rows.reduce<DriftFigures>(
    (sum, row) => ({
      missing: sum.missing + row.missing,
      overdue: sum.overdue + row.overdue,
      unanswered: sum.unanswered + row.unanswered,
    }),
    { missing: 0, overdue: 0, unanswered: 0 },
  );

/**
 * What may be shown: nothing that is about fewer than five people, nor the difference to the total.
 * @param rows units in the order of their names, which stays: no ranking
 */
export function driftOf(rows: readonly UnitDriftRow[]): Drift {
  const people = rows.reduce((sum, row) => sum + row.people, 0);
  const { shown, merged } =
    people < MIN_PEOPLE ? { shown: [], merged: [...rows] } : mergeSmall(rows, MIN_PEOPLE);
  return {
    rows: rows.map((row) => ({
      name: row.name,
      figures: shown.includes(row) ? figuresOf(row) : null,
      skipped: row.skipped,
    })),
    total: people < MIN_PEOPLE ? null : sumOf(rows),
    others: people < MIN_PEOPLE || merged.length === 0 ? null : sumOf(merged),
  };
}
