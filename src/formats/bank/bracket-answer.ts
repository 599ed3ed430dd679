import { readTruth } from './mark-words.ts';

/** Brackets with letters, or a word for right or wrong, in them. */
const BRACKETS = /[（(【]\s*([^（()）【】\n]{1,20}?)\s*[)）】]/gu;
const LETTERS = /^[A-K](?:[\s,、，]*[A-K]){0,7}$/u;
const isTruth = (text: string): boolean =>
  /^[√✓×✗]$|^\p{Script=Han}{1,3}$|^[TF]$/u.test(text) && readTruth(text) !== undefined;

export type BracketAnswer = { answer: string; stem: string };

/**
 * An answer that stands in the stem, "……是（ B ）。" or "……。（√）", and the stem without it; null where there is none.
 * The last brackets of that kind count.
 */
export function findBracketAnswer(stem: string, hasOptions: boolean): BracketAnswer | null {
  const fits = hasOptions ? (text: string) => LETTERS.test(text) : isTruth;
  const found = [...stem.matchAll(BRACKETS)].findLast((one) => fits((one[1] ?? '').normalize('NFKC')));
  if (!found) return null;
  const [before, after] = [stem.slice(0, found.index), stem.slice(found.index + found[0].length)];
  // An empty pair stays where the answer belongs into the sentence.
  return { answer: found[1] ?? '', stem: (hasOptions ? `${before}（ ）${after}` : before + after).trim() };
}
