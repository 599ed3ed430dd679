import { createHash } from 'node:crypto';
import { readNumber } from './number-rules.ts';
import type { Content } from './rules.ts';

/** A content whose key is beside what is shown; of an ordering or matching it is the order in which that is stored. */
export type Correctable = Exclude<Content, { type: 'ordering' | 'matching' }>;
export type KeyProblem = 'nothing' | 'not-an-option' | 'one-only' | 'gaps' | 'number' | 'same';
export type NewKey = { ok: true; content: Correctable } | { ok: false; problem: KeyProblem };

export const isCorrectableKey = (content: Content): content is Correctable =>
  content.type !== 'ordering' && content.type !== 'matching';

/** A case may come to have several right options, or one. */
export const mayHaveSeveral = (content: Content): boolean =>
  content.type === 'case' || content.type === 'multiple';

/** The content with other options as its key. */
export function withOptions(content: Correctable, options: readonly number[]): NewKey {
  if (content.type === 'fill' || content.type === 'numeric') return { ok: false, problem: 'not-an-option' };
  const answer = [...new Set(options)].toSorted((a, b) => a - b);
  if (answer.length === 0) return { ok: false, problem: 'nothing' };
  if (answer.some((option) => content.options[option] === undefined))
    return { ok: false, problem: 'not-an-option' };
  if (answer.length > 1 && !mayHaveSeveral(content)) return { ok: false, problem: 'one-only' };
  return answer.join() === content.answer.join()
    ? { ok: false, problem: 'same' }
    : { ok: true, content: { ...content, answer } };
}

/**
 * The content with a key as it was typed: gaps separated by semicolons, each with the accepted words between strokes
 * ("五年/5年；换届"); or a number, with its unit or without.
 */
export function withWords(content: Correctable, text: string): NewKey {
  if (content.type === 'numeric') {
    const answer = readNumber(text, content.unit);
    if (answer === undefined) return { ok: false, problem: 'number' };
    return answer === content.answer
      ? { ok: false, problem: 'same' }
      : { ok: true, content: { ...content, answer } };
  }
  if (content.type !== 'fill') return { ok: false, problem: 'not-an-option' };
  const blanks = text.split(/[;；\n]/u).map((gap) =>
    gap
      .split(/[/／]/u)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  );
  if (blanks.length !== content.blanks.length || blanks.some((accepted) => accepted.length === 0))
    return { ok: false, problem: 'gaps' };
  return JSON.stringify(blanks) === JSON.stringify(content.blanks)
    ? { ok: false, problem: 'same' }
    : { ok: true, content: { ...content, blanks } };
}

/** What tells a corrected version from every other: what it corrects, and the key. */
export const correctedHash = (versionId: string, key: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(['corrects', versionId, key]))
    .digest('hex');
