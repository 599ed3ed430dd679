import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Content } from '../../../src/domain/questions/rules.ts';
import {
  applyMove,
  isWhole,
  lengthOf,
  lettersOf,
  mannerOf,
  type Given,
  type Move,
} from '../../../src/domain/quizzes/response-rules.ts';

const single: Content = { type: 'single', options: ['a', 'b', 'c', 'd'], answer: [1] };
const multiple: Content = { type: 'multiple', options: ['a', 'b', 'c', 'd'], answer: [0, 2] };
const ordering: Content = { type: 'ordering', items: ['a', 'b', 'c'] };
const matching: Content = {
  type: 'matching',
  pairs: [
    { left: 'p', right: 'x' },
    { left: 'q', right: 'y' },
  ],
  extra: ['z'],
};
const fill: Content = { type: 'fill', blanks: [['one'], ['two']] };
const numeric: Content = { type: 'numeric', answer: 18, unit: 'm', tolerance: 0 };
const ALL = [single, multiple, ordering, matching, fill, numeric];
const EMPTY: Given = { chosen: [], typed: [] };

/** What the moves make of an empty answer; one that is refused leaves it as it was. */
const play = (content: Content, ...moves: Move[]): Given =>
  moves.reduce((given, move) => {
    const moved = applyMove(content, given, move);
    return 'problem' in moved ? given : moved.given;
  }, EMPTY);
const press = (option: number, n = 1): Move => ({ kind: 'press', option, n });

test('each kind is answered in its manner', () => {
  expect(ALL.map(mannerOf)).toEqual(['one', 'several', 'sequence', 'sequence', 'words', 'words']);
  expect(ALL.map(lengthOf)).toEqual([1, 1, 3, 2, 2, 1]);
  expect(ALL.map(lettersOf)).toEqual([4, 4, 3, 3, 0, 0]);
});

test('of several, a letter is put in and taken out by name', () => {
  expect(play(multiple, press(2), press(0))).toEqual({ chosen: [0, 2], typed: [] });
  expect(play(multiple, press(2), press(0), press(2, 0), press(2, 0))).toEqual({ chosen: [0], typed: [] });
});

test('a sequence takes each letter once, each at its place, and steps back', () => {
  const two = play(ordering, press(2, 0), press(0, 1));
  expect(two.chosen).toEqual([2, 0]);
  expect(applyMove(ordering, two, press(1, 0))).toEqual({ problem: 'stale' });
  expect(applyMove(ordering, two, press(0, 2))).toEqual({ problem: 'stale' });
  expect(applyMove(ordering, two, press(0, 1))).toEqual({ given: two, whole: false });
  expect(applyMove(ordering, two, press(1, 2))).toEqual({
    given: { chosen: [2, 0, 1], typed: [] },
    whole: true,
  });
  expect(applyMove(ordering, two, { kind: 'back', length: 1 })).toEqual({
    given: { chosen: [2], typed: [] },
    whole: false,
  });
  expect(play(matching, press(2, 0), press(1, 1)).chosen).toEqual([2, 1]);
});

describe('a typed answer', () => {
  test.each<[string, Content, number[], unknown]>([
    ['one letter', single, [3], { given: { chosen: [3], typed: [] }, whole: true }],
    ['two letters where one is due', single, [0, 1], { problem: 'too-many' }],
    ['a letter that is not there', single, [4], { problem: 'not-found' }],
    [
      'letters in any order, repeated',
      multiple,
      [2, 0, 2],
      { given: { chosen: [0, 2], typed: [] }, whole: true },
    ],
    ['a whole order', ordering, [2, 0, 1], { given: { chosen: [2, 0, 1], typed: [] }, whole: true }],
    ['an order with a letter twice', ordering, [2, 2, 1], { problem: 'too-many' }],
    ['half an order', ordering, [2, 0], { problem: 'too-many' }],
    ['letters where words are due', fill, [0], { problem: 'not-found' }],
    ['nothing', multiple, [], { problem: 'not-found' }],
  ])('%s', (_, content, options, expected) => {
    expect(applyMove(content, EMPTY, { kind: 'letters', options })).toEqual(expected);
  });

  test('in words replaces the one before, and is whole with its last gap', () => {
    const words = (...typed: string[]): Move => ({ kind: 'words', typed });
    expect(applyMove(fill, { chosen: [], typed: ['x', 'y'] }, words('one', 'two'))).toEqual({
      given: { chosen: [], typed: ['one', 'two'] },
      whole: true,
    });
    expect(applyMove(fill, EMPTY, words('one'))).toMatchObject({ whole: false });
    expect(applyMove(fill, EMPTY, words('1', '2', '3'))).toEqual({ problem: 'too-many' });
    expect(applyMove(single, EMPTY, words('a'))).toEqual({ problem: 'not-found' });
  });
});

const index = fc.integer({ min: -2, max: 9 });
const move = fc.oneof(
  fc.record({ kind: fc.constant('press' as const), option: index, n: index }),
  fc.record({ kind: fc.constant('back' as const), length: fc.nat(9) }),
  fc.record({ kind: fc.constant('letters' as const), options: fc.array(index, { maxLength: 5 }) }),
  fc.record({ kind: fc.constant('words' as const), typed: fc.array(fc.string(), { maxLength: 4 }) }),
);

test('whatever is pressed in whatever order, an answer stays one that its question can have', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), fc.array(move, { maxLength: 12 }), (content, moves) => {
      const { chosen, typed } = play(content, ...moves);
      const most = mannerOf(content) === 'several' ? lettersOf(content) : lengthOf(content);
      expect(new Set(chosen).size).toBe(chosen.length);
      expect(chosen.every((option) => option >= 0 && option < lettersOf(content))).toBe(true);
      expect(chosen.length + typed.length).toBeLessThanOrEqual(most);
      expect(chosen.length === 0 || typed.length === 0).toBe(true);
    }),
  );
});

test('the same move twice is the same as once', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), fc.array(move, { maxLength: 8 }), move, (content, moves, last) => {
      const once = play(content, ...moves, last);
      expect(play(content, ...moves, last, last)).toEqual(once);
      const moved = applyMove(content, play(content, ...moves), last);
      if (!('problem' in moved)) expect(moved.whole).toBe(isWhole(content, moved.given));
    }),
  );
});
