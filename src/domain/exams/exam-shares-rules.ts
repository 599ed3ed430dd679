import { MIN_PEOPLE } from '../quizzes/hiding-rules.ts';
import { mergeSmall } from '../study/hours-rules.ts';

/** How many people of a unit stand where; the excused are counted in nothing else. */
export type UnitCount = {
  unitId: string;
  name: string;
  people: number;
  excused: number;
  begun: number;
  finished: number;
  passed: number;
};

/** Shares in whole percent; what would be about fewer than five people is null. */
export type UnitShares = {
  name: string;
  people: number;
  begun: number;
  finished: number;
  passed: number | null;
};
export type ExamBoard = {
  people: number;
  excused: number;
  begun: number;
  finished: number;
  /** Of those who have finished, once it has closed for everybody. */
  passed: number | null;
  units: UnitShares[];
  /** Units too small to be shown by themselves, as one. */
  others: Omit<UnitShares, 'name' | 'passed'> | null;
};

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.floor((part * 100) / whole));

/** The shares of an exam: small units together, and who passed only once it is closed and of five people at least. */
export function countUnits(rows: readonly UnitCount[], isClosed: boolean): ExamBoard {
  const sum = (list: readonly UnitCount[], of: (row: UnitCount) => number) =>
    list.reduce((total, row) => total + of(row), 0);
  const whole = {
    people: sum(rows, ({ people }) => people),
    excused: sum(rows, ({ excused }) => excused),
    begun: sum(rows, ({ begun }) => begun),
    finished: sum(rows, ({ finished }) => finished),
  };
  const { shown, merged } = mergeSmall(rows, MIN_PEOPLE);
  const judged = mergeSmall(
    rows.map((row) => ({ ...row, people: row.finished })),
    MIN_PEOPLE,
  );
  const mayTell = isClosed && whole.finished >= MIN_PEOPLE;
  const passing = new Set(mayTell ? judged.shown.map(({ unitId }) => unitId) : []);
  const shares = (list: readonly UnitCount[]) => {
    const people = sum(list, (row) => row.people);
    return {
      people,
      begun: percent(
        sum(list, ({ begun }) => begun),
        people,
      ),
      finished: percent(
        sum(list, ({ finished }) => finished),
        people,
      ),
    };
  };
  const rest = sum(merged, ({ people }) => people);
  return {
    ...whole,
    passed: mayTell
      ? percent(
          sum(rows, ({ passed }) => passed),
          whole.finished,
        )
      : null,
    units: shown
      .toSorted((a, b) => a.name.localeCompare(b.name, 'zh'))
      .map((row) => ({
        name: row.name,
        ...shares([row]),
        passed: passing.has(row.unitId) ? percent(row.passed, row.finished) : null,
      })),
    others: rest >= MIN_PEOPLE ? shares(merged) : null,
  };
}
