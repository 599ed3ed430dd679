import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTime, suggestTimes } from '../../../src/domain/schedule/read-time.ts';
import { typedTime } from '../../../src/messages/times.ts';

/** Wednesday 25 November 2026, 10:00 in Shanghai. */
const NOW = new Date('2026-11-25T10:00:00+08:00');
const read = (text: string, now = NOW): string | undefined => readTime(text, now)?.toISOString();
const local = (time: string): string => new Date(`${time}:00+08:00`).toISOString();

describe('a time is understood as', () => {
  test.each([
    ['11-28 15:00', '2026-11-28T15:00'],
    ['11/28 15:00', '2026-11-28T15:00'],
    ['11.28 9:05', '2026-11-28T09:05'],
    ['11月28日 15:00', '2026-11-28T15:00'],
    ['11月28 15:00', '2026-11-28T15:00'],
    ['11月 28日 15:00', '2026-11-28T15:00'],
    ['11月28日15:00', '2026-11-28T15:00'],
    ['2026-11-28 15:00', '2026-11-28T15:00'],
    ['2026年11月28日 15:00', '2026-11-28T15:00'],
    ['2027/1/5 08:30', '2027-01-05T08:30'],
    ['11-28 15：00', '2026-11-28T15:00'],
    ['１１－２８ １５：００', '2026-11-28T15:00'],
    ['  11-28   15:00 ', '2026-11-28T15:00'],
    ['11-28 00:00', '2026-11-28T00:00'],
    ['11-28 23:59', '2026-11-28T23:59'],
    ['今天 18:00', '2026-11-25T18:00'],
    ['明天 9:00', '2026-11-26T09:00'],
    ['明天9:00', '2026-11-26T09:00'],
    ['后天 14:30', '2026-11-27T14:30'],
    ['today 18:00', '2026-11-25T18:00'],
    ['Tomorrow 9:00', '2026-11-26T09:00'],
  ])('%s', (text, time) => {
    expect(read(text)).toBe(local(time));
  });

  test('the next such day where no year was written', () => {
    expect(read('11-24 15:00')).toBe(local('2027-11-24T15:00'));
    expect(read('11-25 15:00')).toBe(local('2026-11-25T15:00'));
    expect(read('1-5 9:00')).toBe(local('2027-01-05T09:00'));
    expect(read('1-5 9:00', new Date('2026-12-31T23:59:00+08:00'))).toBe(local('2027-01-05T09:00'));
    expect(read('12-31 9:00', new Date('2026-12-31T08:00:00+08:00'))).toBe(local('2026-12-31T09:00'));
  });

  test('the written year, even when it is past', () => {
    expect(read('2025-11-28 15:00')).toBe(local('2025-11-28T15:00'));
  });

  test('a local day, also in the hours when it is yesterday in UTC', () => {
    const early = new Date('2026-11-26T06:00:00+08:00');
    expect(read('明天 9:00', early)).toBe(local('2026-11-27T09:00'));
    expect(read('11-26 9:00', early)).toBe(local('2026-11-26T09:00'));
  });

  test('29 February where there is one', () => {
    expect(read('2028-2-29 10:00')).toBe(local('2028-02-29T10:00'));
    expect(read('2-29 10:00', new Date('2028-01-15T10:00:00+08:00'))).toBe(local('2028-02-29T10:00'));
    expect(read('2-29 10:00', new Date('2027-11-15T10:00:00+08:00'))).toBe(local('2028-02-29T10:00'));
  });
});

describe('a time is not understood in', () => {
  test.each([
    '',
    '下周五左右',
    '15:00',
    '11-28',
    '11-28 25:00',
    '11-28 24:00',
    '11-28 15:60',
    '11-31 15:00',
    '2-30 15:00',
    '2027-2-29 15:00',
    '13-01 15:00',
    '0-10 15:00',
    '11-0 15:00',
    '11-28 3pm',
    '明天',
    '明天 29:00',
    '11-28 15:00 左右',
    '2026-11-28T15:00:00Z',
    '-11-28 15:00',
    '20261128 15:00',
    `${'9'.repeat(5_000)}-1 1:00`,
  ])('%j', (text) => {
    expect(readTime(text, NOW)).toBeUndefined();
  });

  test('2-29 when neither this year nor the next has one', () => {
    expect(readTime('2-29 10:00', new Date('2029-01-15T10:00:00+08:00'))).toBeUndefined();
  });

  test('any text: it never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const time = readTime(text, NOW);
        if (time) expect(Number.isNaN(time.getTime())).toBe(false);
      }),
    );
  });
});

test('what is shown as a typed time is read as that time, within a year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 364 * 24 * 60 - 600 }), (minutes) => {
      const time = new Date(NOW.getTime() + minutes * 60_000);
      expect(read(typedTime(time))).toBe(time.toISOString());
    }),
  );
});

test('suggestions are the next two weekdays, at nine and at three', () => {
  const days = (now: string) => suggestTimes(new Date(now)).map((time) => typedTime(time));
  expect(days('2026-11-25T10:00:00+08:00')).toEqual([
    '11-26 09:00',
    '11-26 15:00',
    '11-27 09:00',
    '11-27 15:00',
  ]);
  expect(days('2026-11-27T10:00:00+08:00')).toEqual([
    '11-30 09:00',
    '11-30 15:00',
    '12-01 09:00',
    '12-01 15:00',
  ]);
  expect(days('2026-11-29T01:00:00+08:00')).toHaveLength(4);
});
