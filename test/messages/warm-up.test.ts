import { expect, test } from 'vitest';
import { warmUpPoll } from '../../src/messages/warm-up.ts';

const question = {
  stem: '村民委员会每届任期为几年？',
  options: ['三年', '五年'],
  answer: 1,
  explanation: '每届任期五年。\n届满应当及时换届。',
  document: '中华人民共和国村民委员会组织法',
  place: '第十一条',
};

test('a poll says why in one line and its source in another', () => {
  expect(warmUpPoll('zh', question)).toEqual({
    question: question.stem,
    options: question.options,
    correct: [1],
    explanation: '每届任期五年。 届满应当及时换届。\n依据：中华人民共和国村民委员会组织法 第十一条',
  });
});

test('what is too long is cut before the source, and never in the middle of a character', () => {
  const { explanation } = warmUpPoll('zh', { ...question, explanation: '𠀀'.repeat(300) });
  expect(explanation.length).toBeLessThanOrEqual(200);
  expect(explanation).toMatch(/^(?:𠀀)+…\n依据：中华人民共和国村民委员会组织法 第十一条$/u);
  const long = warmUpPoll('zh', { ...question, document: '法'.repeat(300) }).explanation;
  expect(long.length).toBe(200);
});
