import { readFileSync } from 'node:fs';

const FONT = new URL('../../content/fonts/NotoSansSC-Regular.gbk.ttf', import.meta.url);

let glyphs: ((codePoint: number) => boolean) | undefined;

/** Whether the font of our documents has a character; the table is read at the first use. */
export function isPrintable(character: string): boolean {
  glyphs ??= readGlyphs(readFileSync(FONT));
  return glyphs(character.codePointAt(0) ?? 0);
}

/**
 * The characters of a TrueType font, from the segments of its table `cmap`, format 4 (OpenType 1.9): what lies in the basic
 * plane. A font without that table has none.
 */
export function readGlyphs(font: Buffer): (codePoint: number) => boolean {
  const at = findTable(font, 'cmap');
  if (at === undefined) return () => false;
  for (let i = 0; i < font.readUInt16BE(at + 2); i += 1) {
    const table = at + font.readUInt32BE(at + 8 + 8 * i);
    if (font.readUInt16BE(table) === 4) return inSegments(font, table);
  }
  return () => false;
}

function findTable(font: Buffer, tag: string): number | undefined {
  for (let i = 0; i < font.readUInt16BE(4); i += 1) {
    const record = 12 + 16 * i;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  return undefined;
}

function inSegments(font: Buffer, table: number): (codePoint: number) => boolean {
  const twice = font.readUInt16BE(table + 6);
  const ends = table + 14;
  const [starts, deltas, offsets] = [ends + twice + 2, ends + 2 * twice + 2, ends + 3 * twice + 2];
  return (codePoint) => {
    for (let i = 0; i < twice; i += 2) {
      if (codePoint > font.readUInt16BE(ends + i)) continue;
      const start = font.readUInt16BE(starts + i);
      if (codePoint < start) return false;
      const offset = font.readUInt16BE(offsets + i);
      if (offset === 0) return ((codePoint + font.readUInt16BE(deltas + i)) & 0xffff) !== 0;
      return font.readUInt16BE(offsets + i + offset + 2 * (codePoint - start)) !== 0;
    }
    return false;
  };
}
