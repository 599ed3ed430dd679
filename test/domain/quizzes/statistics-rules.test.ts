import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kurtosis, skewness, variance } from '../../../src/domain/quizzes/moments-rules.ts';
import { seededNumbers, shuffled } from '../../../src/domain/quizzes/rules.ts';
import type { Sitting } from '../../../src/domain/quizzes/first-sitting-rules.ts';
import { quizStatistics } from '../../../src/domain/quizzes/statistics-rules.ts';
import { quiz, sat } from './graded-sittings.ts';

/** The figures of a quiz that enough people sat. */
function shown(sittings: readonly Sitting[]) {
  const it = quizStatistics(sittings);
  if (it.hidden) throw new Error('hidden');
  return it;
}
function near(actual: number | undefined, wanted: number, within = 1e-9): void {
  expect(actual).toBeDefined();
  expect(Math.abs((actual ?? Number.NaN) - wanted)).toBeLessThan(within);
}
/** Every number in a value, however deep. */
const numbersIn = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(numbersIn)
      : [];

/*
 * Five people, three questions out of 1, 1 and 3 (5 in all):
 *
 *          q0 q1 q2  total  from the mean 2
 *      a    1  1  2    4      2
 *      b    1  1  0    2      0
 *      c    1  0  1    2      0
 *      d    0  1  0    1     −1
 *      e    1  0  0    1     −1
 *   sum     4  3  3   10      squares 6, cubes 8 − 2 = 6, fourth powers 16 + 2 = 18
 *
 * Whole quiz (n = 5). Mean 2/5 = 0.4, median 2/5. Variance of the totals 6/4 = 1.5, deviation √1.5 / 5.
 *   k₃ = 5 · 6 / (4 · 3) = 2.5; skewness 2.5 / 1.5^1.5.
 *   k₄ = (5 · 6 · 18 − 3 · 4 · 6²) / (4 · 3 · 2) = (540 − 432) / 24 = 4.5; kurtosis 4.5 / 1.5² = 2.
 *
 * q0: marks 1 1 1 0 1 (mean 0.8, variance (4 · 0.04 + 0.64) / 4 = 0.2); rest 3 1 1 1 0 (mean 1.2, variance 4.8 / 4 = 1.2).
 *   Covariance (0.36 − 0.04 − 0.04 + 0.16 − 0.24) / 4 = 0.2 / 4 = 0.05; discrimination 0.05 / √(0.2 · 1.2).
 *   Sorted 0 1 1 1 1 and 0 1 1 1 3: (0.96 − 0.04 − 0.04 − 0.04 + 0.36) / 4 = 0.3; efficiency 0.05 / 0.3 = 1/6.
 * q1: marks 1 1 0 1 0 (mean 0.6, variance 1.2 / 4 = 0.3); rest 3 1 2 0 1 (mean 1.4, variance 5.2 / 4 = 1.3).
 *   Covariance (0.64 − 0.16 − 0.36 − 0.56 + 0.24) / 4 = −0.2 / 4 = −0.05; discrimination −0.05 / √(0.3 · 1.3).
 *   Sorted 0 0 1 1 1 and 0 1 1 2 3: (0.84 + 0.24 − 0.16 + 0.24 + 0.64) / 4 = 0.45; efficiency −0.05 / 0.45 = −1/9.
 * q2: marks 2 0 1 0 0 (mean 0.6, variance 3.2 / 4 = 0.8); rest 2 2 1 1 1 (mean 1.4, variance 1.2 / 4 = 0.3).
 *   Covariance (0.84 − 0.36 − 0.16 + 0.24 + 0.24) / 4 = 0.8 / 4 = 0.2; discrimination 0.2 / √(0.8 · 0.3).
 *   Sorted 0 0 0 1 2 and 1 1 1 2 2: (3 · 0.24 + 0.24 + 0.84) / 4 = 0.45; efficiency 0.2 / 0.45 = 4/9.
 *   As a share: facility 0.6 / 3 = 0.2, deviation √0.8 / 3.
 *
 * Alpha: 3/2 · (1 − (0.2 + 0.3 + 0.8) / 1.5) = 0.2; error ratio √0.8; standard error √0.8 · √1.5 / 5 = √1.2 / 5.
 * Covariance with the total = variance + covariance with the rest: 0.25, 0.25, 1. Roots 0.5, 0.5, 1 of 2: effective weights
 *   0.25, 0.25, 0.5; meant were 1/5, 1/5, 3/5.
 */
