import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optionCounts } from '../../../src/domain/quizzes/distractor-rules.ts';
import { randomGuessScore } from '../../../src/domain/quizzes/guess-rules.ts';
import type { Hidden, Shown } from '../../../src/domain/quizzes/hiding-rules.ts';
import {
  doubtfulItems,
  itemStatistics,
  type ItemFigures,
} from '../../../src/domain/quizzes/item-statistics-rules.ts';
import { seededNumbers, shuffled } from '../../../src/domain/quizzes/rules.ts';
import type { Sitting } from '../../../src/domain/quizzes/first-sitting-rules.ts';
import { gradeResponse, type Content } from '../../../src/domain/questions/rules.ts';
import { quizStatistics } from '../../../src/domain/quizzes/statistics-rules.ts';
import { quiz } from './graded-sittings.ts';

/** A paper drawn for a person: which items, and which of them were right. */
const drawn = (person: string, marks: Record<string, number>, minute = 0): Sitting => ({
  id: `${person}@${minute}`,
  personId: person,
  startedAt: new Date(Date.parse('2026-11-23T01:00:00Z') + minute * 60_000),
  answers: Object.entries(marks).map(([itemId, mark], i) => ({ itemId, place: `${i}`, mark, outOf: 1 })),
});

describe('the statistics of items', () => {
  test('are those of the places where the paper is the same for all', () => {
    fc.assert(
      fc.property(quiz(), (sittings) => {
        const whole = quizStatistics(sittings);
        const items = itemStatistics(sittings);
        for (const place of whole.hidden ? [] : (whole.places ?? [])) {
          const { facility, deviation, discrimination, efficiency } = place;
          expect(items.get(place.place)).toEqual({
            hidden: false,
            people: sittings.length,
            facility,
            deviation,
            discrimination,
            efficiency,
          });
        }
      }),
    );
  });

  /*
   * Item x was drawn for five people beside different other items; the rest is the share right of those others:
   *   a 1 beside 1 1 → 1;  b 1 beside 1 0 → 1/2;  c 0 beside 1 0 → 1/2;  d 0 beside 0 0 → 0;  e 1 beside 1 → 1.
   * Marks: mean 0.6, squares 3 · 0.16 + 2 · 0.36 = 1.2. Rest: mean 0.6, squares 0.16 + 0.01 + 0.01 + 0.36 + 0.16 = 0.7.
   * Products 0.16 − 0.04 + 0.06 + 0.36 + 0.16 = 0.7. Discrimination 0.7 / √(1.2 · 0.7).
   * Sorted 0 0 1 1 1 and 0 ½ ½ 1 1: 0.36 + 0.06 − 0.04 + 0.16 + 0.16 = 0.7: as well as these marks can discriminate.
   */
  test('compare an item with the rest of each paper it was drawn for', () => {
    const sittings = [
      drawn('a', { x: 1, q: 1, r: 1 }),
      drawn('b', { s: 1, x: 1, q: 0 }),
      drawn('c', { t: 0, r: 1, x: 0 }),
      drawn('d', { x: 0, t: 0, s: 0 }),
      drawn('e', { u: 1, x: 1 }),
    ];
    const items = itemStatistics(sittings);
    const x = items.get('x');
    expect(x).toMatchObject({ hidden: false, people: 5 });
    if (x?.hidden !== false) throw new Error('hidden');
    expect(x.facility).toBeCloseTo(0.6, 12);
    expect(x.discrimination).toBeCloseTo(0.7 / Math.sqrt(1.2 * 0.7), 12);
    expect(x.efficiency).toBeCloseTo(1, 12);
    expect(items.get('q')).toEqual({ hidden: true, people: 2 });
  });

  test('count the first time a person met the item, on whichever day', () => {
    const first = ['a', 'b', 'c', 'd', 'e'].map((person) => drawn(person, { x: 1, y: 0 }));
    const later = ['a', 'b', 'c', 'd', 'e'].map((person) => drawn(person, { x: 0, z: 1 }, 1440));
    const items = itemStatistics([...later, ...first]);
    expect(items.get('x')).toMatchObject({ people: 5, facility: 1 });
    expect(items.get('z')).toMatchObject({ people: 5, facility: 1 });
  });

  test('have facility 1 and no discrimination where everybody is right', () => {
    fc.assert(
      fc.property(quiz(), (sittings) => {
        const right = sittings.map((it) => ({
          ...it,
          answers: it.answers.map((answer, i) => (i === 0 ? { ...answer, mark: answer.outOf } : answer)),
        }));
        expect(itemStatistics(right).get('q0')).toMatchObject({
          facility: 1,
          deviation: 0,
          discrimination: undefined,
          efficiency: undefined,
        });
      }),
    );
  });

  test('do not depend on the order of people', () => {
    fc.assert(
      fc.property(quiz(), fc.string(), (sittings, seed) => {
        const [one, other] = [sittings, shuffled(sittings, seededNumbers(seed))].map(itemStatistics);
        for (const [item, it] of one ?? []) {
          const again = other?.get(item);
          if (it.hidden || again?.hidden !== false) throw new Error('hidden');
          expect(again.discrimination ?? 9).toBeCloseTo(it.discrimination ?? 9, 9);
          expect(again.efficiency ?? 9).toBeCloseTo(it.efficiency ?? 9, 9);
        }
      }),
    );
  });
});

