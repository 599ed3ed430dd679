import { describe, expect, test } from 'vitest';
import { cardCaption, cardFacts } from '../../src/messages/credit-card.ts';
import { longName, manyEntries, newcomer, rareName, tenYears, TODAY } from '../documents/file-documents.ts';

const caption = (file = tenYears()) => cardCaption('zh', file, TODAY).text;
const plain = (html: string): string => html.replace(/<[^>]*>/g, '');

describe('the picture', () => {
  test('draws a state as a ring, and what is not known as none', () => {
    const levels = (file = tenYears()) =>
      cardFacts('zh', file, TODAY).sections.map(({ level, before }) => [level, before]);
    expect(levels()).toEqual([
      [3, 3],
      [3, 3],
      [1, null],
      [2, 2],
      [3, null],
      [2, 2],
      [2, 2],
      [1, 3],
      [2, 2],
      [2, 2],
      [3, 3],
    ]);
    expect(levels(newcomer())[2]).toEqual([null, null]);
  });

  test('has a lane a kind of entry of the period alone, each entry once', () => {
    const { lanes, title, from, to } = cardFacts('zh', tenYears(), TODAY).timeline;
    expect(title).toBe('本期记录 12 条');
    expect(lanes.flatMap(({ days }) => days)).toHaveLength(12);
    expect(lanes.map(({ name }) => name)).not.toContain('任职');
    for (const day of lanes.flatMap(({ days }) => days)) {
      expect(day).toBeGreaterThanOrEqual(from);
      expect(day).toBeLessThan(to);
    }
  });
});

describe('the words under it', () => {
  test('are the same facts', () => {
    const text = caption();
    for (const fact of [
      '<b>张样一（QS-012）· 廉政信用档案 · 2026 年第四季度</b>',
      '青石镇 / 青石第一村 · 村党支部书记',
      '纪律知识：请关注（答对 11/20）',
      '民主评议：0 项',
      '2026 年第三季度不同的：纪律知识（记录不足，暂不判断）、述职自评（暂无记录）、整改事项（正常）',
      '本期记录 12 条',
      '• 三务公开栏第三季度集体资金收支未按时张贴，请补充公开并说明情况 · 期限 2026-11-20，已过',
      '数据截至 2026-11-27 01:30 · 规则版本',
      '链尾：第 17 条 · ',
    ])
      expect(text).toContain(fact);
    for (const section of cardFacts('zh', tenYears(), TODAY).sections)
      expect(text).toContain(`${section.name}：${section.state}`);
  });

  test('fit under a picture in both languages, whatever stands in the file', () => {
    const long = longName();
    long.name = '欧'.repeat(200);
    long.unitName = '村'.repeat(300);
    for (const { entries } of long.sections)
      for (const entry of entries) entry.data['text'] = `&<${'长'.repeat(500)}`;
    for (const file of [newcomer(), tenYears(), longName(), rareName(), manyEntries(), long])
      for (const language of ['zh', 'en'] as const) {
        const view = cardCaption(language, file, TODAY);
        expect(plain(view.text).length).toBeLessThanOrEqual(1024);
        expect(view).toMatchObject({ protect: true, buttons: [] });
      }
    expect(caption(long)).toContain('&amp;&lt;');
  });

  test('say what is not judged of whoever is exempt', () => {
    const file = newcomer();
    for (const section of file.sections) if (section.state === 'missing-data') section.state = 'information';
    expect(caption(file)).toContain('学习教育：豁免期间，不作判断');
    expect(caption(file)).toContain('链尾：还没有记录');
  });
});
