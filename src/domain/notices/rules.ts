import { findContentProblem, type ContentProblem } from './content-rules.ts';

/** Answers beside "received" that a kind of notice has; a kind that the pack no longer knows has the one that does no harm. */
export const answersOf = (
  {
    noticeKinds,
  }: { noticeKinds: readonly { id: string; answers: readonly ('question' | 'cannot-attend')[] }[] },
  kind: string,
): readonly ('question' | 'cannot-attend')[] =>
  noticeKinds.find(({ id }) => id === kind)?.answers ?? ['question'];

/** Longest notice that still fits one Telegram message with its title and footer, in UTF-16 units. */
const NOTICE_LIMIT = 3000;
/** The same for the caption of a photo or document, of which Telegram takes 1,024 units. */
const CAPTION_LIMIT = 800;

export type TextProblem =
  { problem: 'empty' } | { problem: 'too-long'; length: number; limit: number } | ContentProblem;

/** Whether a text may go out: something in it, not too long, and nothing that may not be broadcast (row J8). No override. */
export function findTextProblem(text: string, withFile = false): TextProblem | undefined {
  const limit = withFile ? CAPTION_LIMIT : NOTICE_LIMIT;
  if (text.trim() === '') return { problem: 'empty' };
  if (text.length > limit) return { problem: 'too-long', length: text.length, limit };
  return findContentProblem(text);
}
