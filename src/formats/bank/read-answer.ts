import type { BankFault } from './bank-problem.ts';
import { plainText } from '../questions/check-question.ts';
import { shorten } from '../roster/shorten.ts';

type Read<T> = { ok: true; value: T } | { ok: false; fault: BankFault };
const refuse = (fault: BankFault): Read<never> => ({ ok: false, fault });

/** What may stand between the letters of an answer, and around them. */
const BETWEEN = /[\s,、;.|/&+()\-–—>→，；．。]/gu;

/** "ABD", "A B D", "A,B,D", "A、B、D", "(ABD)" as indexes in the order they are named; null where it is no such thing. */
export function readLetters(text: string): number[] | null {
  const letters = text.normalize('NFKC').replace(BETWEEN, '').toUpperCase();
  return /^[A-Z]{1,26}$/.test(letters) ? Array.from(letters, (letter) => letter.charCodeAt(0) - 65) : null;
}

/** The options an answer names, by letters or by their very words, sorted. */
export function readChoice(answer: string, options: readonly string[]): Read<number[]> {
  const words = options.map(plainText);
  const whole = words.indexOf(plainText(answer));
  const letters = readLetters(answer);
  const found = shorten(answer);
  if (letters && !(whole >= 0 && letters.some((at) => at >= options.length))) {
    if (letters.some((at) => at >= options.length))
      return refuse({ code: 'answer-not-an-option', found, options: options.length });
    return { ok: true, value: [...new Set(letters)].toSorted((a, b) => a - b) };
  }
  if (whole >= 0) return { ok: true, value: [whole] };
  const parts = answer.split(/[;；、|\n]/u).map((part) => words.indexOf(plainText(part)));
  if (parts.length > 1 && parts.every((at) => at >= 0))
    return { ok: true, value: [...new Set(parts)].toSorted((a, b) => a - b) };
  return refuse({ code: 'answer-not-an-option', found, options: options.length });
}

/** A list in one text: parts behind ";", ways of saying a part behind "|"; a backslash takes the next sign as it is. */
export function splitParts(text: string): string[][] {
  const parts: string[][] = [['']];
  for (let at = 0; at < text.length; at += 1) {
    let sign = text[at] ?? '';
    const next = text[at + 1] ?? '';
    const isEscaped = sign === '\\' && /[\\|｜;；]/u.test(next);
    if (isEscaped) [sign, at] = [next, at + 1];
    const ways = parts.at(-1) ?? [];
    if (!isEscaped && /[;；]/u.test(sign)) parts.push(['']);
    else if (!isEscaped && /[|｜]/u.test(sign)) ways.push('');
    else ways[ways.length - 1] = (ways.at(-1) ?? '') + sign;
  }
  return parts
    .map((ways) => ways.map((way) => way.trim()).filter((way) => way !== ''))
    .filter((ways) => ways.length > 0);
}

/** The inverse of `splitParts`. */
export const joinParts = (parts: readonly (readonly string[])[]): string =>
  parts.map((ways) => ways.map((way) => way.replace(/[\\|｜;；]/gu, '\\$&')).join('|')).join('；');

/** What goes into each gap. Where the parts are not as many as the gaps, other signs are tried between them. */
export function readBlanks(answer: string, gaps: number): string[][] {
  const parts = splitParts(answer);
  if (gaps < 2 || parts.length === gaps) return parts;
  for (const sign of [/[、\n]/u, /[，,]/u, /\s+/u]) {
    const words = answer.split(sign).map((word) => word.trim());
    if (words.length === gaps && words.every((word) => word !== '')) return words.map((word) => [word]);
  }
  return parts;
}

const ARROW = /\\[\s\S]|\s*(?:→|->|=>|——|—)\s*/u;
/** "left → right" as the two; null where there is no arrow. A backslash takes the next sign as it is. */
export function readPair(text: string): { left: string; right: string } | null {
  let from = 0;
  for (;;) {
    const found = ARROW.exec(text.slice(from));
    if (!found) return null;
    const start = from + found.index;
    const end = start + found[0].length;
    if (found[0].startsWith('\\')) from = end;
    else return { left: unescape(text.slice(0, start)), right: unescape(text.slice(end)) };
  }
}
const unescape = (text: string): string => text.replace(/\\([\\→>—])/gu, '$1').trim();
const escape = (text: string): string => text.replace(/[\\→>—]/gu, '\\$&');
/** The inverse of `readPair`. */
export const writePair = (left: string, right: string): string => `${escape(left)} → ${escape(right)}`.trim();
