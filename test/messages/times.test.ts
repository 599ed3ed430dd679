import { describe, expect, test } from 'vitest';
import { leftText } from '../../src/messages/times.ts';

/** @param now, until local times, "24 10:00" of a November */
const left = (now: string, until: string, language: 'zh' | 'en' = 'zh'): string => {
  const at = (text: string) => new Date(`2026-11-${text.replace(' ', 'T')}:00+08:00`);
  return leftText(language, at(until), at(now));
};

describe('what is left until a deadline', () => {
  test('goes by the days of the calendar where people live, not by 24 hours', () => {
    expect(left('24 10:00', '25 18:00')).toBe('还有 1 天');
    expect(left('24 10:00', '25 18:00', 'en')).toBe('1 day left');
    // In UTC it is still the day before.
    expect(left('24 06:00', '25 18:00')).toBe('还有 1 天');
    expect(left('24 23:30', '26 18:00')).toBe('还有 2 天');
    expect(left('24 00:10', '26 23:50', 'en')).toBe('2 days left');
  });

  test('is hours for less than 24 of them, rounded up', () => {
    expect(left('24 18:01', '25 18:00')).toBe('还有 24 小时');
    expect(left('25 17:20', '25 18:00', 'en')).toBe('1 hour left');
    expect(left('25 18:00', '25 18:00')).toBe('还有 1 小时');
  });
});