const TABLE = [
  sat('a', [1, 1, 2], [1, 1, 3]),
  sat('b', [1, 1, 0], [1, 1, 3]),
  sat('c', [1, 0, 1], [1, 1, 3]),
  sat('d', [0, 1, 0], [1, 1, 3]),
  sat('e', [1, 0, 0], [1, 1, 3]),
];

describe('a table worked by hand', () => {
  const it = shown(TABLE);

  test('gives the figures of the quiz', () => {
    expect(it.people).toBe(5);
    near(it.mean, 0.4);
    near(it.median, 0.4);
    near(it.deviation, Math.sqrt(1.5) / 5);
    near(it.skewness, 2.5 / 1.5 ** 1.5);
    near(it.kurtosis, 2);
    near(it.consistency, 0.2);
    near(it.errorRatio, Math.sqrt(0.8));
    near(it.standardError, Math.sqrt(1.2) / 5);
  });

  test.each([
    [0, 0.8, Math.sqrt(0.2), 0.05 / Math.sqrt(0.24), 1 / 6, 0.2, 0.25],
    [1, 0.6, Math.sqrt(0.3), -0.05 / Math.sqrt(0.39), -1 / 9, 0.2, 0.25],
    [2, 0.2, Math.sqrt(0.8) / 3, 0.2 / Math.sqrt(0.24), 4 / 9, 0.6, 0.5],
  ])(
    'gives the figures of q%i',
    (i, facility, deviation, discrimination, efficiency, intended, effective) => {
      const place = it.places?.[i];
      expect(place?.place).toBe(`q${i}`);
      near(place?.facility, facility);
      near(place?.deviation, deviation);
      near(place?.discrimination, discrimination);
      near(place?.efficiency, efficiency);
      near(place?.intendedWeight, intended);
      near(place?.effectiveWeight, effective);
    },
  );
});

describe('published examples', () => {
  // K. L. Wuensch, "The Kuder-Richardson 20" (https://core.ecu.edu/wuenschk/StatHelp/KR20.txt): ten students, ten questions.
  // Published: p of each question, its variance pq, and the variance 5.84 of the totals, all divided by n. KR-20 is alpha of
  // right and wrong: 10/9 · (1 − 2.18 / 5.84), where 2.18 is the sum of the published pq.
  test('alpha of ten students', () => {
    const rows =
      '1111110110 1011011101 1111011001 0010001000 0000010010 1110111111 1101110111 1111111101 0101111101';
    const students = `${rows} 1101101110`.split(' ').map((row) => [...row].map(Number));
    const it = shown(students.map((marks, i) => sat(`s${i}`, marks, [])));
    const p = [0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6];
    p.forEach((share, i) => near(it.places?.[i]?.facility, share));
    near(it.deviation ** 2 * 0.9 * 100, 5.84);
    near(it.consistency, (10 / 9) * (1 - 2.18 / 5.84));
  });

  // Microsoft's help on SKEW and KURT, which are k₃ / k₂^1.5 and k₄ / k₂².
  test('skewness and kurtosis of ten numbers', () => {
    const numbers = [3, 4, 5, 2, 3, 4, 5, 6, 4, 7];
    near(skewness(numbers), 0.359543, 5e-7);
    near(kurtosis(numbers), -0.1518, 5e-5);
  });
});

