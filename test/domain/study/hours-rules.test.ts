import * as fc from 'fast-check';
import { MIN_PEOPLE } from '../../../src/domain/quizzes/hiding-rules.ts';
import { describe, expect, test } from 'vitest';
import {
  daysOfYear,
  findDuty,
  judgeHours,
  mergeSmall,
  neededHours,
} from '../../../src/domain/study/hours-rules.ts';
import { readAmount } from '../../../src/domain/study/read-amount.ts';
import { findDayProblem } from '../../../src/domain/study/record-hours.ts';
import { readPastDay } from '../../../src/domain/schedule/read-time.ts';
import { pack } from '../../support/pack.ts';

const NOW = new Date('2026-11-25T10:00:00+08:00');

describe('the duty of a person', () => {
  test.each([
    [['cadre'], [], undefined],
    [['cadre'], ['party-member'], 32],
    [['cadre', 'branch-secretary'], ['party-member'], 56],
    [['cadre'], ['party-member', 'branch-committee'], 56],
    [['township-secretary'], ['party-member', 'township-leader'], 90],
    [['editor'], ['party-member', 'civil-servant'], 90],
  ])('of roles %j and kinds %j is the largest that fits, not the sum: %s', (roles, memberKinds, hours) => {
    expect(findDuty(pack.hours, { roles, memberKinds })?.hours).toBe(hours);
  });

  test('is what the pack says, wherever the pack says something else', () => {
    const [first] = pack.hours;
    const other = first ? [{ ...first, hours: 40 }] : [];
    expect(findDuty(other, { roles: [], memberKinds: ['party-member'] })?.hours).toBe(40);
  });
});

describe('hours that are asked for a part of a year', () => {
  test.each([
    [32, 0, 32],
    [32, 365, 0],
    [56, 120, 37.5],
    [90, 31, 82],
    [32, 1, 31.5],
    [32, 400, 0],
  ])('%i hours with %i exempt days of 365 are %s', (hours, exempt, needed) => {
    expect(neededHours(hours, exempt, 365)).toBe(needed);
  });

  test('knows leap years', () => {
    expect([2026, 2027, 2028, 2100].map(daysOfYear)).toEqual([365, 365, 366, 365]);
  });

  test('are halves, never more than the share, never negative, and never rise with more exempt days', () => {
    const days = fc.constantFrom(365, 366);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(400), fc.nat(400), days, (hours, a, b, year) => {
        const needed = neededHours(hours, a, year);
        const share = (hours * Math.max(0, year - a)) / year;
        expect(Number.isInteger(needed * 2)).toBe(true);
        expect(needed).toBeLessThanOrEqual(share);
        expect(share - needed).toBeLessThan(0.5);
        expect(neededHours(hours, Math.max(a, b), year)).toBeLessThanOrEqual(
          neededHours(hours, Math.min(a, b), year),
        );
      }),
    );
  });

  test('are behind for nobody who is exempted, whatever they have done', () => {
    const [duty] = pack.hours;
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (needed, done) => {
        expect(judgeHours(duty, { needed, done, isExempt: true })).toBe('exempt');
      }),
    );
    expect(judgeHours(duty, { needed: 0, done: 0, isExempt: false })).toBe('exempt');
    expect(judgeHours(duty, { needed: 32, done: 32, isExempt: false })).toBe('met');
    expect(judgeHours(duty, { needed: 32, done: 31.5, isExempt: false })).toBe('open');
    expect(judgeHours(undefined, { needed: 0, done: 9, isExempt: false })).toBe('unknown');
  });
});

describe('groups of people', () => {
  const groups = fc.array(fc.nat(12), { maxLength: 8 }).map((sizes) => sizes.map((people) => ({ people })));
  const sum = (list: readonly { people: number }[]) => list.reduce((total, { people }) => total + people, 0);

  test('are never shown, by themselves or by what is left of the total, below five people', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const { shown, merged } = mergeSmall(all, MIN_PEOPLE);
        expect(sum(shown) + sum(merged)).toBe(sum(all));
        for (const { people } of shown) expect(people).toBeGreaterThanOrEqual(MIN_PEOPLE);
        const rest = sum(merged);
        expect(rest === 0 || rest >= MIN_PEOPLE || shown.length === 0).toBe(true);
      }),
    );
  });
});

describe('what people type', () => {
  const amount = (text: string) => readAmount(text, pack.hourRecords.conversion);
  test.each([
    ['3', 3],
    ['1.5', 1.5],
    [' 2天 ', 16],
    ['２ 天', 16],
    ['半天', 4],
    ['2 days', 16],
    ['Half day', 4],
    ['4学时', 4],
    ['2 个小时', 2],
    ['0.5天', 4],
  ])('%j is %s hours', (text, hours) => expect(amount(text)).toBe(hours));
  test.each(['', '0', '-3', '1.3', '三', '3 weeks', '1e3', '99999', 'day 3', '天天'])(
    '%j is no amount, or a word for one unit',
    (text) => expect(amount(text)).toBeUndefined(),
  );

  test.each([
    ['今天', '2026-11-25'],
    ['yesterday', '2026-11-24'],
    ['前天', '2026-11-23'],
    ['3-12', '2026-03-12'],
    ['12-3', '2025-12-03'],
    ['11月25日', '2026-11-25'],
    ['2026-11-26', '2026-11-26'],
    ['2-30', undefined],
    ['soon', undefined],
    ['constructor', undefined],
  ])('%j is the day %s', (text, day) => expect(readPastDay(text, NOW)).toBe(day));

  test('is of this year, in January of the last one too, and never ahead', () => {
    expect(findDayProblem('2026-11-26', NOW)).toBe('future');
    expect(findDayProblem('2026-01-01', NOW)).toBeUndefined();
    expect(findDayProblem('2025-12-31', NOW)).toBe('other-year');
    expect(findDayProblem('2025-12-31', new Date('2026-01-31T10:00:00+08:00'))).toBeUndefined();
    expect(findDayProblem('2025-12-31', new Date('2026-02-01T10:00:00+08:00'))).toBe('other-year');
  });
});
