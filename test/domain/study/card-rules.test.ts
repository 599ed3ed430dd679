import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextCard, progressOf, readTimeOfDay, type CardMark } from '../../../src/domain/study/card-rules.ts';

const CARDS = ['aa-01', 'aa-02', 'aa-03'];
const TODAY = '2026-11-25';
const mark = (card: string, state: CardMark['state'], day = '2026-11-24'): CardMark => ({ card, state, day });

describe('the next card', () => {
  test.each<[string, CardMark[], string | undefined]>([
    ['begins at the beginning', [], 'aa-01'],
    ['passes over what was answered', [mark('aa-01', 'answered')], 'aa-02'],
    ['comes before what was put off', [mark('aa-01', 'later')], 'aa-02'],
    ['is what was put off, another day', CARDS.map((card) => mark(card, 'later')), 'aa-01'],
    ['is nothing when all was put off today', CARDS.map((card) => mark(card, 'later', TODAY)), undefined],
    [
      'is what was skipped, last of all',
      [mark('aa-01', 'skipped'), mark('aa-02', 'answered'), mark('aa-03', 'later')],
      'aa-03',
    ],
    [
      'is what was skipped where nothing else is left',
      [mark('aa-01', 'skipped', TODAY), mark('aa-02', 'answered'), mark('aa-03', 'answered')],
      'aa-01',
    ],
    ['is nothing at the end', CARDS.map((card) => mark(card, 'answered')), undefined],
  ])('%s', (_, marks, next) => expect(nextCard(CARDS, marks, TODAY)).toBe(next));

  test('leads through every plan: whoever answers what is shown answers everything once', () => {
    const state = fc.constantFrom('skipped' as const, 'later' as const);
    fc.assert(
      fc.property(fc.array(fc.option(state), { minLength: 1, maxLength: 12 }), (given) => {
        const cards = given.map((_, i) => `c-${i}`);
        const marks = new Map<string, CardMark>(
          given.flatMap((one, i) => (one ? [[`c-${i}`, mark(`c-${i}`, one)] as const] : [])),
        );
        const shown: string[] = [];
        for (let next = nextCard(cards, [...marks.values()], TODAY); next !== undefined;) {
          shown.push(next);
          marks.set(next, mark(next, 'answered', TODAY));
          next = nextCard(cards, [...marks.values()], TODAY);
        }
        expect(shown.toSorted()).toEqual(cards.toSorted());
        expect(progressOf(cards, [...marks.values()])).toEqual({
          answered: cards.length,
          total: cards.length,
        });
      }),
    );
  });
});

test.each([
  ['12:30', '12:30'],
  ['7', '07:00'],
  ['７：３０', '07:30'],
  ['24:00', undefined],
  ['12:60', undefined],
  ['noon', undefined],
  ['', undefined],
])('%j is the time of day %s', (text, time) => expect(readTimeOfDay(text)).toBe(time));
