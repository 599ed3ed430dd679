import { describe, expect, test } from 'vitest';
import { elderView, plainText } from '../../src/messages/elder.ts';
import { everyView } from './every-view.ts';

describe('plain text', () => {
  test('has no format and no pictures, and options as they are said', () => {
    expect(plainText('📖 <b>学习卡</b>\n<blockquote>原文</blockquote>\nA. 二年\n✓ B. 三年')).toBe(
      '学习卡\n原文\nA、二年\n✓ B、三年',
    );
    expect(plainText('见 <a href="https://example.org/a?b=1&amp;c=2">这里</a>')).toBe(
      '见 这里 https://example.org/a?b=1&amp;c=2',
    );
    expect(plainText('3 &lt; 5，共 12 题')).toBe('3 &lt; 5，共 12 题');
  });
});

describe.each(['zh', 'en'] as const)('every view in %s', (language) => {
  const views = everyView(language).map((view) => ({ view, elder: elderView(language, view) }));

  test('is plain for whoever wants it so', () => {
    for (const { elder } of views) {
      expect(elder.text).not.toMatch(/<[a-z/]/);
      expect(elder.text).not.toMatch(/\p{Extended_Pictographic}/u);
      for (const { label } of elder.buttons.flat()) expect(label).not.toMatch(/\p{Extended_Pictographic}/u);
    }
  });

  test('keeps every button, two small ones a row or one large one', () => {
    for (const { view, elder } of views) {
      expect(elder.buttons.flat().map(({ data }) => data)).toEqual(
        view.buttons.flat().map(({ data }) => data),
      );
      expect(Math.max(0, ...elder.buttons.map((row) => row.length))).toBeLessThanOrEqual(2);
      if (view.buttons.length > 0) expect(elder.text).toMatch(language === 'zh' ? /打字/ : /type/);
    }
  });
});
