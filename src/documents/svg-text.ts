import { readFileSync } from 'node:fs';
import { openOutlines, type Outlines } from './outlines.ts';
import { FONT_FILES, isPrintable } from './printable.ts';

const fonts = new Map<keyof typeof FONT_FILES, Outlines>();
function fontOf(weight: keyof typeof FONT_FILES): Outlines {
  const font = fonts.get(weight) ?? openOutlines(readFileSync(FONT_FILES[weight]));
  fonts.set(weight, font);
  return font;
}

/** In parts of the font's size; that of a Chinese character is 1. */
export const textWidth = (text: string): number => fontOf('regular').outline(text).width;

/** Signs that begin no line (GB/T 15834-2011), and such as end none. */
const NO_START = /^[，。、；：？！）》」』”’…·,.;:?!)\]%]/u;
const NO_END = /[（《「『“‘([]$/u;

/**
 * A text in lines of at most `most` squares. Words of Latin letters and numbers stay whole where they fit in a line, no
 * line holds a character alone where that can be helped, and beyond `lines` the last one ends in "…".
 */
export function wrapText(text: string, most: number, lines: number): string[] {
  const done = breakText(text, most);
  if (done.length > lines) {
    const last = [...(done[lines - 1] ?? '')];
    while (last.length > 0 && textWidth(last.join('')) > most - 1) last.pop();
    return [...done.slice(0, lines - 1), `${last.join('')}…`];
  }
  // Narrower lines bring more down to the last one.
  for (let narrower = most; narrower > most * 0.7; narrower -= 0.5) {
    const tried = breakText(text, narrower);
    if (tried.length > done.length) break;
    if (tried.length === 1 || textWidth(tried.at(-1) ?? '') >= LAST_LINE) return tried;
  }
  return done;
}
/** The least width of a last line, in squares. */
const LAST_LINE = 3;

function breakText(text: string, most: number): string[] {
  const pieces = text.match(/[\p{Script=Latin}\p{Number}.,:/%()+-]+|\s+|./gsu) ?? [];
  const done: string[] = [];
  let line = '';
  const put = (piece: string): void => {
    if (line === '' || textWidth(line + piece) <= most || NO_START.test(piece)) line += piece;
    else {
      // An opening sign goes along with what it opens.
      const [, kept = line, opening = ''] = NO_END.test(line) ? (/^(.*)(.)$/su.exec(line) ?? []) : [];
      done.push(kept.trimEnd());
      line = (opening + piece).trimStart();
    }
  };
  for (const piece of pieces) for (const part of textWidth(piece) > most ? [...piece] : [piece]) put(part);
  return line.trim() === '' ? done : [...done, line.trimEnd()];
}

export type TextStyle = {
  size: number;
  fill: string;
  bold?: boolean;
  anchor?: 'start' | 'middle' | 'end';
  /** A rim in the colour of the ground, where lines pass below. */
  halo?: boolean;
};

/**
 * One line of text with its base at `y`, as outlines: a renderer that looks up each character in the font takes twenty
 * times as long. A text with a character that the bold font lacks is set in the regular one.
 */
export function drawText(x: number, y: number, text: string, style: TextStyle): string {
  const { size, fill, bold = false, anchor = 'start', halo = false } = style;
  const isBold = bold && [...text].every((character) => isPrintable(character, 'bold'));
  const { path, width, squared } = fontOf(isBold ? 'bold' : 'regular').outline(text);
  const scale = size / squared;
  const left = x - width * size * { start: 0, middle: 0.5, end: 1 }[anchor];
  const place = `transform="translate(${left.toFixed(1)} ${y.toFixed(1)}) scale(${scale} ${-scale})" d="${path}"`;
  const rim = halo
    ? `<path stroke="#fff" stroke-width="${8 / scale}" stroke-linejoin="round" fill="none" ${place}/>`
    : '';
  return `${rim}<path fill="${fill}" ${place}/>`;
}
