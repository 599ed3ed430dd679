import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { common } from '../../src/messages/locales/zh/common.ts';
import { everyView } from './every-view.ts';

const ROOM = fileURLToPath(new URL('../../src/messages/locales/', import.meta.url));
const NAMES = readdirSync(`${ROOM}zh`);

type Words = Record<string, unknown>;
const load = async (language: string, name: string) =>
  (await import(`${ROOM}${language}/${name}`)) as Record<string, Words>;

/** Every leaf of a table of words by its path: a text, or a function with how many arguments it takes. */
function leaves(words: unknown, path = ''): Map<string, string | ((...args: unknown[]) => unknown)> {
  if (typeof words === 'string') return new Map([[path, words]]);
  if (typeof words === 'function') return new Map([[path, words as (...args: unknown[]) => unknown]]);
  return new Map(
    Object.entries(words as Words).flatMap(([key, value]) => [...leaves(value, `${path}/${key}`)]),
  );
}

const tables = await Promise.all(
  NAMES.map(async (name) => {
    const [zh, en] = [leaves(await load('zh', name)), leaves(await load('en', name))];
    return { name, zh, en };
  }),
);
const all = tables.flatMap(({ zh, en }) =>
  [...zh].map(([path, word]) => ({ path, zh: word, en: en.get(path) })),
);

/** Which of its arguments a function shows, told by a mark each. */
const shown = (word: (...args: unknown[]) => unknown): number[] => {
  const marks = Array.from({ length: word.length }, (_, i) => `‹${i}›`);
  const text = String(word(...marks));
  return marks.flatMap((mark, i) => (text.includes(mark) ? [i] : []));
};

describe('the words', () => {
  test('are in the same files in both languages', () => {
    expect(readdirSync(`${ROOM}en`)).toEqual(NAMES);
  });

  test.each(tables)('of $name have the same keys in both languages', ({ zh, en }) => {
    expect(zh.size).toBeGreaterThan(10);
    expect([...en.keys()].toSorted()).toEqual([...zh.keys()].toSorted());
  });

  test('that are functions are functions in both, and show the same arguments', () => {
    const functions = all.filter((word) => typeof word.zh === 'function');
    expect(functions.length).toBeGreaterThan(50);
    for (const { path, zh, en } of functions)
      if (typeof zh === 'function' && typeof en === 'function')
        expect([path, shown(en)]).toEqual([path, shown(zh)]);
      else expect([path, typeof en]).toEqual([path, 'function']);
  });

  test('are never empty, and never Chinese in English', () => {
    const texts = all.filter((word) => typeof word.zh === 'string');
    expect(texts.filter(({ zh, en }) => zh === '' || en === '').map(({ path }) => path)).toEqual([]);
    const chinese = texts.filter(({ en }) => /\p{Script=Han}/u.test(String(en))).map(({ path }) => path);
    // Each language is named in itself, for whoever sees the wrong one.
    expect(chinese).toEqual(['/people/commands/language', '/people/languageAsk']);
  });

  test('of the standard labels are those of the house', () => {
    const standard = [
      '确认发送',
      '确认',
      '取消',
      '上一步',
      '下一步',
      '提交',
      '收到',
      '有疑问',
      '不能参加',
      '查看依据',
      '查看详情',
      '返回',
      '我的档案',
    ];
    const labels = new Set<unknown>(Object.values(common));
    expect(standard.filter((label) => !labels.has(label))).toEqual([]);
  });
});

describe('a row of buttons', () => {
  const ours = { zh: new Set(all.map((word) => word.zh)), en: new Set(all.map((word) => word.en)) };
  /** Labels that are our own words: names of units, people and sections are as long as they are. */
  const labels = (language: 'zh' | 'en') =>
    everyView(language)
      .flatMap((view) => view.buttons.flat())
      .map(({ label }) => label.replace(/^✓ /, ''))
      .filter((label) => ours[language].has(label));

  test('has labels of at most 8 characters, in English of at most 15', () => {
    expect(new Set(labels('zh')).size).toBeGreaterThan(30);
    expect([...new Set(labels('zh'))].filter((label) => [...label].length > 8)).toEqual([]);
    expect([...new Set(labels('en'))].filter((label) => [...label].length > 15)).toEqual([]);
  });

  test('has at most three of them, where they are words', () => {
    const rows = everyView('zh').flatMap((view) => view.buttons);
    const long = rows.filter(
      (row) => row.length > 3 && row.some(({ label }) => /\D/.test(label) && [...label].length > 3),
    );
    expect(long.map((row) => row.map(({ label }) => label))).toEqual([]);
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(5);
  });
});
