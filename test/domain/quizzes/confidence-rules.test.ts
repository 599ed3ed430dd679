import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  groupConfidence,
  ownConfidence,
  standingOf,
  type MarkedAnswer,
} from '../../../src/domain/quizzes/confidence-rules.ts';
import { seededNumbers, shuffled } from '../../../src/domain/quizzes/rules.ts';
import type { Sitting } from '../../../src/domain/quizzes/first-sitting-rules.ts';
import { weakestArticles } from '../../../src/domain/quizzes/weak-articles-rules.ts';

const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const ARTICLES = ['第六条', '第七条', '第八条', '第九条'];

test.each([
  [true, 'sure', 'confident-right'],
  [true, 'unsure', 'unsure-right'],
  [false, 'unsure', 'unsure-wrong'],
  [false, 'sure', 'confident-mistake'],
] as const)('right %s and %s is %s', (right, confidence, standing) => {
  expect(standingOf(right, confidence)).toBe(standing);
});

describe('the shares of how sure people were', () => {
  const answers = fc.array(
    fc.record({
      personId: fc.constantFrom(...PEOPLE),
      article: fc.constantFrom(...ARTICLES),
      right: fc.boolean(),
      confidence: fc.constantFrom('sure', 'unsure', undefined),
    }) satisfies fc.Arbitrary<MarkedAnswer>,
    { maxLength: 60 },
  );

  test('add up to 1 over the marked answers of an article', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const own = ownConfidence(list);
        for (const article of ARTICLES) {
          const marked = list.filter((it) => it.article === article && it.confidence).length;
          const it = own.get(article);
          expect(it?.answers ?? 0).toBe(marked);
          if (it) expect(Object.values(it.shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  test('of a group are the same, hidden where fewer than five people marked anything', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const own = ownConfidence(list);
        for (const [article, it] of groupConfidence(list)) {
          const marked = list.filter((one) => one.article === article && one.confidence);
          const people = new Set(marked.map(({ personId }) => personId)).size;
          expect(it).toEqual(
            people < 5 ? { hidden: true, people } : { hidden: false, people, ...own.get(article) },
          );
        }
      }),
    );
  });

  test('name the confident mistakes', () => {
    const said = (right: boolean, confidence: 'sure' | 'unsure') => ({
      personId: 'a',
      article: '第六条',
      right,
      confidence,
    });
    const list = [said(false, 'sure'), said(true, 'sure'), said(false, 'unsure'), said(false, 'sure')];
    expect(ownConfidence(list).get('第六条')).toEqual({
      answers: 4,
      shares: { 'confident-right': 0.25, 'unsure-right': 0, 'unsure-wrong': 0.25, 'confident-mistake': 0.5 },
    });
  });
});

describe('the weakest articles of a group', () => {
  const ARTICLE_OF = new Map(
    ARTICLES.flatMap(
      (article, i) =>
        [
          [`q${2 * i}`, article],
          [`q${2 * i + 1}`, article],
        ] as const,
    ),
  );
  /** What a person had right, by question. */
  const sat = (person: string, marks: Record<string, number>, minute = 0): Sitting => ({
    id: `${person}@${minute}`,
    personId: person,
    startedAt: new Date(Date.parse('2026-11-23T01:00:00Z') + minute * 60_000),
    answers: Object.entries(marks).map(([itemId, mark]) => ({ itemId, place: itemId, mark, outOf: 1 })),
  });
  const group = (marks: Record<string, number>, people = PEOPLE.slice(0, 5)) =>
    people.map((person) => sat(person, marks));

  test('come by the share right, then by how many answers tell it, then by name', () => {
    const sittings = group({ q0: 1, q2: 0, q4: 0, q5: 0, q6: 0 });
    expect(weakestArticles(sittings, ARTICLE_OF, 3)).toEqual({
      hidden: false,
      people: 5,
      articles: [
        { article: '第八条', facility: 0, answers: 10, people: 5 },
        // 七 (U+4E03) comes before 九 (U+4E5D).
        { article: '第七条', facility: 0, answers: 5, people: 5 },
        { article: '第九条', facility: 0, answers: 5, people: 5 },
      ],
    });
  });

  test('count first answers only, and no question without an article', () => {
    const later = PEOPLE.slice(0, 5).map((person) => sat(person, { q0: 0, q2: 0 }, 60));
    const sittings = [...later, ...group({ q0: 1, unknown: 0 })];
    expect(weakestArticles(sittings, ARTICLE_OF, 2)).toMatchObject({
      articles: [
        { article: '第七条', facility: 0 },
        { article: '第六条', facility: 1 },
      ],
    });
  });

  test('are hidden for four people, and leave out what four of more were asked', () => {
    const four = group({ q0: 0 }, PEOPLE.slice(0, 4));
    expect(weakestArticles(four, ARTICLE_OF, 3)).toEqual({ hidden: true, people: 4 });
    expect(weakestArticles([...four, ...group({ q2: 1 }, ['e', 'f', 'g'])], ARTICLE_OF, 3)).toEqual({
      hidden: false,
      people: 7,
      articles: [],
    });
  });

  test('do not depend on the order of people, and are at most k', () => {
    const sitting = fc.record({
      person: fc.constantFrom(...PEOPLE),
      marks: fc.dictionary(fc.constantFrom(...ARTICLE_OF.keys()), fc.constantFrom(0, 0.5, 1)),
    });
    fc.assert(
      fc.property(fc.array(sitting, { maxLength: 25 }), fc.nat({ max: 5 }), fc.string(), (list, k, seed) => {
        const sittings = list.map(({ person, marks }, i) => sat(person, marks, i));
        const weakest = weakestArticles(sittings, ARTICLE_OF, k);
        expect(weakestArticles(shuffled(sittings, seededNumbers(seed)), ARTICLE_OF, k)).toEqual(weakest);
        if (weakest.hidden) return;
        expect(weakest.articles.length).toBeLessThanOrEqual(k);
        const facilities = weakest.articles.map(({ facility }) => facility);
        expect(facilities).toEqual(facilities.toSorted((a, b) => a - b));
        expect(weakest.articles.every(({ people }) => people >= 5)).toBe(true);
      }),
    );
  });
});
