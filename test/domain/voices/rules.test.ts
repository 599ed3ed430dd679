import { expect, test } from 'vitest';
import {
  accountMark,
  monthBefore,
  newCode,
  newHalf,
  shownTopics,
  stampOfTopics,
  topicOf,
} from '../../../src/domain/voices/rules.ts';

const TOPICS = [{ id: 'roads' }, { id: 'funds' }, { id: 'good' }];

test('an account stands as another mark with every token, day, village and account', () => {
  const [half, other] = [newHalf(), newHalf()];
  const marks = [
    accountMark('token', half, 1, 'a'),
    accountMark('token', half, 2, 'a'),
    accountMark('token', half, 1, 'b'),
    accountMark('token', other, 1, 'a'),
    accountMark('tokens', half, 1, 'a'),
  ];
  expect(new Set(marks).size).toBe(5);
  expect(marks.every((mark) => /^[\w-]{43}$/.test(mark))).toBe(true);
  expect(accountMark('token', half, 1, 'a')).toBe(marks[0]);
});

test('a button counts for the topic it was made for, and for none of another list', () => {
  const stamp = stampOfTopics(TOPICS);
  expect(topicOf(TOPICS, [1, stamp])).toEqual({ id: 'funds' });
  expect(topicOf(TOPICS, [3, stamp])).toBeUndefined();
  expect(topicOf(TOPICS, [])).toBeUndefined();
  expect(topicOf(TOPICS.toReversed(), [1, stamp])).toBeUndefined();
  // What an unused byte of a sealed button stands for is never a stamp.
  expect(stamp).toBeLessThan(255);
});

test('topics are shown in their order, and nothing of fewer than the least', () => {
  expect(shownTopics({ good: 5, roads: 4, funds: 99, gone: 50 }, TOPICS, 5)).toEqual([
    { topic: { id: 'funds' }, n: 99 },
    { topic: { id: 'good' }, n: 5 },
  ]);
  expect(shownTopics({}, TOPICS, 5)).toEqual([]);
});

test('months are counted back over the years', () => {
  expect([0, 1, 11, 12, 24].map((n) => monthBefore('2026-11-25', n))).toEqual([
    '2026-11-01',
    '2026-10-01',
    '2025-12-01',
    '2025-11-01',
    '2024-11-01',
  ]);
  expect(monthBefore('2026-01-31', 1)).toBe('2025-12-01');
});

test('a code fits a link of Telegram', () => {
  for (let i = 0; i < 50; i += 1) expect(newCode()).toMatch(/^[\w-]{12}$/);
});
