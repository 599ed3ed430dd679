import { describe, expect, it } from 'vitest';
import county from '../../../content/demo/county.json' with { type: 'json' };
import { readCountySeed } from '../../../src/domain/people/county-seed.ts';

type County = typeof county;

describe('readCountySeed', () => {
  it('reads the sample county unchanged', () => {
    expect(readCountySeed(county)).toEqual(county);
  });

  it.each<[string, (copy: County) => void, RegExp]>([
    [
      'a village before its township',
      (c) => c.units.splice(1, 1),
      /units\[4\]\.path: expected township above this village/,
    ],
    [
      'a unit twice',
      (c) => Object.assign(c.units[2] ?? {}, { path: '样例县/青石镇' }),
      /units\[2\]\.path: expected a path not used/,
    ],
    [
      'a branch right under a township',
      (c) => Object.assign(c.units[4] ?? {}, { kind: 'branch' }),
      /units\[4\]\.path: expected village/,
    ],
    [
      'a staff number twice',
      (c) => Object.assign(c.people[9] ?? {}, { staffNo: 'QS-001' }),
      /people\[9\]\.staffNo/,
    ],
    [
      'a staff number of another make',
      (c) => Object.assign(c.people[9] ?? {}, { staffNo: '10' }),
      /people\[9\]\.staffNo: expected a staff/,
    ],
    [
      'a Telegram account twice',
      (c) => Object.assign(c.people[9] ?? {}, { telegramId: 5000001 }),
      /people\[9\]\.telegramId/,
    ],
    [
      'blocked but not bound',
      (c) => Object.assign(c.people[0] ?? {}, { blocked: true, telegramId: undefined }),
      /people\[0\]\.blocked/,
    ],
    [
      'a post in no unit',
      (c) => Object.assign(c.people[3]?.posts[0] ?? {}, { unit: '样例县/黑土镇' }),
      /people\[3\]\.posts\[0\]\.unit/,
    ],
    [
      'a post that ends before it begins',
      (c) => Object.assign(c.people[3]?.posts[0] ?? {}, { until: '2001-01-01' }),
      /people\[3\]\.posts\[0\]\.until/,
    ],
    [
      'a day that is none',
      (c) => Object.assign(c.people[3]?.posts[0] ?? {}, { since: '2025-02-30' }),
      /people\[3\]\.posts\[0\]\.since/,
    ],
    [
      'an unknown role',
      (c) => c.people[3]?.posts[0]?.roles.push('king'),
      /people\[3\]\.posts\[0\]\.roles\[1\]/,
    ],
    [
      'a notice of nobody',
      (c) => Object.assign(c.history.notices[0] ?? {}, { author: 'QS-999' }),
      /history\.notices\[0\]\.author/,
    ],
    [
      'a notice to nowhere',
      (c) => Object.assign(c.history.notices[0] ?? {}, { unit: '样例市' }),
      /history\.notices\[0\]\.unit/,
    ],
    [
      'an interview of nobody',
      (c) => Object.assign(c.history.interviews[0] ?? {}, { staffNo: 'QS-999' }),
      /history\.interviews\[0\]\.staffNo/,
    ],
    [
      'study hours confirmed by oneself',
      (c) => Object.assign(c.history.studyHours[0] ?? {}, { decidedBy: c.history.studyHours[0]?.staffNo }),
      /history\.studyHours\[0\]\.decidedBy: expected somebody else/,
    ],
    [
      'study hours confirmed by nobody known',
      (c) => Object.assign(c.history.studyHours[0] ?? {}, { decidedBy: 'QS-999' }),
      /history\.studyHours\[0\]\.decidedBy/,
    ],
    [
      'a closed item never closed',
      (c) => Reflect.deleteProperty(c.history.rectifications[0] ?? {}, 'closedDaysAgo'),
      /history\.rectifications\[0\]\.closedDaysAgo/,
    ],
    [
      'a share above one',
      (c) => Object.assign(c.history.quizzes, { noPapersShare: 1.5 }),
      /history\.quizzes\.noPapersShare/,
    ],
  ])('refuses %s and names the place', (_what, change, message) => {
    const copy = structuredClone(county);
    change(copy);
    expect(() => readCountySeed(copy)).toThrow(message);
  });

  it('refuses a post that overlaps the next', () => {
    const copy = structuredClone(county);
    const at = copy.people.findIndex((person) => person.posts.length > 1);
    Object.assign(copy.people[at]?.posts[0] ?? {}, { until: '2026-12-31' });
    expect(() => readCountySeed(copy)).toThrow(`people[${at}].posts[0].until: expected a day not after`);
  });
});
