import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillTemplate, placeholdersOf } from '../../../src/domain/notices/template-rules.ts';

const BODY = '请{{村名}}的同志{{ 时间 }}到｛｛地点｝｝，{{村名}}书记带队。';

describe('a template', () => {
  test('names its variables once each, in order, in either kind of braces', () => {
    expect(placeholdersOf(BODY)).toEqual(['村名', '时间', '地点']);
    expect(placeholdersOf('单个 {村名}、空的 {{}}、没关上的 {{村名')).toEqual([]);
  });

  test('is filled in everywhere', () => {
    const values = { 村名: '第一村', 时间: '明早 8 点', 地点: '村部' };
    expect(fillTemplate(BODY, values)).toEqual({
      ok: true,
      text: '请第一村的同志明早 8 点到村部，第一村书记带队。',
    });
  });

  test('stops at what is missing or blank', () => {
    expect(fillTemplate(BODY, { 时间: ' ', 地点: '村部' })).toEqual({ ok: false, missing: ['村名', '时间'] });
    expect(fillTemplate('{{constructor}}', {})).toEqual({ ok: false, missing: ['constructor'] });
  });

  test('takes a value as it is', () => {
    expect(fillTemplate('{{a}}{{b}}', { a: '{{b}}', b: '$&' })).toEqual({ ok: true, text: '{{b}}$&' });
  });

  test('of any shape has nothing left to fill in once each variable has a plain value', () => {
    const part = fc.constantFrom('{{', '}}', '｛｛', '｝｝', 'a', '村', ' ', '\n');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const body = parts.join('');
        const names = placeholdersOf(body);
        const filled = fillTemplate(body, Object.fromEntries(names.map((name) => [name, 'x'])));
        expect(filled.ok).toBe(true);
        if (names.length > 0) expect(fillTemplate(body, {})).toEqual({ ok: false, missing: names });
      }),
      { numRuns: 300 },
    );
  });
});
