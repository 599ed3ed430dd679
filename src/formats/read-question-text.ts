import { findJsonError } from './questions/find-json-error.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const CONTEXT = 20;

export type QuestionTextProblem =
  | { code: 'too-big'; limitBytes: number }
  | { code: 'not-utf8' }
  /** `line` and `column` count from 1; `near` is what stands there, empty at the end of the file. */
  | { code: 'not-json'; line: number; column: number; near: string };

/**
 * Parses a JSON file from UTF-8, with or without a byte-order mark.
 * @returns the value, for readQuestionFile; or where it stops being JSON
 */
export function readQuestionText(
  bytes: Uint8Array,
): { ok: true; json: unknown } | { ok: false; problem: QuestionTextProblem } {
  if (bytes.length > MAX_BYTES) return { ok: false, problem: { code: 'too-big', limitBytes: MAX_BYTES } };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, problem: { code: 'not-utf8' } };
  }
  try {
    const json: unknown = JSON.parse(text);
    return { ok: true, json };
  } catch {
    return { ok: false, problem: placeOf(text, findJsonError(text) ?? text.length) };
  }
}

function placeOf(text: string, offset: number): QuestionTextProblem {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return {
    code: 'not-json',
    line: lines.length,
    column: (lines.at(-1) ?? '').length + 1,
    near: (text.slice(offset, offset + CONTEXT).split(/[\r\n]/, 1)[0] ?? '').toWellFormed(),
  };
}
