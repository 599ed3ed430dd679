import { describe, expect, test } from 'vitest';
import { makeCertificate } from '../../src/documents/certificate.ts';
import { isPrintable, readGlyphs } from '../../src/documents/printable.ts';

const facts = {
  language: 'zh' as const,
  title: '合格证书',
  name: '欧阳䶮㛃·买买提江·阿卜杜热合曼',
  statement: '在「正式考试 · 廉洁履职与党员教育」中成绩合格，特发此证。',
  rows: [
    { label: '单位', value: '青石第一村' },
    { label: '成绩', value: '86%（60% 为合格）' },
  ],
  code: '7K3QD-0X9ZM',
  howToVerify: '已绑定清风的同志，可在与清风的对话中发送 /verify 加上面的编号核对真伪。',
};
const spell = (character: string) => `<${character}>`;
const pages = (pdf: Uint8Array): number =>
  Buffer.from(pdf).toString('latin1').split('/Type /Page\n').length - 1;

describe('a certificate', () => {
  test('is a PDF of one A4 page with its own fonts, in both languages', async () => {
    for (const language of ['zh', 'en'] as const) {
      const pdf = await makeCertificate({ ...facts, language }, spell);
      const text = Buffer.from(pdf).toString('latin1');
      expect(text.slice(0, 5)).toBe('%PDF-');
      expect(pages(pdf)).toBe(1);
      expect(text).toMatch(/\/MediaBox \[0 0 595\.\d+ 841\.\d+\]/);
      expect(text).toContain('NotoSansSC');
      expect(pdf.length).toBeLessThan(200_000);
    }
  });

  test('takes markup, quotes and backslashes as they are', async () => {
    const hostile = '#eval("1") $x$ *a* _b_ <c> @d \\ " // https://e';
    const pdf = await makeCertificate(
      { ...facts, name: hostile, statement: hostile, rows: [{ label: hostile, value: hostile }] },
      spell,
    );
    expect(pages(pdf)).toBe(1);
  });

  test('stays on its page, however long a name is', async () => {
    const pdf = await makeCertificate({ ...facts, name: '阿'.repeat(60) }, spell);
    expect(pages(pdf)).toBe(1);
  });
});

describe('the font', () => {
  test('has rare characters of names, and says which it lacks', () => {
    expect([...'䶮㛃玥堃镕翀·A'].filter((one) => !isPrintable(one))).toEqual([]);
    expect([...'𠮷\u{2a6d6}'].filter((one) => isPrintable(one))).toEqual([]);
  });

  test('without a table of characters has none', () => {
    expect(readGlyphs(Buffer.from([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))(65)).toBe(0);
  });
});
