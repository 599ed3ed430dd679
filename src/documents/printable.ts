import { readFileSync } from 'node:fs';

const FONTS = new URL('../../content/fonts/', import.meta.url);
/** The fonts of our documents: the bold one has the common characters only. */
export const FONT_FILES = {
  regular: new URL('NotoSansSC-Regular.gbk.ttf', FONTS),
  bold: new URL('NotoSansSC-Bold.gb2312.ttf', FONTS),
};
type Weight = keyof typeof FONT_FILES;

const glyphs = new Map<Weight, (codePoint: number) => number>();

/** Whether a font of our documents has a character; its table is read at the first use. */
export function isPrintable(character: string, weight: Weight = 'regular'): boolean {
  const has = glyphs.get(weight) ?? readGlyphs(readFileSync(FONT_FILES[weight]));
  glyphs.set(weight, has);
  return has(character.codePointAt(0) ?? 0) !== 0;
}

/** Choose how the character before them looks, and have no look of their own. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * A text with the characters that the font lacks, as in rare names, as `spell` gives them, between brackets: a blank box
 * would be nobody's name.
 */
export function spellOut(text: string, spell: (character: string) => string): string {
  const words = [...text.replace(INVISIBLE, '').replace(/\p{Control}+/gu, ' ')].map((character) =>
    isPrintable(character) ? character : `\0${spell(character)}\0`,
  );
  // What stands together is spelled within one pair of brackets.
  return words
    .join('')
    .replaceAll('\0\0', ' ')
    .replace(/\0([^\0]*)\0/g, '($1)');
}

/** Every text of plain data, however deep, as `spellOut` has it; `spelled` says whether any had to be. */
export function spellOutAll<T>(
  plain: T,
  spell: (character: string) => string,
): { data: T; spelled: boolean } {
  let spelled = false;
  const note = (character: string) => {
    spelled = true;
    return spell(character);
  };
  const text = JSON.stringify(plain, (_key, value: unknown) =>
    typeof value === 'string' ? spellOut(value, note) : value,
  );
  return { data: JSON.parse(text) as T, spelled };
}

/**
 * The glyphs of characters in a TrueType font, from the segments of its table `cmap`, format 4 (OpenType 1.9): what lies in
 * the basic plane. 0 for what it lacks; a font without that table has none.
 */
export function readGlyphs(font: Buffer): (codePoint: number) => number {
  const at = findTable(font, 'cmap');
  if (at === undefined) return () => 0;
  for (let i = 0; i < font.readUInt16BE(at + 2); i += 1) {
    const table = at + font.readUInt32BE(at + 8 + 8 * i);
    if (font.readUInt16BE(table) === 4) return inSegments(font, table);
  }
  return () => 0;
}

/** Where a table of a TrueType font begins. */
export function findTable(font: Buffer, tag: string): number | undefined {
  for (let i = 0; i < font.readUInt16BE(4); i += 1) {
    const record = 12 + 16 * i;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  return undefined;
}

function inSegments(font: Buffer, table: number): (codePoint: number) => number {
  const twice = font.readUInt16BE(table + 6);
  const ends = table + 14;
  const [starts, deltas, offsets] = [ends + twice + 2, ends + 2 * twice + 2, ends + 3 * twice + 2];
  return (codePoint) => {
    for (let i = 0; i < twice; i += 2) {
      if (codePoint > font.readUInt16BE(ends + i)) continue;
      const start = font.readUInt16BE(starts + i);
      if (codePoint < start) return 0;
      const offset = font.readUInt16BE(offsets + i);
      const delta = font.readUInt16BE(deltas + i);
      if (offset === 0) return (codePoint + delta) & 0xffff;
      const glyph = font.readUInt16BE(offsets + i + offset + 2 * (codePoint - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
