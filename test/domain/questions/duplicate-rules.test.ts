import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparedText, findDuplicates, similarityOf } from '../../../src/domain/questions/duplicate-rules.ts';

const STEM = '村民委员会每届任期为几年，届满应当及时举行换届选举？';

describe('what is alike', () => {
  test.each([
    ['the same', STEM, 1],
    ['other punctuation, blanks and width', '村民委员会每届任期为几年,届满应当及时举行换届选举( )?', 1],
    ['a gap in place of brackets', '村民委员会每届任期为几年，届满应当及时举行换届选举____。', 1],
  ])('%s', (_, other, similarity) => {
    expect(findDuplicates([other], [STEM])).toEqual([
      { index: 0, of: { list: 'existing', index: 0 }, similarity },
    ]);
  });

  test('one word more', () => {
    const [found] = findDuplicates([`请问：${STEM}`], [STEM]);
    expect(found).toMatchObject({ index: 0, of: { list: 'existing', index: 0 } });
    expect(found?.similarity).toBeGreaterThan(0.8);
    expect(found?.similarity).toBeLessThan(1);
  });

  test.each([
    ['another question', '村务公开栏应当多久更新一次？'],
    ['the same beginning', '村民委员会每届任期为几年，是哪部法律规定的？'],
    ['nothing but punctuation', '……（ ）？'],
    ['nothing', ''],
  ])('not %s', (_, other) => {
    expect(findDuplicates([other], [STEM, '', '（）'])).toEqual([]);
  });

  test('short texts only when they are the same', () => {
    expect(findDuplicates(['党章', '党规', '党章。'])).toEqual([
      { index: 2, of: { list: 'file', index: 0 }, similarity: 1 },
    ]);
  });

  test('within the file and in what is there, the most similar first', () => {
    const near = `${STEM}请选`;
    expect(findDuplicates([STEM, '别的题目是什么内容？', near], ['无关的题目', near])).toEqual([
      { index: 0, of: { list: 'existing', index: 1 }, similarity: similarityOf(STEM, near) },
      { index: 2, of: { list: 'existing', index: 1 }, similarity: 1 },
      { index: 2, of: { list: 'file', index: 0 }, similarity: similarityOf(STEM, near) },
    ]);
  });

  test('in letters of any case and width', () => {
    expect(comparedText(' ＡＢc，１２ 甲！')).toBe('abc12甲');
    expect(similarityOf('What is TRUE here?', 'what is true here')).toBe(1);
  });
});

test('finds exactly the pairs that comparing each with each finds', () => {
  const word = fc.constantFrom('村', '务', '公', '开', '监', '督', 'a', ' ', '，', '𠮷');
  const text = fc.string({ unit: word, maxLength: 14 });
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 12 }),
      fc.array(text, { maxLength: 12 }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      (texts, existing, threshold) => {
        const found = findDuplicates(texts, existing, threshold);
        const all = [...existing, ...texts];
        const expected = texts.flatMap((text, index) =>
          all.slice(0, existing.length + index).flatMap((other, at) => {
            const similarity = similarityOf(text, other);
            return similarity > 0 && similarity >= threshold ? [`${index} ${at} ${similarity}`] : [];
          }),
        );
        const named = found.map(
          ({ index, of, similarity }) =>
            `${index} ${of.list === 'file' ? existing.length + of.index : of.index} ${similarity}`,
        );
        expect(named.toSorted()).toEqual(expected.toSorted());
      },
    ),
    { numRuns: 300 },
  );
});

test('5,000 stems against 5,000 take no longer than a person waits', () => {
  const folder = new URL('../../../content/questions/', import.meta.url);
  const stems = readdirSync(folder).flatMap((name) => {
    const { questions } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
      questions: { stem: string }[];
    };
    return questions.map(({ stem }) => stem);
  });
  // As many as wanted of the bank's own kind: each stem with an ending of its own.
  const grow = (tail: string) =>
    Array.from({ length: 5_000 }, (_, at) => `${stems[at % stems.length]}${tail}${at * 7919}号补充说明${at}`);
  const [texts, existing] = [grow('甲乡'), grow('乙镇')];
  const started = performance.now();
  const found = findDuplicates(texts, existing);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(found.length).toBeGreaterThan(0);
});
