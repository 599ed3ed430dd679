import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber } from '../../../src/domain/questions/number-rules.ts';
import { gradeResponse, type Content, type Response } from '../../../src/domain/questions/rules.ts';

const choice = (answer: number[], type: 'single' | 'multiple' = 'multiple'): Content => ({
  type,
  options: ['a', 'b', 'c', 'd', 'e'],
  answer,
});
const fill: Content = { type: 'fill', blanks: [['一年半', '十八个月'], ['党章']] };
const ordering: Content = { type: 'ordering', items: ['警告', '严重警告', '留党察看'] };
const matching: Content = {
  type: 'matching',
  pairs: [
    { left: '警告', right: '一年' },
    { left: '严重警告', right: '一年半' },
  ],
  extra: ['两年'],
};

/** Worked by hand; the partial credit of a choice is right ÷ all right − wrong ÷ all wrong. */
test.each<[string, Content, Response, number]>([
  ['one of two right options', choice([0, 1]), { chosen: [0] }, 1 / 2],
  ['both, and one of three wrong ones', choice([0, 1]), { chosen: [0, 1, 2] }, 2 / 3],
  ['one right, one wrong', choice([0, 1]), { chosen: [1, 4] }, 1 / 2 - 1 / 3],
  ['everything', choice([0, 1]), { chosen: [0, 1, 2, 3, 4] }, 0],
  ['only wrong ones', choice([0, 1]), { chosen: [2, 3] }, 0],
  ['the same option twice', choice([0, 1]), { chosen: [0, 0] }, 1 / 2],
  ['another single choice', choice([0], 'single'), { chosen: [1] }, 0],
  ['a second option in a single choice', choice([0], 'single'), { chosen: [0, 1] }, 0],
  ['one gap of two', fill, { typed: ['18个月', '党章'] }, 1 / 2],
  ['marks, blanks and width', fill, { typed: [' “一年半”。', '《党 章》'] }, 1],
  ['one word too many', fill, { typed: ['一年半', '党章', '党章'] }, 0],
  ['two places of three', ordering, { chosen: [0, 1, 0] }, 2 / 3],
  ['all places turned round', ordering, { chosen: [2, 1, 0] }, 1 / 3],
  ['one pair of two', matching, { chosen: [0, 2] }, 1 / 2],
  ['words where letters are due', choice([0, 1]), { typed: ['a'] }, 0],
  ['letters where words are due', fill, { chosen: [0] }, 0],
])('in part: %s', (_, content, response, share) => {
  expect(gradeResponse(content, response, 'partial')).toBeCloseTo(share, 12);
  expect(gradeResponse(content, response, 'all-or-nothing')).toBe(share === 1 ? 1 : 0);
});

test.each([
  ['18', 18],
  ['18个月', 18],
  ['１８ 个月', 18],
  ['十八', 18],
  ['十个月', 10],
  ['二十', 20],
  ['两个月', 2],
  ['九十九', 99],
  ['18.5', 18.5],
  ['-3', -3],
  ['', undefined],
  ['个月', undefined],
  ['十十', undefined],
  ['一八', undefined],
  ['1e3', undefined],
  ['很多', undefined],
  ['0x10', undefined],
])('reads %j as %j', (text, number) => {
  expect(readNumber(text, '个月')).toBe(number);
});

test.each([
  [12, 0],
  [11.5, 0.5],
  [12.5, 0.5],
])('takes a number within its tolerance: %d', (given, tolerance) => {
  const content: Content = { type: 'numeric', answer: 12, unit: '年', tolerance };
  expect(gradeResponse(content, { typed: [`${given}年`] }, 'all-or-nothing')).toBe(1);
  expect(gradeResponse(content, { typed: [String(given + 2)] }, 'partial')).toBe(0);
});

describe('any question', () => {
  const word = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'党章纪律监督村民选举') });
  const words = (minLength: number) => fc.uniqueArray(word, { minLength, maxLength: 6 });
  const indexes = (length: number) => Array.from({ length }, (_, at) => at);
  const choices = fc
    .tuple(fc.constantFrom('single', 'multiple', 'truefalse', 'case'), words(3), fc.nat())
    .chain(([type, options, seed]) => {
      const several = type === 'multiple' || (type === 'case' && seed % 2 === 0);
      const most = options.length - 1;
      return fc
        .shuffledSubarray(
          indexes(options.length),
          several ? { minLength: 2, maxLength: most } : { minLength: 1, maxLength: 1 },
        )
        .map((answer) => ({ type, options, answer: answer.toSorted((a, b) => a - b), scenario: '村里' }));
    });
  const contents = fc.oneof(
    choices,
    fc.array(words(1), { minLength: 1, maxLength: 4 }).map((blanks): Content => ({ type: 'fill', blanks })),
    fc.nat({ max: 99 }).map((answer): Content => ({ type: 'numeric', answer, unit: '年', tolerance: 0 })),
    words(2).map((items): Content => ({ type: 'ordering', items })),
    words(3).map(([extra = '', ...rights]): Content => ({
      type: 'matching',
      pairs: rights.map((right, at) => ({ left: `${at}`, right })),
      extra: [extra],
    })),
  );
  const keyOf = (content: Content): Response => {
    switch (content.type) {
      case 'fill':
        return { typed: content.blanks.map(([first = '']) => first) };
      case 'numeric':
        return { typed: [String(content.answer)] };
      case 'ordering':
        return { chosen: indexes(content.items.length) };
      case 'matching':
        return { chosen: indexes(content.pairs.length) };
      default:
        return { chosen: content.answer };
    }
  };
  const responses: fc.Arbitrary<Response> = fc.oneof(
    fc.array(fc.integer({ min: -1, max: 9 }), { maxLength: 9 }).map((chosen) => ({ chosen })),
    fc.array(fc.string(), { maxLength: 5 }).map((typed) => ({ typed })),
  );

  test('is worth everything by its key, under either policy', () => {
    fc.assert(
      fc.property(contents, (content) => {
        expect(gradeResponse(content, keyOf(content), 'partial')).toBe(1);
        expect(gradeResponse(content, keyOf(content), 'all-or-nothing')).toBe(1);
      }),
    );
  });

  test('is never worth less than nothing or more than everything, and in part never less than in whole', () => {
    fc.assert(
      fc.property(contents, responses, (content, response) => {
        const [part, whole] = [
          gradeResponse(content, response, 'partial'),
          gradeResponse(content, response, 'all-or-nothing'),
        ];
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThanOrEqual(1);
        expect([0, 1]).toContain(whole);
        expect(part).toBeGreaterThanOrEqual(whole);
      }),
    );
  });

  test('is worth nothing when all is named', () => {
    fc.assert(
      fc.property(choices, (content) => {
        if (!('options' in content)) return;
        expect(gradeResponse(content, { chosen: indexes(content.options.length) }, 'partial')).toBe(0);
      }),
    );
  });

  test('of which nothing is answered is worth nothing', () => {
    fc.assert(
      fc.property(contents, (content) => {
        expect(gradeResponse(content, { chosen: [] }, 'partial')).toBe(0);
        expect(gradeResponse(content, { typed: [] }, 'partial')).toBe(0);
      }),
    );
  });
});
