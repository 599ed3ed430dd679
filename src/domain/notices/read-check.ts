import { noticeCheckSchema, type NoticeCheck } from './draft.ts';
import { findContentProblem, type ContentProblem } from './content-rules.ts';

export type ReadCheck =
  | { ok: true; check: NoticeCheck }
  | { ok: false; problem: 'options' | 'answers' | 'length' }
  | { ok: false; problem: 'text'; text: ContentProblem };

/** The mark of the right option, before or after it, and a letter that stands before an option. */
const RIGHT = /^[*✓√✔]\s*|\s*[*✓√✔]$/u;
const LETTER = /^[A-Da-d][.、．:：)）]\s*/u;

/**
 * A comprehension question as people type it: the question on the first line, then 2 to 4 options, the right one marked
 * with * or ✓.
 */
export function readCheck(text: string): ReadCheck {
  const [question = '', ...rest] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const options = rest.map((line) => {
    const unmarked = line.replace(RIGHT, '').replace(LETTER, '').replace(RIGHT, '').trim();
    return { text: unmarked, right: RIGHT.test(line) || RIGHT.test(line.replace(LETTER, '')) };
  });
  if (options.length < 2 || options.length > 4) return { ok: false, problem: 'options' };
  if (options.filter(({ right }) => right).length !== 1) return { ok: false, problem: 'answers' };
  const content = findContentProblem(text);
  if (content) return { ok: false, problem: 'text', text: content };
  const read = noticeCheckSchema.safeParse({
    question,
    options: options.map((option) => option.text),
    answer: options.findIndex(({ right }) => right),
  });
  return read.success ? { ok: true, check: read.data } : { ok: false, problem: 'length' };
}