test('the doubtful items are the worst of those that hardly discriminate', () => {
  const shown = (efficiency: number | undefined) =>
    ({
      hidden: false,
      people: 9,
      facility: 0.5,
      deviation: 0.5,
      discrimination: efficiency,
      efficiency,
    }) as const;
  const statistics = new Map<string, Hidden | Shown<ItemFigures>>([
    ['good', shown(0.6)],
    ['enough', shown(0.15)],
    ['weak', shown(0.14)],
    ['same for all', shown(undefined)],
    ['against', shown(-0.2)],
    ['far against', shown(-0.3)],
    ['also against', shown(-0.2)],
    ['few', { hidden: true, people: 4 } as const],
  ]);
  expect(doubtfulItems(statistics)).toEqual(['far against', 'against', 'also against']);
  expect(doubtfulItems(statistics, 9).at(-1)).toBe('weak');
  expect(doubtfulItems(statistics, 9)).toHaveLength(4);
  expect(doubtfulItems(statistics, 1)).toEqual(['far against']);
});

describe('the options people took', () => {
  const took = (person: string, chosen: number[] | undefined): Sitting => {
    const sitting = drawn(person, { other: 0, x: 0 });
    const answers = sitting.answers.map((it) => ({ ...it, chosen: it.itemId === 'x' ? chosen : [3] }));
    return { ...sitting, answers };
  };
  const people = ['a', 'b', 'c', 'd', 'e'];

  test('are counted one by one', () => {
    const choices = [[2], [2], [0], [1, 2], undefined];
    const sittings = people.map((person, i) => took(person, choices[i]));
    expect(optionCounts(sittings, { itemId: 'x', options: 4, answer: [2] })).toEqual({
      hidden: false,
      people: 5,
      unanswered: 1,
      options: [
        { option: 0, right: false, people: 1, share: 0.2 },
        { option: 1, right: false, people: 1, share: 0.2 },
        { option: 2, right: true, people: 3, share: 0.6 },
        { option: 3, right: false, people: 0, share: 0 },
      ],
    });
  });

  test('are hidden below five people', () => {
    const sittings = people.slice(1).map((person) => took(person, [0]));
    expect(optionCounts(sittings, { itemId: 'x', options: 4, answer: [2] })).toEqual({
      hidden: true,
      people: 4,
    });
  });
});

describe('the random guess score', () => {
  const options = ['甲', '乙', '丙', '丁'];
  test.each([
    [{ type: 'single', options, answer: [2] }, 0.25],
    [{ type: 'truefalse', options: ['对', '错'], answer: [0] }, 0.5],
    [{ type: 'case', scenario: '…', options, answer: [1] }, 0.25],
    [{ type: 'case', scenario: '…', options, answer: [1, 2] }, undefined],
    [{ type: 'multiple', options, answer: [1] }, undefined],
    [{ type: 'fill', blanks: [['七']] }, 0],
    [{ type: 'numeric', answer: 7, unit: '天', tolerance: 0 }, 0],
  ] satisfies [Content, number | undefined][])('of %j is %s', (content, wanted) => {
    expect(randomGuessScore(content, 'partial')).toBe(wanted);
    expect(randomGuessScore(content, 'all-or-nothing')).toBe(wanted);
  });

  test.each([
    { type: 'ordering', items: ['一', '二', '三', '四'] },
    { type: 'matching', pairs: ['a', 'b', 'c'].map((it) => ({ left: it, right: it })) },
    { type: 'matching', pairs: ['a', 'b'].map((it) => ({ left: it, right: it })), extra: ['c', 'd'] },
  ] satisfies Content[])('of %j is the mean grade of every way to guess', (content: Content) => {
    const places =
      content.type === 'ordering' ? content.items.length : 'pairs' in content ? content.pairs.length : 0;
    const extra = content.type === 'matching' ? (content.extra?.length ?? 0) : 0;
    const guesses = (left: number[], wanted: number): number[][] =>
      wanted === 0
        ? [[]]
        : left.flatMap((one) =>
            guesses(
              left.filter((it) => it !== one),
              wanted - 1,
            ).map((rest) => [one, ...rest]),
          );
    const all = guesses(
      Array.from({ length: places + extra }, (_, i) => i),
      places,
    );
    for (const credit of ['partial', 'all-or-nothing'] as const) {
      const total = all.reduce((sum, chosen) => sum + gradeResponse(content, { chosen }, credit), 0);
      expect(randomGuessScore(content, credit)).toBeCloseTo(total / all.length, 12);
    }
  });
});
