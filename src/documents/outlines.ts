import { findTable, readGlyphs } from './printable.ts';

/** A text as the path of an SVG in the units of the font, y upwards, with its width in parts of the font's size. */
export type Outline = { path: string; width: number; squared: number };
export type Outlines = { outline: (text: string) => Outline };

type Point = { x: number; y: number; on: boolean };

/** What a part of a composite glyph is moved and stretched by. */
type Affine = { a: number; b: number; c: number; d: number; x: number; y: number };
/** Parts of parts of parts: more is a broken font. */
const DEEPEST = 5;

/**
 * The outlines of a TrueType font, from its tables `cmap`, `hmtx`, `loca` and `glyf` (OpenType 1.9). Kerning and
 * ligatures are left out: Chinese has none, and labels can do without.
 * @throws Error where the font lacks one of the tables
 */
export function openOutlines(font: Buffer): Outlines {
  const table = (tag: string): number => {
    const at = findTable(font, tag);
    if (at === undefined) throw new Error(`the font has no table ${tag}`);
    return at;
  };
  const head = table('head');
  const hhea = table('hhea');
  const hmtx = table('hmtx');
  const loca = table('loca');
  const glyf = table('glyf');
  const glyphOf = readGlyphs(font);
  const squared = font.readUInt16BE(head + 18);
  const isLong = font.readInt16BE(head + 50) === 1;
  const metrics = font.readUInt16BE(hhea + 34);
  const offsetOf = (glyph: number): number =>
    isLong ? font.readUInt32BE(loca + 4 * glyph) : 2 * font.readUInt16BE(loca + 2 * glyph);
  const advanceOf = (glyph: number): number => font.readUInt16BE(hmtx + 4 * Math.min(glyph, metrics - 1));

  function contoursOf(glyph: number, depth = 0): Point[][] {
    const [from, to] = [offsetOf(glyph), offsetOf(glyph + 1)];
    if (from === to || depth > DEEPEST) return [];
    const at = glyf + from;
    const contours = font.readInt16BE(at);
    if (contours >= 0) return readContours(font, at, contours);
    return readParts(font, at).flatMap(({ part, by }) =>
      contoursOf(part, depth + 1).map((contour) =>
        contour.map(({ x, y, on }) => ({
          x: by.a * x + by.c * y + by.x,
          y: by.b * x + by.d * y + by.y,
          on,
        })),
      ),
    );
  }

  const paths = new Map<number, Point[][]>();
  return {
    outline: (text) => {
      let right = 0;
      let path = '';
      for (const character of text) {
        const glyph = glyphOf(character.codePointAt(0) ?? 0);
        const contours = paths.get(glyph) ?? contoursOf(glyph);
        paths.set(glyph, contours);
        for (const contour of contours) path += contourPath(contour, right);
        right += advanceOf(glyph);
      }
      return { path, width: right / squared, squared };
    },
  };
}

/** Flags of a point. */
const ON = 1;
const X_SHORT = 2;
const Y_SHORT = 4;
const REPEAT = 8;
const X_SAME = 16;
const Y_SAME = 32;

function readContours(font: Buffer, at: number, contours: number): Point[][] {
  const ends = Array.from({ length: contours }, (_, i) => font.readUInt16BE(at + 10 + 2 * i));
  const count = (ends.at(-1) ?? -1) + 1;
  let next = at + 10 + 2 * contours;
  next += 2 + font.readUInt16BE(next);
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = font.readUInt8(next++);
    const times = flag & REPEAT ? 1 + font.readUInt8(next++) : 1;
    for (let i = 0; i < times; i += 1) flags.push(flag);
  }
  const readAxis = (short: number, same: number): number[] => {
    let value = 0;
    return flags.map((flag) => {
      if (flag & short) value += (flag & same ? 1 : -1) * font.readUInt8(next++);
      else if (!(flag & same)) {
        value += font.readInt16BE(next);
        next += 2;
      }
      return value;
    });
  };
  const xs = readAxis(X_SHORT, X_SAME);
  const ys = readAxis(Y_SHORT, Y_SAME);
  const points = flags.map((flag, i): Point => ({ x: xs[i] ?? 0, y: ys[i] ?? 0, on: (flag & ON) !== 0 }));
  return ends.map((end, i) => points.slice((ends[i - 1] ?? -1) + 1, end + 1));
}

/** Flags of a part. */
const WORDS = 1;
const OFFSETS = 2;
const SCALE = 8;
const MORE = 32;
const TWO_SCALES = 64;
const MATRIX = 128;

function readParts(font: Buffer, at: number): { part: number; by: Affine }[] {
  const parts: { part: number; by: Affine }[] = [];
  let next = at + 10;
  const fraction = (): number => font.readInt16BE((next += 2) - 2) / 16_384;
  for (let flags = MORE; flags & MORE;) {
    flags = font.readUInt16BE(next);
    const part = font.readUInt16BE(next + 2);
    next += 4;
    const [x, y] =
      flags & WORDS
        ? [font.readInt16BE(next), font.readInt16BE(next + 2)]
        : [font.readInt8(next), font.readInt8(next + 1)];
    next += flags & WORDS ? 4 : 2;
    const by: Affine = { a: 1, b: 0, c: 0, d: 1, x: flags & OFFSETS ? x : 0, y: flags & OFFSETS ? y : 0 };
    if (flags & SCALE) by.a = by.d = fraction();
    else if (flags & TWO_SCALES) [by.a, by.d] = [fraction(), fraction()];
    else if (flags & MATRIX) [by.a, by.b, by.c, by.d] = [fraction(), fraction(), fraction(), fraction()];
    parts.push({ part, by });
  }
  return parts;
}

/** Between two points off the curve lies one on it, in their middle. */
function contourPath(points: readonly Point[], right: number): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return '';
  const middle = (p: Point, q: Point): Point => ({ x: (p.x + q.x) / 2, y: (p.y + q.y) / 2, on: true });
  const start = first.on ? first : last.on ? last : middle(last, first);
  const say = ({ x, y }: Point): string => `${x + right} ${y}`;
  let path = `M${say(start)}`;
  let off: Point | undefined;
  for (const point of first.on ? [...points.slice(1), start] : [...points, start]) {
    if (point.on) path += off ? `Q${say(off)} ${say(point)}` : `L${say(point)}`;
    else if (off) path += `Q${say(off)} ${say(middle(off, point))}`;
    off = point.on ? undefined : point;
  }
  return `${path}Z`;
}
