import type { ContentFault } from './question-problem.ts';
import type { Question } from './question-schema.ts';

const MIN_QUOTE = 6;

/** Text without blanks and quotation marks, full-width letters made plain: what is compared and counted. */
export const plainText = (text: string): string => text.normalize('NFKC').replace(/[\s“”"'‘’]/gu, '');

/** What is wrong within one question; `path` is relative to it. Whether the quote is in the source is checked elsewhere. */
export function checkQuestion(question: Question): { path: string; fault: ContentFault }[] {
  const { type, options, answer, source } = question;
  const faults: { path: string; fault: ContentFault }[] = [];
  const say = (path: string, fault: ContentFault) => faults.push({ path, fault });

  const plain = options.map(plainText);
  const second = plain.findIndex((option, at) => plain.indexOf(option) < at);
  if (second >= 0)
    say('options', { code: 'equal-options', first: plain.indexOf(plain[second] ?? ''), second });
  if (type === 'truefalse' && options.length !== 2)
    say('options', { code: 'two-options-expected', found: options.length });

  const outside = answer.find((index) => index >= options.length);
  if (outside !== undefined)
    say('answer', { code: 'answer-outside-options', answer: outside, options: options.length });
  if (answer.some((index, at) => at > 0 && index <= (answer[at - 1] ?? -1)))
    say('answer', { code: 'answer-not-sorted' });
  if (type !== 'multiple' && answer.length !== 1) say('answer', { code: 'single-answer-expected' });
  if (type === 'multiple' && (answer.length < 2 || answer.length >= options.length))
    say('answer', { code: 'several-answers-expected', found: answer.length, options: options.length });

  if (source.article === undefined && source.chapter === undefined) say('source', { code: 'no-place' });
  if (plainText(source.quote).length < MIN_QUOTE)
    say('source.quote', { code: 'quote-too-short', min: MIN_QUOTE });
  return faults;
}