describe('any quiz', () => {
  test('keeps its figures within their bounds, and says nothing that is not a number', () => {
    fc.assert(
      fc.property(quiz(), (sittings) => {
        const it = shown(sittings);
        expect(numbersIn(it).every(Number.isFinite)).toBe(true);
        for (const share of [it.mean, it.median]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(it.consistency ?? 0).toBeLessThanOrEqual(1 + 1e-9);
        for (const place of it.places ?? []) {
          expect(Math.abs(place.discrimination ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
          expect(place.efficiency ?? 0).toBeLessThanOrEqual(1 + 1e-9);
          expect(Math.sign(place.efficiency ?? 0)).toBe(Math.sign(place.discrimination ?? 0));
        }
        const sum = (key: 'intendedWeight' | 'effectiveWeight') =>
          (it.places ?? []).reduce((total, place) => total + (place[key] ?? 0), 0);
        near(sum('intendedWeight'), 1);
        if (it.places?.some(({ effectiveWeight }) => effectiveWeight !== undefined))
          near(sum('effectiveWeight'), 1);
      }),
    );
  });

  test('does not depend on the order of people, or on the unit of marks', () => {
    fc.assert(
      fc.property(quiz(), fc.string(), fc.constantFrom(2, 4, 8), (sittings, seed, unit) => {
        const larger = sittings.map((sitting) => ({
          ...sitting,
          answers: sitting.answers.map((it) => ({ ...it, mark: it.mark * unit, outOf: it.outOf * unit })),
        }));
        const wanted = numbersIn(shown(sittings));
        for (const other of [shuffled(sittings, seededNumbers(seed)), larger])
          numbersIn(shown(other)).forEach((value, i) => near(value, wanted[i] ?? Number.NaN));
      }),
    );
  });

  test('counts first sittings only', () => {
    fc.assert(
      fc.property(quiz(), quiz(), (first, second) => {
        const later = second.map((it) => ({ ...it, id: `!${it.id}`, startedAt: new Date('2027-01-01') }));
        const known = new Set(first.map(({ personId }) => personId));
        const again = later.filter(({ personId }) => known.has(personId));
        expect(quizStatistics([...again, ...first])).toEqual(quizStatistics(first));
      }),
    );
  });

  test('is hidden, with no figure at all, when fewer than five people sat it', () => {
    fc.assert(
      fc.property(quiz({ min: 0, max: 4 }), (sittings) => {
        const twice = sittings.flatMap((it) => [it, { ...it, id: `${it.id}!` }]);
        expect(quizStatistics(twice)).toEqual({ hidden: true, people: sittings.length });
      }),
    );
  });
});

test('where everybody has the same marks there is no spread, and nothing made of one', () => {
  const it = shown(['a', 'b', 'c', 'd', 'e'].map((person) => sat(person, [0.1, 0.2, 0.7], [1, 1, 1])));
  expect(it).toMatchObject({
    deviation: 0,
    skewness: undefined,
    kurtosis: undefined,
    consistency: undefined,
  });
  expect(it).toMatchObject({ errorRatio: undefined, standardError: undefined });
  for (const place of it.places ?? [])
    expect(place).toMatchObject({
      deviation: 0,
      discrimination: undefined,
      efficiency: undefined,
      effectiveWeight: undefined,
    });
});

test('a spread that is only rounding is none', () => {
  const level = [0.1 + 0.2, 0.3, 0.3, 0.3, 0.3];
  expect(variance(level)).toBe(0);
  expect([skewness(level), kurtosis(level)]).toEqual([undefined, undefined]);
});

test('questions that all say the same are perfectly consistent, and leave no error', () => {
  fc.assert(
    fc.property(quiz(), fc.integer({ min: 2, max: 7 }), (sittings, times) => {
      const same = sittings.map(({ personId, answers }) =>
        sat(
          personId,
          Array.from({ length: times }, () => (answers[0]?.mark ?? 0) / 3),
          Array.from({ length: times }, () => 2),
        ),
      );
      const it = shown(same);
      if (it.deviation === 0) return;
      near(it.consistency, 1);
      near(it.errorRatio, 0, 1e-6);
      near(it.standardError, 0, 1e-6);
    }),
  );
});

test('a place in which the better people do worse has no effective weight, and the others share all of it', () => {
  const rows = [
    [0, 1, 1, 1],
    [0, 1, 1, 1],
    [0, 1, 1, 0],
    [1, 0, 0, 1],
    [1, 0, 0, 0],
  ];
  const it = shown(rows.map((marks, i) => sat(`p${i}`, marks, [])));
  expect(it.places?.[0]?.effectiveWeight).toBeUndefined();
  const others = it.places?.slice(1).map(({ effectiveWeight }) => effectiveWeight ?? 0) ?? [];
  near(
    others.reduce((sum, weight) => sum + weight, 0),
    1,
  );
});

test('papers of different length have grades, but no places in common', () => {
  const it = shown([...TABLE, sat('f', [1, 1], [1, 1])]);
  expect(it.people).toBe(6);
  near(it.mean, (10 / 5 + 1) / 6);
  expect(it).toMatchObject({ places: undefined, consistency: undefined, standardError: undefined });
});

test('a paper of one question has no rest to compare with', () => {
  const it = shown([0, 1, 1, 0, 1].map((mark, i) => sat(`p${i}`, [mark], [1])));
  expect(it.consistency).toBeUndefined();
  expect(it.places?.[0]).toMatchObject({ facility: 0.6, discrimination: undefined, effectiveWeight: 1 });
});
