import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agreement,
  ALIKE,
  atLeast,
  findAlikePairs,
  wrongWays,
  type Sheet,
} from '../../../src/domain/quizzes/copying-rules.ts';
import { seededNumbers, shuffled } from '../../../src/domain/quizzes/rules.ts';

const START = Date.parse('2026-11-23T01:00:00Z');
const ITEMS = 40;
const WAYS = new Map(Array.from({ length: ITEMS }, (_, i) => [`q${i}`, 3] as const));

/**
 * A class that answers by itself: each person has everything right with the person's own probability, 0.3–0.7, and else
 * takes a wrong option in the proportions 6 : 3 : 1, the same for all. Everybody presses question i in minute i.
 */
function classOf(people: number, seed: string): Sheet[] {
  const next = seededNumbers(seed);
  return Array.from({ length: people }, (_, n) => {
    const skill = 0.3 + 0.4 * next();
    return {
      personId: `p${n}`,
      answers: [...WAYS.keys()].map((itemId, i) => {
        const right = next() < skill;
        const draw = next();
        const wrong = draw < 0.6 ? 'b' : draw < 0.9 ? 'c' : 'd';
        return { itemId, response: right ? 'a' : wrong, right, pressedAt: new Date(START + i * 60_000) };
      }),
    };
  });
}
/** `who` hands in what `whom` wrote, so many seconds later. */
function copied(sheets: readonly Sheet[], who: number, whom: number, seconds = 20): Sheet[] {
  const source = sheets[whom]?.answers ?? [];
  const answers = source.map((it) => ({
    ...it,
    pressedAt: new Date(it.pressedAt.getTime() + seconds * 1000),
  }));
  return sheets.map((sheet, i) => (i === who ? { ...sheet, answers } : sheet));
}
const mistakesOf = (sheet: Sheet | undefined): number =>
  sheet?.answers.filter(({ right }) => !right).length ?? 0;

describe('two people whose mistakes agree', () => {
  test('are a pair to ask when one handed in what the other wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 20 }), fc.string(), (people, seed) => {
        const sheets = copied(classOf(people, seed), 1, 0);
        fc.pre(mistakesOf(sheets[0]) >= 24);
        const pair = findAlikePairs(sheets, WAYS)[0];
        expect(pair?.people).toEqual(['p0', 'p1']);
        expect(pair?.sameMistakes).toBe(mistakesOf(sheets[0]));
        expect(pair).toMatchObject({ sharedMistakes: pair?.sameMistakes, close: pair?.sameMistakes });
        expect(pair?.items).toHaveLength(pair?.sameMistakes ?? -1);
        expect(pair?.chance).toBeLessThanOrEqual(ALIKE.chance);
      }),
      { numRuns: 40 },
    );
  });

  // At 1 in 100 a comparison, 150 classes of people on their own would give at most 1.5 pairs on average, and more than 5
  // with a probability below 0.5 % (Poisson). The times, here always close, do not help.
  test('are rarely found among people who work on their own', () => {
    const classes = Array.from({ length: 150 }, (_, n) => classOf(12, `class ${n}`));
    const asked = classes.filter((sheets) => findAlikePairs(sheets, WAYS).length > 0).length;
    expect(asked).toBeLessThanOrEqual(5);
  });

  test('are not asked when they pressed at different times', () => {
    const sheets = copied(classOf(12, 'late'), 1, 0, ALIKE.closeSeconds + 1);
    expect(mistakesOf(sheets[0])).toBeGreaterThan(15);
    expect(findAlikePairs(sheets, WAYS)).toEqual([]);
    expect(findAlikePairs(copied(sheets, 1, 0, ALIKE.closeSeconds), WAYS)).toHaveLength(1);
  });

  test('are not asked for mistakes that everybody makes', () => {
    const sheets = classOf(12, 'taught wrongly').map((sheet) => ({
      ...sheet,
      answers: sheet.answers.map((it) => ({ ...it, response: 'b', right: false })),
    }));
    expect(findAlikePairs(sheets, WAYS)).toEqual([]);
  });

  test('are not asked for right answers, true and false, few mistakes, or what has no options', () => {
    const sheets = copied(classOf(12, 'other'), 1, 0);
    const right = sheets.map((sheet) => ({
      ...sheet,
      answers: sheet.answers.map((it) => ({ ...it, right: true })),
    }));
    expect(findAlikePairs(right, WAYS)).toEqual([]);
    const five = new Set(
      sheets[0]?.answers
        .filter((it) => !it.right)
        .slice(0, ALIKE.sameMistakes - 1)
        .map(({ itemId }) => itemId),
    );
    expect(findAlikePairs(sheets, new Map([...WAYS].filter(([itemId]) => five.has(itemId))))).toEqual([]);
    const trueFalse = sheets.map((sheet) => ({
      ...sheet,
      answers: sheet.answers.map((it) => ({ ...it, response: it.right ? 'a' : 'b' })),
    }));
    expect(findAlikePairs(trueFalse, new Map([...WAYS.keys()].map((itemId) => [itemId, 1])))).toEqual([]);
    expect(findAlikePairs(sheets, new Map())).toEqual([]);
  });

  /** Two people with the same `n` mistakes, and `others` who have everything right. */
  const alone = (n: number, others = 0): Sheet[] =>
    Array.from({ length: 2 + others }, (_, person) => ({
      personId: `p${person}`,
      answers: [...WAYS.keys()].map((itemId, i) => {
        const right = person > 1 || i >= n;
        return { itemId, response: right ? 'a' : 'b', right, pressedAt: new Date(START) };
      }),
    }));

  // Nobody else erred, so each mistake agrees with (1 + 1/3) / 2 = 2/3; four people make six pairs.
  test('have a chance that counts how many pairs there are to agree', () => {
    expect(findAlikePairs(alone(24), WAYS)[0]?.chance).toBeCloseTo((2 / 3) ** 24, 15);
    expect(findAlikePairs(alone(24, 2), WAYS)[0]?.chance).toBeCloseTo(6 * (2 / 3) ** 24, 15);
  });

  // The third takes another wrong option. Of one mistake seen: (4/3 · 7/3 + 2 · 1/3 · 4/3) / (2 · 3) = 2/3 again; were a
  // mistake of the pair itself counted among the others', it would be 5/9.
  test('are measured against others, not against themselves', () => {
    const third = alone(24, 1).map((sheet, person) => ({
      ...sheet,
      answers: sheet.answers.map((it) => (person === 2 ? { ...it, response: 'c', right: false } : it)),
    }));
    const pairs = findAlikePairs(third, WAYS);
    expect(pairs.map(({ people }) => people)).toEqual([['p0', 'p1']]);
    expect(pairs[0]?.chance).toBeCloseTo(3 * (2 / 3) ** 24, 15);
  });

  test('are not asked for fewer mistakes than the least, however unlikely they are', () => {
    const limits = { ...ALIKE, chance: 1 };
    expect(findAlikePairs(alone(ALIKE.sameMistakes), WAYS, limits)).toHaveLength(1);
    expect(findAlikePairs(alone(ALIKE.sameMistakes - 1), WAYS, limits)).toEqual([]);
  });

  test('are the same whoever comes first', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const sheets = copied(copied(classOf(10, seed), 1, 0), 3, 2);
        const pairs = findAlikePairs(sheets, WAYS);
        const again = findAlikePairs(shuffled(sheets, seededNumbers(seed)), WAYS);
        const plain = (list: typeof pairs) =>
          list
            .map(({ chance, ...pair }) => ({ ...pair, chance: chance.toPrecision(9) }))
            .toSorted((a, b) => (a.people.join() < b.people.join() ? -1 : 1));
        expect(plain(again)).toEqual(plain(pairs));
      }),
      { numRuns: 30 },
    );
  });
});

