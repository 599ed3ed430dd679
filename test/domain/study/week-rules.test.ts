import { describe, expect, test } from 'vitest';
import { cardsThisWeek, weekOf } from '../../../src/domain/study/week-rules.ts';

test('a week goes from Monday to Sunday', () => {
  const week = { monday: '2026-11-23', sunday: '2026-11-29', lastMonday: '2026-11-16' };
  expect(weekOf('2026-11-23')).toEqual(week);
  expect(weekOf('2026-11-29')).toEqual(week);
  expect(weekOf('2026-11-30').monday).toBe('2026-11-30');
});

describe('cards this week', () => {
  test('spread what is left over the weeks that are left, this one counted whole', () => {
    expect(cardsThisWeek(20, '2026-11-25', '2026-12-20')).toBe(5);
    expect(cardsThisWeek(21, '2026-11-25', '2026-12-20')).toBe(6);
    expect(cardsThisWeek(20, '2026-11-25', '2026-11-29')).toBe(20);
  });
  test('after the day it is all that is left, without a day nothing in particular', () => {
    expect(cardsThisWeek(3, '2026-12-25', '2026-12-20')).toBe(3);
    expect(cardsThisWeek(3, '2026-11-25', null)).toBeNull();
    expect(cardsThisWeek(0, '2026-11-25', '2026-12-20')).toBeNull();
  });
});
