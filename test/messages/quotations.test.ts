import { describe, expect, test } from 'vitest';
import {
  questionAskView,
  replyAskView,
  threadView,
  threadWordView,
} from '../../src/messages/notice-threads.ts';
import { visitListView } from '../../src/messages/visits.ts';
import { shown } from '../loop/actor.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const noticeText = '今晚有特大暴雨，请立即转移低洼处住户，转移完请点收到。';
const recipient = { name: '张样一', unitName: '青石第一村' };
const word = { id: ID, noticeId: ID, recipientId: ID, fromId: ID, fromName: '张样一', version: 1 };
const visit = { noticeId: ID, noticeText, personId: ID, ...recipient, state: 'open' } as const;
const where = { total: 1, page: 0, pages: 1, size: 5 };

/** A cheap phone shows so many full-width characters in a line of a message. */
const WIDE = 19;

describe('the notice that something is about', () => {
  test.each([
    ['a question', questionAskView('zh', noticeText)],
    ['a word', threadWordView('zh', { ...word, ...recipient, text: '几点？', noticeText })],
    ['a thread', threadView('zh', { noticeId: ID, personId: ID, noticeText, recipient, messages: [] }, ID)],
    ['a list of visits', visitListView('zh', [{ ...visit, why: 'unconfirmed' }], where, ID)],
  ])('stands in one line of its own: %s', (_, { text }) => {
    const quoted = shown(text)
      .split('\n')
      .filter((line) => line.includes('「'));
    expect(quoted).toHaveLength(1);
    expect(quoted[0]).toMatch(/^「.*…」$/u);
    expect([...(quoted[0] ?? '')].length).toBeLessThanOrEqual(WIDE);
  });

  test('leaves what was said its own line too', () => {
    expect(shown(replyAskView('zh', '张样一', '几点？').text).split('\n')).toContain('对方说：「几点？」');
  });
});
