import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonError } from '../../src/formats/questions/find-json-error.ts';
import { readQuestionText } from '../../src/formats/read-question-text.ts';

const read = (text: string) => readQuestionText(Buffer.from(text));
const notJson = (line: number, column: number, near: string) => ({
  ok: false,
  problem: { code: 'not-json', line, column, near },
});

test('parses UTF-8, with a byte-order mark or without', () => {
  expect(read('{"题": [1]}')).toEqual({ ok: true, json: { 题: [1] } });
  expect(read('\uFEFF[]')).toEqual({ ok: true, json: [] });
});

test('says in which line and column the text stops being JSON', () => {
  expect(read('{\n  "题": 1,\n  题: 2\n}')).toEqual(notJson(3, 3, '题: 2'));
  expect(read('{\r\n  "a": [1, 2,]\r\n}')).toEqual(notJson(2, 14, ']'));
  expect(read('{"a": 1')).toEqual(notJson(1, 8, ''));
  expect(read('')).toEqual(notJson(1, 1, ''));
  expect(read('{“a”: 1}')).toEqual(notJson(1, 2, '“a”: 1}'));
  expect(read('[1] x')).toEqual(notJson(1, 5, 'x'));
});

test('refuses what is not UTF-8 or too big', () => {
  expect(readQuestionText(Buffer.from('d0d5c3fb', 'hex'))).toEqual({
    ok: false,
    problem: { code: 'not-utf8' },
  });
  expect(readQuestionText(Buffer.alloc(10 * 1024 * 1024 + 1))).toMatchObject({
    problem: { code: 'too-big' },
  });
});

test('long strings and deep nesting cost no stack', () => {
  expect(findJsonError(`["${'a\\n'.repeat(2_000_000)}" x`)).toBe(6_000_004);
  expect(findJsonError('['.repeat(1_000_000))).toBe(1_000_000);
});

test('finds an error exactly where JSON.parse does', () => {
  const parses = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const mutated = fc
    .tuple(
      fc.json({ maxDepth: 3 }),
      fc.nat(),
      fc.nat(3),
      fc.constantFrom('', '"', '\\', ',', ':', '{', ']', '0', '-', '.', 'e', '\n', 'tru', '\\u00'),
    )
    .map(([json, at, cut, put]) => {
      const place = at % (json.length + 1);
      return json.slice(0, place) + put + json.slice(place + cut);
    });
  fc.assert(
    fc.property(mutated, (text) => {
      const error = findJsonError(text);
      expect(error === null).toBe(parses(text));
      // What stands before the error is never at fault: the same text up to there fails at its end.
      if (error !== null && error > 0)
        expect(findJsonError(text.slice(0, error)) ?? error).toBeLessThanOrEqual(error);
    }),
    { numRuns: 2_000 },
  );
});
