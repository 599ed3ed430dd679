import { describe, expect, test, vi } from 'vitest';
import { makeOpinion } from '../../src/documents/opinion.ts';
import { spellCharacter } from '../../src/domain/people/name-pinyin.ts';
import { opinionFacts } from '../../src/messages/opinion.ts';
import { longName, manyEntries, newcomer, NOW, rareName, tenYears } from './file-documents.ts';

// Each is set by a thread that has its fonts to load first.
vi.setConfig({ testTimeout: 180_000 });

const reader = { name: '周试纪', staffNo: 'QS-007', purpose: 'appointment', now: NOW };
const pages = (pdf: Uint8Array): number =>
  Buffer.from(pdf).toString('latin1').split('/Type /Page\n').length - 1;

describe('the draft of an opinion', () => {
  test.each([
    ['newcomer', newcomer, 'zh'],
    ['tenYears', tenYears, 'zh'],
    ['longName', longName, 'en'],
    ['rareName', rareName, 'zh'],
    ['manyEntries', manyEntries, 'en'],
  ] as const)('about a %s is PDF/A of at most two pages', async (_, make, language) => {
    const pdf = await makeOpinion(opinionFacts(language, make(), reader), spellCharacter);
    const text = Buffer.from(pdf).toString('latin1');
    expect(text).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>A</);
    expect(pages(pdf)).toBeGreaterThan(0);
    expect(pages(pdf)).toBeLessThanOrEqual(2);
  });

  test('names every record by its number, what is disputed, and the end of the chain', () => {
    const file = tenYears();
    const facts = opinionFacts('zh', file, reader);
    for (const [i, section] of file.sections.entries())
      for (const { seq } of section.entries)
        expect(facts.found.rows[i]?.entries).toMatch(new RegExp(`\\b${seq}\\b`));
    expect(facts.rows.map(({ value }) => value).join(' ')).toContain(file.chain?.hash ?? '-');
    const disputed = file.sections
      .flatMap(({ entries }) => entries)
      .filter(({ objections }) => objections.length > 0);
    expect(facts.found.notes[0]).toContain(disputed.length === 0 ? '没有本人异议' : '提出异议的记录');
  });

  test('says that it is a draft at its head and across each page, and leaves the opinion to people', () => {
    const facts = opinionFacts('zh', tenYears(), reader);
    expect(facts.draft).toContain('草稿');
    expect(facts.watermark).toBe('草稿 周试纪（QS-007） ' + facts.watermark.slice(-16));
    expect(facts.signatures).toHaveLength(4);
    // No words of an entry, and no figure that a person could be ranked by.
    expect(JSON.stringify(facts)).not.toMatch(/分数|得分|排名第/);
  });
});
