import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import json from '../../../content/rules/default.json' with { type: 'json' };
import { readRulePack } from '../../../src/domain/rules/rule-pack.ts';
import { findSanctionDayProblem, lastDayInEffect } from '../../../src/domain/sanctions/rules.ts';
import { readDocumentNo, readOrgan } from '../../../src/domain/sanctions/read-decision.ts';
import { addDays } from '../../../src/domain/schedule/calendar.ts';
import { pack } from '../../support/pack.ts';

describe('the periods of the rule pack', () => {
  test('are those of the articles, and no others', () => {
    expect(
      pack.sanctions.map(({ id, months, source }) => [id, months, source.document, source.article]),
    ).toEqual([
      ['party-warning', 12, '中国共产党纪律处分条例', '第十条'],
      ['party-serious-warning', 18, '中国共产党纪律处分条例', '第十条'],
      ['government-warning', 6, '中华人民共和国公职人员政务处分法', '第八条'],
      ['government-demerit', 12, '中华人民共和国公职人员政务处分法', '第八条'],
      ['government-major-demerit', 18, '中华人民共和国公职人员政务处分法', '第八条'],
      ['government-demotion', 24, '中华人民共和国公职人员政务处分法', '第八条'],
      ['government-removal', 24, '中华人民共和国公职人员政务处分法', '第八条'],
    ]);
    // Each is verified, by words of the article.
    for (const { verified, source } of pack.sanctions)
      expect([verified, Boolean(source.quote)]).toEqual([true, true]);
  });

  test.each<[string, (kinds: Record<string, unknown>[]) => void, RegExp]>([
    [
      'a period of no months',
      (kinds) => Object.assign(kinds[0] ?? {}, { months: 0 }),
      /sanctions\[0\]\.months/,
    ],
    [
      'a kind twice',
      (kinds) => kinds.push({ ...kinds[0] }),
      /sanctions\[7\]\.id: expected a value not used before/,
    ],
    [
      'a verified one without evidence',
      (kinds) => {
        const [first = {}] = kinds;
        const { quote: _quote, note: _note, ...source } = first['source'] as Record<string, unknown>;
        Object.assign(first, { source });
      },
      /sanctions\[0\]\.source: expected a quote/,
    ],
  ])('are refused with %s', (_what, spoil, message) => {
    const spoilt = structuredClone(json) as unknown as { sanctions: Record<string, unknown>[] };
    spoil(spoilt.sanctions);
    expect(() => readRulePack(spoilt)).toThrow(message);
  });
});

describe('the last day in effect', () => {
  test.each([
    ['2026-03-12', 12, '2027-03-11'],
    ['2026-01-01', 6, '2026-06-30'],
    ['2026-11-27', 18, '2028-05-26'],
    ['2026-01-31', 24, '2028-01-30'],
    // The month in which it ends has no such day.
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2027-08-30', 6, '2028-02-29'],
    ['2027-08-29', 6, '2028-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-12-31', 6, '2027-06-30'],
  ])('of %s and %i months is %s', (day, months, last) => {
    expect(lastDayInEffect(day, months)).toBe(last);
  });

  test('never comes earlier for a later decision, and is as many months off as the rule says', () => {
    const day = fc.integer({ min: 0, max: 8_000 }).map((n) => addDays('2020-01-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 48 }), (decided, months) => {
        const last = lastDayInEffect(decided, months);
        expect(lastDayInEffect(addDays(decided, 1), months) >= last).toBe(true);
        const [y = 0, m = 0] = decided.split('-').map(Number);
        const [toY = 0, toM = 0] = addDays(last, 1).split('-').map(Number);
        // The day after is in the month that is named, or the first of the one after where that is too short.
        expect([months, months + 1]).toContain((toY - y) * 12 + (toM - m));
      }),
    );
  });
});

test.each([
  ['2026-11-27', 6, undefined],
  ['2026-11-28', 6, 'future'],
  ['2026-05-28', 6, undefined],
  ['2026-05-27', 6, 'over'],
] as const)('a decision of %s for %i months, on 27 November, is %s', (decided, months, problem) => {
  expect(findSanctionDayProblem(decided, months, '2026-11-27')).toBe(problem);
});

test.each([
  ['青纪〔2026〕12号', '青纪〔2026〕12号'],
  [' 青纪 [2026] 012 号 ', '青纪〔2026〕12号'],
  ['县监委（2026）第3号', '县监委〔2026〕3号'],
  ['QJ [2026] 12', 'QJ〔2026〕12号'],
  ['青纪2026-12', undefined],
  ['他收了钱〔2026〕12号，情节严重', undefined],
  ['〔2026〕12号', undefined],
])('the number %s is read as %s', (typed, read) => {
  expect(readDocumentNo(typed)).toBe(read);
});

test.each([
  ['青石镇纪委', '青石镇纪委'],
  [' 中共青石镇  委员会 ', '中共青石镇 委员会'],
  ['Qingshi discipline committee', 'Qingshi discipline committee'],
  ['纪', undefined],
  ['镇纪委。据反映，他收受礼金', undefined],
  ['纪委 13800138000', undefined],
  ['委'.repeat(41), undefined],
])('the organ %s is read as %s', (typed, read) => {
  expect(readOrgan(typed)).toBe(read);
});
