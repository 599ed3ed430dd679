import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { makeCreditPaper } from '../../src/documents/credit-paper.ts';
import { isPrintable, spellOutAll } from '../../src/documents/printable.ts';
import { spellCharacter } from '../../src/domain/people/name-pinyin.ts';
import { paperFacts } from '../../src/messages/credit-pdf.ts';
import { longName, manyEntries, newcomer, NOW, rareName, tenYears } from './file-documents.ts';

// Each is set by a thread that has its fonts to load first.
vi.setConfig({ testTimeout: 120_000 });

const FILES = { newcomer, tenYears, longName, rareName, manyEntries };
const reader = { name: '周试纪', staffNo: 'QS-007', purpose: 'appointment', now: NOW };
const factsOf = (file = tenYears()) => paperFacts('zh', file, reader);
const pages = (pdf: Uint8Array): number =>
  Buffer.from(pdf).toString('latin1').split('/Type /Page\n').length - 1;

/** The text of each page, where the machine has poppler. */
function textOf(pdf: Uint8Array): string[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    writeFileSync(join(folder, 'it.pdf'), pdf);
    const text = execFileSync('pdftotext', ['-raw', join(folder, 'it.pdf'), '-'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text.toString('utf8').split('\f').slice(0, -1);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the whole file', () => {
  test.each([
    ['newcomer', newcomer, 3],
    ['tenYears', tenYears, 4],
    ['longName', longName, 4],
    ['rareName', rareName, 4],
    ['manyEntries', manyEntries, 30],
  ] as const)('of a %s is PDF/A', async (_, make, most) => {
    const pdf = await makeCreditPaper(factsOf(make()), spellCharacter);
    const text = Buffer.from(pdf).toString('latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>A</);
    expect(pages(pdf)).toBeGreaterThan(1);
    expect(pages(pdf)).toBeLessThanOrEqual(most);
    expect(pdf.length).toBeLessThan(1_500_000);
  });

  test('has the watermark, the chain and its number on each page, and a head over each table', async () => {
    const pdf = await makeCreditPaper(factsOf(manyEntries()), spellCharacter);
    const read = textOf(pdf);
    if (read === undefined) return expect(pages(pdf)).toBeGreaterThan(10);
    const flat = read.map((page) => page.replace(/\s+/g, ''));
    for (const [i, page] of flat.entries()) {
      expect(page).toContain('周试纪（QS-007）');
      expect(page).toContain(`第${i + 1}页共${flat.length}页`);
      expect(page).toContain('链尾：第300条');
    }
    const inTables = flat.slice(2, -2).filter((page) => /2026-1[01]-\d\d/.test(page));
    expect(inTables.length).toBeGreaterThan(8);
    for (const page of inTables) expect(page).toMatch(/序号日期类别内容录入与确认哈希/);
  });

  test('takes markup, quotes and backslashes as they are', async () => {
    const hostile = '#eval("1") $x$ *a* _b_ <c> @d \\ " // https://e';
    const file = tenYears({ name: hostile, title: hostile, unitName: hostile });
    for (const { entries } of file.sections)
      for (const entry of entries) {
        entry.data['text'] = hostile;
        entry.objections = [{ text: hostile, createdAt: NOW.toISOString() }];
      }
    const pdf = await makeCreditPaper({ ...factsOf(file), watermark: hostile }, spellCharacter);
    expect(pages(pdf)).toBeLessThan(10);
  });
});

describe('what stands in it', () => {
  test('is every entry with who, number and hash, and what was said about it beside it', () => {
    const facts = factsOf();
    expect(facts.rows.map(({ value }) => value)).toEqual([
      'QS-012',
      '青石镇 / 青石第一村 · 村党支部书记',
      '2026 年第四季度',
      '2026-11-27 01:30',
      expect.any(String),
      expect.stringMatching(/^第 17 条，[0-9a-f]{64}$/),
      '周试纪（QS-007）',
      '任用核查',
      '2026-11-27 10:00',
    ]);
    const knowledge = facts.sections[2];
    expect(knowledge).toMatchObject({
      name: '3．纪律知识',
      state: '请关注（答对 11/20）',
      rule: '答对比例低于 60% 时请关注；少于 3 次不判断。',
      source: '《本县规则》（2026.1）（规则来源待核）',
    });
    expect(knowledge?.entries.find(({ seq }) => seq === 8)).toMatchObject({
      date: '2026-10-15',
      kind: '答题',
      nature: '事实',
      text: '答对 2/5',
      hash: expect.stringMatching(/^[0-9a-f]{10}$/) as string,
      notes: [
        { objection: false, text: '答题 2/5 更正为 3/5（答案有误，重新判分）' },
        { objection: true, text: '第 3 题答案与条文不一致，请核对。' },
      ],
    });
    expect(facts.sections[1]?.entries.find(({ kind }) => kind === '学时')?.who).toEqual([
      { did: '录入 ', name: '张样一' },
      { did: '确认 ', name: '刘试芳' },
    ]);
  });

  test.each(Object.entries(FILES))('of a %s has no character without a glyph, in bold neither', (_, make) => {
    for (const language of ['zh', 'en'] as const) {
      const { data } = spellOutAll(paperFacts(language, make(), reader), spellCharacter);
      expect([...JSON.stringify(data)].filter((one) => !isPrintable(one))).toEqual([]);
      const bold = [
        data.title,
        data.overview.title,
        ...data.overview.head,
        ...data.columns,
        ...Object.values(data.words),
        ...data.sections.map(({ name }) => name),
      ];
      expect([...bold.join('')].filter((one) => !isPrintable(one, 'bold'))).toEqual([]);
    }
  });
});
