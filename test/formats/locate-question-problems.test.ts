import { assert, constantFrom, jsonValue, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locateQuestionProblems } from '../../src/formats/locate-question-problems.ts';
import { findJsonPlaces } from '../../src/formats/questions/find-json-places.ts';
import { readQuestionText } from '../../src/formats/read-question-text.ts';
import { readQuestionFile } from '../../src/formats/read-questions.ts';

const problemsOf = (text: string) => {
  const bytes = Buffer.from(text);
  const read = readQuestionText(bytes);
  const file = read.ok ? readQuestionFile(read.json) : undefined;
  return file && !file.ok ? locateQuestionProblems(bytes, file.problems) : [];
};

describe('the place of a problem', () => {
  const text = [
    '\uFEFF{ "document": { "title": "甲, 乙: [丙]", "version": "1", "inForceFrom": "2026-13-01",',
    '    "provenance": "full-text", "status": "in-force" },',
    '  "questions": [',
    '    { "id": "a-1", "type": "single", "stem": "\\"题\\\\", "options": ["甲", "乙"], "answer": [0, 7],',
    '      "explanation": "x", "topic": "x", "difficulty": 1,',
    '      "source": { "article": "第一条", "quote": "一二三四五六", "provenance": "full-text" } },',
    '    { "id": "a-2" }',
    '  ] }',
  ].join('\r\n');

  /** From 1; a byte-order mark is not counted. */
  const columnOf = (line: number, part: string) =>
    (text.replace('\uFEFF', '').split('\r\n')[line - 1] ?? '').indexOf(part) + 1;

  test('is the line and column of the value, or of what lacks it', () => {
    const found = problemsOf(text).map(({ line, column, problem }) => [
      line,
      column,
      problem.path,
      problem.code,
    ]);
    expect(found.slice(0, 4)).toEqual([
      [1, columnOf(1, '"2026-13'), 'document.inForceFrom', 'wrong-form'],
      [4, columnOf(4, '[0, 7]'), 'questions[0].answer', 'answer-outside-options'],
      [4, columnOf(4, '[0, 7]'), 'questions[0].answer', 'single-answer-expected'],
      [7, 5, 'questions[1].type', 'missing'],
    ]);
  });

  test('is the beginning of a file that is something else', () => {
    expect(problemsOf('\n [1]')).toEqual([{ line: 2, column: 2, problem: expect.anything() }]);
  });
});

test('every value is found where it stands, in whatever JSON', () => {
  assert(
    property(jsonValue({ maxDepth: 4 }), constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify({ before: ['",:', value], at: [value, 'END'] }, null, indent);
      const place = findJsonPlaces(text, new Set(['at[1]'])).get('at[1]') ?? -1;
      expect(text.slice(place, place + 5)).toBe('"END"');
    }),
  );
});

test('a big file costs one walk', () => {
  const text = JSON.stringify({
    questions: Array.from({ length: 5_000 }, () => ({ stem: '题'.repeat(500) })),
  });
  const wanted = new Set(Array.from({ length: 200 }, (_, at) => `questions[${at * 20}].stem`));
  expect(findJsonPlaces(text, wanted).size).toBe(200);
});
