import type { Drafts } from './draft.ts';
import { shapeQuestion } from './shape-question.ts';
import type { Option } from './split-options.ts';

const OPTION = /^([A-Z])[.)]\s+(.*)$/;
const ANSWER = /^ANSWER:\s*(.*)$/;

/**
 * Reads Aiken: a question in one line (several are joined), options "A. " or "A) ", and "ANSWER: " with one letter. The
 * format: docs.moodle.org/en/Aiken_format.
 */
export function readAiken(text: string): Drafts {
  const result: Drafts = { drafts: [], warnings: [] };
  let [line, stem, options]: [number, string[], Option[]] = [0, [], []];
  const finish = (answer: string) => {
    result.drafts.push(
      shapeQuestion({
        place: { line },
        type: options.length > 0 ? 'choice' : undefined,
        stem: stem.join('\n'),
        options,
        answer,
      }),
    );
    [line, stem, options] = [0, [], []];
  };
  for (const [at, whole] of text.split('\n').entries()) {
    const row = whole.trim();
    if (row === '') continue;
    if (line === 0) line = at + 1;
    const [, answer] = ANSWER.exec(row) ?? [];
    const [, letter, option] = OPTION.exec(row) ?? [];
    if (answer !== undefined) {
      finish(answer.trim());
      continue;
    }
    const isOption = letter !== undefined && (stem.length > 0 || options.length > 0 || letter === 'A');
    if (isOption) options.push({ letter, text: option ?? '' });
    else if (options.length === 0) stem.push(row);
    // A new question although the one before has no answer yet.
    else {
      finish('');
      [line, stem] = [at + 1, [row]];
    }
  }
  if (line > 0) finish('');
  return result;
}
