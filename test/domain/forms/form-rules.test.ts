import { describe, expect, test } from 'vitest';
import { overviewOfForms } from '../../../src/domain/forms/rules.ts';

const unit = (name: string, people: number, first = 1) => ({
  id: name,
  name,
  people,
  first,
  second: 0,
  third: 0,
  fourth: 0,
});
const counts = (first: number) => ({ first, second: 0, third: 0, fourth: 0 });

describe('the counts of the four forms', () => {
  test('are by unit in the order given, whatever the numbers', () => {
    const overview = overviewOfForms([unit('a', 9, 1), unit('b', 12, 7), unit('c', 6, 3)]);
    expect(overview.units.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(overview.total).toEqual(counts(11));
    expect(overview.others).toBeNull();
  });

  test('hide what is about fewer than five people, also as the difference to the total', () => {
    const overview = overviewOfForms([unit('a', 30, 2), unit('b', 3, 1), unit('c', 7, 4)]);
    expect(overview.units.map(({ name }) => name)).toEqual(['a']);
    expect(overview.others).toEqual(counts(5));
    expect(overviewOfForms([unit('a', 2), unit('b', 2)])).toEqual({ total: null, units: [], others: null });
  });

  test('keep what was chosen in a unit that has nobody any more among the others', () => {
    const overview = overviewOfForms([unit('a', 30, 2), unit('gone', 0, 1)]);
    expect(overview.total).toEqual(counts(3));
    expect(overview.others).toEqual(counts(1));
  });
});
