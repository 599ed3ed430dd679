import type { Content } from '../../domain/questions/rules.ts';
import { shorten } from '../roster/shorten.ts';
import type { LooseQuestion } from './loose-question.ts';
import { readLetters, readPair } from './read-answer.ts';
import { refuse, type Shaped } from './shaped.ts';

/** Items, in the order the answer gives, or as they stand. */
export function shapeOrdering({ stem, options, answer }: LooseQuestion): Shaped {
  const found = shorten(answer);
  if (options.length === 0) {
    const items = answer.split(/\s*(?:→|->|[;；\n])\s*/u).filter((item) => item !== '');
    return items.length > 1
      ? { stem, content: { type: 'ordering', items }, faults: [] }
      : refuse(stem, { code: 'no-options' });
  }
  const texts = options.map(({ text }) => text);
  if (answer === '') return { stem, content: { type: 'ordering', items: texts }, faults: [] };
  const letters = readLetters(answer) ?? readNumbers(answer);
  if (!letters) return refuse(stem, { code: 'answer-unclear', found });
  if (letters.some((at) => at < 0 || at >= texts.length))
    return refuse(stem, { code: 'answer-not-an-option', found, options: texts.length });
  if (letters.length !== texts.length || new Set(letters).size !== texts.length)
    return refuse(stem, { code: 'order-incomplete' });
  return { stem, content: { type: 'ordering', items: letters.map((at) => texts[at] ?? '') }, faults: [] };
}

/** "③①②" or "3-1-2" as indexes. */
function readNumbers(answer: string): number[] | null {
  const plain = answer
    .replace(/[①-⑧]/gu, (sign) => `${sign.charCodeAt(0) - 0x245f} `)
    .replace(/[^\d]+/g, ' ')
    .trim();
  const numbers = (/^[1-8]{2,8}$/.test(plain) ? Array.from(plain) : plain.split(' ')).map(Number);
  return plain === '' ? null : numbers.map((number) => number - 1);
}

/** Pairs, among the options or in the answer; one without a left side fits nothing. */
export function shapeMatching({ stem, options, answer }: LooseQuestion): Shaped {
  const texts = options.length > 0 ? options.map(({ text }) => text) : answer.split(/[;；\n]/u);
  const parts = texts.map((text) => text.trim()).filter((text) => text !== '');
  if (parts.length === 0) return refuse(stem, { code: 'no-answer' });
  const pairs = parts.map(readPair);
  const unclear = pairs.indexOf(null);
  if (unclear >= 0) return refuse(stem, { code: 'pairs-expected', found: shorten(parts[unclear] ?? '') });
  const both = pairs.filter((pair) => pair !== null);
  const extra = both.filter(({ left }) => left === '').map(({ right }) => right);
  const content: Content = {
    type: 'matching',
    pairs: both.filter(({ left }) => left !== ''),
    ...(extra.length > 0 && { extra }),
  };
  return { stem, content, faults: [] };
}
