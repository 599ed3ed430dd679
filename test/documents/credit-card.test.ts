import { describe, expect, test } from 'vitest';
import { CARD_WIDTH, makeCreditCard, type CardFacts } from '../../src/documents/credit-card.ts';
import { drawCard } from '../../src/documents/draw-card.ts';
import { textWidth, wrapText } from '../../src/documents/svg-text.ts';
import { redactDocument } from '../../src/domain/credit/document-rules.ts';
import { spellCharacter } from '../../src/domain/people/name-pinyin.ts';
import { cardFacts } from '../../src/messages/credit-card.ts';
import { longName, manyEntries, newcomer, rareName, tenYears, TODAY } from './file-documents.ts';

const FILES = { newcomer, tenYears, longName, rareName, manyEntries };
const LANGUAGES = ['zh', 'en'] as const;
/** The height of the drawing. */
const heightOf = (svg: string): number => Number(/^<svg [^>]*height="(\d+)/.exec(svg)?.[1]);
const facts = cardFacts('zh', tenYears(), TODAY);

describe('the card of a file', () => {
  test('is a PNG as wide as a phone has pixels', async () => {
    const png = Buffer.from(await makeCreditCard(facts, spellCharacter));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(CARD_WIDTH);
    expect(png.readUInt32BE(20)).toBe(heightOf(drawCard(facts)));
    expect(png.length).toBeLessThan(600_000);
  }, 60_000);

  test.each(Object.entries(FILES))('of a %s is no longer than Telegram shows whole', (_, make) => {
    for (const language of LANGUAGES) {
      const height = heightOf(drawCard(cardFacts(language, make(), TODAY)));
      expect(height).toBeGreaterThan(CARD_WIDTH);
      expect(height).toBeLessThan(2560);
    }
  });

  test("of somebody else bears its reader from top to bottom, and nothing of it on one's own", () => {
    const marks = (svg: string) =>
      /<g opacity="[^"]+" transform="rotate\([^"]+">(.*)<\/g>/s.exec(svg)?.[1] ?? '';
    expect(marks(drawCard(facts))).toBe('');
    const reader = { name: '杨样明', staffNo: 'QS-007', now: new Date('2026-11-27T10:00:00+08:00') };
    for (const make of [newcomer, longName]) {
      const looked = cardFacts('zh', redactDocument(make()), TODAY, reader);
      expect(looked.watermark).toBe('杨样明（QS-007） 2026-11-27 10:00');
      const svg = drawCard(looked);
      // A row of them for every hand's breadth of the picture.
      expect((marks(svg).match(/<path/g) ?? []).length).toBeGreaterThan(heightOf(svg) / 210);
    }
  });

  test('takes no text for markup', () => {
    const hostile = `<script>&"'</svg> ]]> #{$x}`;
    const svg = drawCard({
      ...facts,
      name: hostile,
      watermark: hostile,
      lines: [hostile],
      open: { title: hostile, items: [{ text: hostile, due: hostile, late: true }], more: hostile },
      footer: [hostile],
      sections: facts.sections.map((section) => ({ ...section, name: hostile, state: hostile })),
    });
    expect(svg).not.toMatch(/script|<text/);
    expect(svg.match(/<\/svg>/g)).toHaveLength(3);
  });

  test('has no point and no line where nothing is known', () => {
    const rings = (levels: readonly CardFacts['sections'][number]['level'][]) => {
      const sections = levels.map((level) => ({ name: 'x', state: 'y', level, before: null }));
      const svg = drawCard({ ...facts, hasBefore: false, sections });
      return {
        gaps: svg.match(/stroke-dasharray="6 5"/g)?.length ?? 0,
        // Each stretch of the line begins with one move.
        stretches: [...svg.matchAll(/<path d="(M[^"]*)" fill="none"[^>]*stroke="#1d4e89"/g)].flatMap(
          ([, path]) => (path ?? '').match(/M/g),
        ).length,
      };
    };
    expect(rings([3, 2, 1, 3, 2, 1])).toEqual({ gaps: 0, stretches: 1 });
    expect(rings([3, 2, null, 3, null, 1])).toEqual({ gaps: 2, stretches: 3 });
    expect(rings([null, null, null, null])).toMatchObject({ gaps: 4 });
  });

  test('of few sections, or none, can be drawn', () => {
    for (const n of [0, 1, 2, 3])
      expect(heightOf(drawCard({ ...facts, sections: facts.sections.slice(0, n) }))).toBeGreaterThan(500);
  });
});

describe('lines of text', () => {
  test('are as wide as they may be, and begin with no sign that ends something', () => {
    const text = '三务公开栏（第三季度）集体资金收支，未按时张贴；请补充公开、说明 2026-11-20 之前的情况。';
    for (let most = 6; most < 30; most += 1) {
      const lines = wrapText(text, most, 99);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) {
        // A sign that may begin no line may stand over the edge.
        expect(textWidth(line)).toBeLessThanOrEqual(most + 1);
        expect(line).not.toMatch(/^[，。；、）]|（$/u);
      }
      expect(lines.join('\n')).toContain('2026-11-20');
    }
  });

  test('leave no character alone in the last one, and say where something is left out', () => {
    expect(wrapText('请补充公开并说明情况', 9, 3)).toEqual(['请补充公开并说', '明情况']);
    expect(wrapText('一二三四五六七八九十', 4, 2)).toEqual(['一二三四', '五六七…']);
    expect(wrapText('', 4, 2)).toEqual([]);
  });

  test('are measured as the font has it', () => {
    expect(textWidth('青石镇')).toBe(3);
    expect(textWidth('W')).toBeGreaterThan(textWidth('i') * 2);
  });
});

test('a file for others has no word of its entries, no name, and the same states, days and items', () => {
  for (const make of [tenYears, longName, rareName, manyEntries]) {
    const [whole, bare] = [make(), redactDocument(make())];
    const said = JSON.stringify(bare.sections.map(({ entries }) => entries));
    const words = whole.sections.flatMap(({ entries }) =>
      entries.flatMap((entry) => [
        ...[entry, ...entry.corrections, ...entry.extensions].flatMap(({ data }) =>
          ['text', 'title', 'unit', 'cycle', 'organ'].map((key) => data[key]),
        ),
        ...entry.objections.map(({ text }) => text),
        entry.recordedByName,
        entry.confirmedByName,
      ]),
    );
    const texts = words.filter((word): word is string => typeof word === 'string' && word !== '');
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(said).not.toContain(JSON.stringify(text).slice(1, -1));
    const [a, b] = [cardFacts('zh', whole, TODAY), cardFacts('zh', bare, TODAY)];
    expect(b.sections).toEqual(a.sections);
    expect(b.timeline).toEqual(a.timeline);
    expect(b.open.items.map(({ due, late }) => [due, late])).toEqual(
      a.open.items.map(({ due, late }) => [due, late]),
    );
    for (const { text } of b.open.items) expect(text).toBe('整改事项');
  }
});
