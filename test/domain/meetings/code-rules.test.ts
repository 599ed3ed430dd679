import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeAt, isCodeRight, readCode } from '../../../src/domain/meetings/code-rules.ts';
import { hoursOf, readMinutes } from '../../../src/domain/meetings/meeting-rules.ts';
import { pack } from '../../support/pack.ts';

const RULE = { digits: 4, seconds: 60, graceSeconds: 30 };
const at = (seconds: number) => new Date(1_795_000_000_000 - (1_795_000_000_000 % 60_000) + seconds * 1000);

describe('the code of a room', () => {
  test.each([
    [59, '46119246'],
    [1_111_111_109, '68084774'],
    [1_111_111_111, '67062674'],
    [1_234_567_890, '91819424'],
    [2_000_000_000, '90698825'],
    [20_000_000_000, '77737706'],
  ])('is that of RFC 6238, appendix B, for SHA-256 at %i s', (seconds, code) => {
    const secret = '12345678901234567890123456789012';
    const rule = { digits: 8, seconds: 30, graceSeconds: 0 };
    expect(codeAt(secret, rule, new Date(seconds * 1000)).code).toBe(code);
  });

  test('changes at the time that is shown with it', () => {
    const { until } = codeAt('s', RULE, at(12));
    expect(until).toEqual(at(60));
    expect(codeAt('s', RULE, at(0))).toEqual(codeAt('s', RULE, at(59)));
    expect(codeAt('s', RULE, at(59)).code).not.toBe(codeAt('s', RULE, at(60)).code);
  });

  test('is taken in its own time, and for the grace afterwards, by when it came', () => {
    const { code } = codeAt('s', RULE, at(10));
    const right = [0, 59, 60, 89].map((second) => isCodeRight('s', RULE, code, at(second)));
    expect(right).toEqual([true, true, true, true]);
    expect([-1, 90, 120].map((second) => isCodeRight('s', RULE, code, at(second)))).toEqual([
      false,
      false,
      false,
    ]);
    expect(isCodeRight('another', RULE, code, at(10))).toBe(false);
  });

  test('has as many digits as the rule says, at any time', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 4, max: 6 }),
        fc.date({ min: new Date(0), noInvalidDate: true }),
        (secret, digits, time) => {
          const rule = { ...RULE, digits };
          const { code } = codeAt(secret, rule, time);
          expect(code).toMatch(new RegExp(`^\\d{${digits}}$`));
          expect(isCodeRight(secret, rule, code, time)).toBe(true);
          expect(readCode(code, rule)).toBe(code);
        },
      ),
    );
  });

  test('is read as people type it', () => {
    for (const text of ['3852', ' 38 52 ', '３８５２', '38-52']) expect(readCode(text, RULE)).toBe('3852');
    for (const text of ['', '385', '38521', 'abcd', '3852!', '/here'])
      expect(readCode(text, RULE)).toBeUndefined();
  });
});

describe('the length of a meeting', () => {
  test('is read in minutes', () => {
    expect(['90', '90分钟', ' ９０ min '].map(readMinutes)).toEqual([90, 90, 90]);
    expect(['14', '601', 'two hours', '', '1000'].map(readMinutes)).toEqual(Array(5).fill(undefined));
  });

  test('gives hours by halves, where its kind gives any', () => {
    expect(hoursOf(pack, 'theme-day', 119)).toEqual({ evidence: 'concentrated', hours: 1.5 });
    expect(hoursOf(pack, 'party-lecture', 29)).toBeNull();
    expect(hoursOf(pack, 'members-assembly', 120)).toBeNull();
    expect(hoursOf(pack, 'no such kind', 120)).toBeNull();
  });
});
