import { expect, it } from 'vitest';
import { tableOf } from '../../bench/report.ts';
import { median, percentile, resultOf } from '../../bench/result.ts';
import { readArguments } from '../../bench/run-benches.ts';

const measured = {
  name: 'P0 example',
  samples: [0.96, 0.94, 0.97],
  unit: 'accepted ÷ allowed',
  anchor: 'another',
  anchorSamples: [0.3, 0.2],
  target: '≥ 3 ×',
  isMet: (_: number, ratio: number) => ratio >= 3,
};

it('writes a measure beside its anchor, with the median and the spread', () => {
  expect(resultOf(measured)).toEqual({
    name: 'P0 example',
    value: 0.96,
    unit: 'accepted ÷ allowed',
    anchor: 'another',
    anchorValue: 0.25,
    ratio: 3.84,
    target: '≥ 3 ×',
    met: true,
    spread: [0.94, 0.97],
  });
});

it('has no ratio over an anchor of nothing', () => {
  const result = resultOf({ ...measured, anchorSamples: [0] });
  expect(JSON.parse(JSON.stringify(result))).toMatchObject({ ratio: null, anchorValue: 0 });
});

it('knows medians and percentiles', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(percentile([5, 1, 4, 2, 3], 0.99)).toBe(5);
  expect(
    percentile(
      Array.from({ length: 100 }, (_, i) => i + 1),
      0.99,
    ),
  ).toBe(99);
});

it('says in the table what was missed', () => {
  const table = tableOf([resultOf(measured), resultOf({ ...measured, name: 'missed', isMet: () => false })]);
  expect(table.split('\n')[2]).toMatch(/^P0 example .*0\.94–0\.97 .* yes$/);
  expect(table.split('\n')[3]).toMatch(/^missed .* NO$/);
});

it('takes names and options in any order, and says what it does not know', () => {
  const wanted = readArguments(['--samples', '3', 'fan-out', '--quick']);
  expect(wanted).toMatchObject({ quick: true, samples: 3, benches: [{ name: 'fan-out' }] });
  expect(readArguments([])).toMatchObject({ quick: false, samples: 5 });
  expect(() => readArguments(['nonsense'])).toThrow('nonsense');
  expect(() => readArguments(['--samples', 'many'])).toThrow('--samples');
});