describe('the probabilities', () => {
  // Bellezza and Bellezza (1989) work through 18 or more same mistakes of 20. With three wrong options, P = 1/3:
  // (190 · 2² + 20 · 2 + 1) / 3^20 = 801 / 3486784401.
  test('of at least 18 of 20', () => {
    const odds = Array.from({ length: 20 }, () => 1 / 3);
    expect(atLeast(18, odds)).toBeCloseTo(801 / 3_486_784_401, 15);
    expect(atLeast(0, odds)).toBeCloseTo(1, 12);
    expect(atLeast(21, odds)).toBe(0);
  });

  test('of different events: of two coins of 1/2 and 1/4', () => {
    expect(atLeast(1, [0.5, 0.25])).toBeCloseTo(1 - 0.5 * 0.75, 15);
    expect(atLeast(2, [0.5, 0.25])).toBeCloseTo(0.125, 15);
  });

  // Three wrong options chosen 0, 3 and 5 times by others count 1/3, 10/3 and 16/3, together 9:
  // (1/3 · 4/3 + 10/3 · 13/3 + 16/3 · 19/3) / (9 · 10) = (4 + 130 + 304) / 810.
  test('of agreeing by chance come from what others chose', () => {
    expect(agreement([...'bbbccccc'], 3)).toBeCloseTo(438 / 810, 15);
    expect(agreement([], 3)).toBeCloseTo(2 / 3, 15);
    expect(agreement([], 1)).toBe(1);
    expect(agreement(['b', 'b'], 1)).toBe(1);
  });

  test('of agreeing lie between the least believed and 1, and tend to the sum of squares', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('b', 'c', 'd', 'e')),
        fc.integer({ min: 1, max: 14 }),
        (mistakes, ways) => {
          const p = agreement(mistakes, ways);
          expect(p).toBeGreaterThanOrEqual(0.25);
          expect(p).toBeLessThanOrEqual(1);
        },
      ),
    );
    const scattered = Array.from({ length: 1_400 }, (_, i) => `${i % 14}`);
    expect(agreement(scattered, 14)).toBe(0.25);
    const many = Array.from({ length: 60_000 }, (_, i) => 'bbbccd'[i % 6] ?? '');
    expect(agreement(many, 3)).toBeCloseTo((9 + 4 + 1) / 36, 4);
  });

  test.each([
    [{ type: 'single', options: [1, 2, 3, 4], answer: [0] }, 3],
    [{ type: 'truefalse', options: [1, 2], answer: [0] }, 1],
    [{ type: 'multiple', options: [1, 2, 3, 4], answer: [0, 1] }, 14],
  ] as const)('rest on the number of ways to be wrong: %j has %i', (question, ways) => {
    expect(wrongWays(question)).toBe(ways);
  });
});
