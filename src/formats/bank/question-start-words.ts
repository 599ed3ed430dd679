const CHINESE = '一二三四五六七八九';

/** "第12题", "第十二题": the number; "1." "1、" "1)" "(1)" "Q1." each with what follows. */
const WRITTEN = /^\s*第\s*(\d{1,4}|[一二三四五六七八九十百]{1,5})\s*题\s*[.．、:：]?\s*/u;
const DOTTED = /^\s*(?:Q(?:uestion)?\s*)?(\d{1,4})\s*(?:[.．](?!\d)|[、:：)）])\s*/iu;
const BRACKETED = /^\s*[（(]\s*(\d{1,4})\s*[）)]\s*[.．、:：]?\s*/u;

export type StartStyle = 'dotted' | 'bracketed';
export type QuestionStart = { number: number; text: string };

function readChinese(text: string): number {
  const [, tens = '', ten, ones = ''] =
    /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/u.exec(text) ?? [];
  const digit = (sign: string) => CHINESE.indexOf(sign) + 1;
  return ten ? (digit(tens) || 1) * 10 + digit(ones) : digit(tens || ones);
}

/** The number a line begins with in a style, and the line without it; null where it has none. */
export function readStart(line: string, style: StartStyle): QuestionStart | null {
  const found = WRITTEN.exec(line) ?? (style === 'dotted' ? DOTTED : BRACKETED).exec(line);
  if (!found) return null;
  const written = found[1] ?? '';
  const number = /^\d+$/.test(written) ? Number(written) : readChinese(written);
  return { number, text: line.slice(found[0].length) };
}

/** How the questions of a text are numbered; numbers in brackets count only where there are no others. */
export function findStyle(lines: readonly string[]): StartStyle {
  return lines.some((line) => readStart(line, 'dotted')) ? 'dotted' : 'bracketed';
}
