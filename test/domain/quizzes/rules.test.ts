import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCorrect } from '../../../src/domain/questions/rules.ts';
import { drawPaper, seededNumbers, shuffled, type Drawable } from '../../../src/domain/quizzes/rules.ts';

const TOPICS = ['membership', 'branch', 'sanctions', 'supervision', 'cadres'];
const question = fc
  .record({
    topic: fc.constantFrom(...TOPICS),
    type: fc.constantFrom('single', 'multiple', 'truefalse'),
    options: fc.integer({ min: 3, max: 6 }),
  })
  .map((it) => (it.type === 'truefalse' ? { ...it, options: 2 } : it));
const bank = fc
  .array(question, { maxLength: 40 })
  .map((list) => list.map((it, i): Drawable => ({ ...it, versionId: `v${i}` })));
const blueprint = fc.array(
  fc.record({
    topics: fc.uniqueArray(fc.constantFrom(...TOPICS), { minLength: 1 }),
    count: fc.integer({ min: 1, max: 6 }),
  }),
  { maxLength: 4 },
);
/** A bank, a blueprint, what was asked lately, and a seed. */
const draw = fc
  .tuple(bank, blueprint, fc.string({ minLength: 1 }), fc.array(fc.nat({ max: 39 })))
  .map(([b, lines, seed, recent]) => ({ bank: b, lines, seed, recent: recent.map((n) => `v${n}`) }));
const drawn = (it: {
  bank: Drawable[];
  lines: { topics: string[]; count: number }[];
  seed: string;
  recent: string[];
}) => drawPaper(it.bank, it.lines, it.recent, it.seed);

describe('a drawn paper', () => {
  test('is the same for the same seed, and asks each question once', () => {
    fc.assert(
      fc.property(draw, (it) => {
        const paper = drawn(it);
        expect(drawn(structuredClone(it))).toEqual(paper);
        expect(new Set(paper.map((item) => item.questionVersionId)).size).toBe(paper.length);
      }),
    );
  });

  test('takes from each line of the blueprint as many as it names, or what there is, fresh ones first', () => {
    fc.assert(
      fc.property(draw, (it) => {
        const byId = new Map(it.bank.map((one) => [one.versionId, one]));
        const recent = new Set(it.recent);
        const paper = drawn(it).map((item) => byId.get(item.questionVersionId));
        const taken = new Set<Drawable | undefined>();
        for (const { topics, count } of it.lines) {
          const pool = it.bank.filter((one) => topics.includes(one.topic) && !taken.has(one));
          const part = paper.splice(0, Math.min(count, pool.length));
          expect(part.every((one) => one && topics.includes(one.topic))).toBe(true);
          const fresh = pool.filter((one) => !recent.has(one.versionId)).length;
          const freshTaken = part.filter((one) => one && !recent.has(one.versionId)).length;
          expect(freshTaken).toBe(Math.min(count, fresh));
          part.forEach((one) => taken.add(one));
        }
        expect(paper).toEqual([]);
      }),
    );
  });

  test('has as many of preferred topics as was asked, where its lines and fresh questions have them', () => {
    fc.assert(
      fc.property(
        draw,
        fc.uniqueArray(fc.constantFrom(...TOPICS)),
        fc.nat({ max: 6 }),
        (it, topics, count) => {
          const byId = new Map(it.bank.map((one) => [one.versionId, one]));
          const lines = (paper: ReturnType<typeof drawPaper>) =>
            paper.map((item) => byId.get(item.questionVersionId));
          const preferred = lines(drawPaper(it.bank, it.lines, it.recent, it.seed, { topics, count }));
          const plain = lines(drawn(it));
          if (it.lines.length <= 1) expect(preferred).toHaveLength(plain.length);
          if (count === 0 || topics.length === 0) expect(preferred).toEqual(plain);
          const of = (paper: (Drawable | undefined)[]) =>
            paper.filter((one) => one && topics.includes(one.topic) && !it.recent.includes(one.versionId))
              .length;
          if (it.lines.length <= 1) expect(of(preferred)).toBeGreaterThanOrEqual(Math.min(count, of(plain)));
        },
      ),
    );
  });

  test('mixes the options, but never true and false', () => {
    let mixed = 0;
    fc.assert(
      fc.property(draw, (it) => {
        const byId = new Map(it.bank.map((one) => [one.versionId, one]));
        for (const { questionVersionId, optionOrder } of drawn(it)) {
          const { type, options } = byId.get(questionVersionId) ?? { type: '', options: -1 };
          const order = Array.from({ length: options }, (_, i) => i);
          expect(optionOrder.toSorted((a, b) => a - b)).toEqual(order);
          if (type === 'truefalse') expect(optionOrder).toEqual([0, 1]);
          else if (optionOrder.some((option, i) => option !== i)) mixed += 1;
        }
      }),
    );
    expect(mixed).toBeGreaterThan(50);
  });

  test('is fair: over many seeds every question and every order comes about as often', () => {
    const questions = Array.from({ length: 6 }, (_, i): Drawable => ({
      versionId: `v${i}`,
      topic: 'branch',
      type: 'single',
      options: 3,
    }));
    const count = new Map<string, number>();
    const add = (key: string) => count.set(key, (count.get(key) ?? 0) + 1);
    for (let n = 0; n < 1_200; n += 1)
      for (const item of drawPaper(questions, [{ topics: ['branch'], count: 1 }], [], `seed ${n}`)) {
        add(item.questionVersionId);
        add(item.optionOrder.join(''));
      }
    // Six questions and six orders, 200 times each on average; the standard deviation is about 13.
    expect(count.size).toBe(12);
    for (const times of count.values()) expect(Math.abs(times - 200)).toBeLessThan(60);
  });
});

test('seeded numbers lie in [0, 1) and differ by seed', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const next = seededNumbers(seed);
      const numbers = Array.from({ length: 20 }, () => next());
      expect(numbers.every((n) => n >= 0 && n < 1)).toBe(true);
      expect(new Set(numbers).size).toBeGreaterThan(15);
      expect(seededNumbers(`${seed}.`)()).not.toBe(numbers[0]);
    }),
  );
});

test('shuffling keeps every item and leaves the list alone', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.string(), (items, seed) => {
      const before = [...items];
      const mixed = shuffled(items, seededNumbers(seed));
      expect(items).toEqual(before);
      expect(mixed.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
    }),
  );
});

test.each([
  [[1], [1], true],
  [[1], [0], false],
  [[0, 2], [2, 0], true],
  [[0, 2], [0], false],
  [[0, 2], [0, 1, 2], false],
  [[0, 2], [], false],
  [[0, 2], [0, 1], false],
])('the key %j and the choice %j: %s', (answer, chosen, right) => {
  expect(isCorrect(answer, chosen)).toBe(right);
});
