import type { ContentFault } from './question-problem.ts';
import type { Question } from './question-schema.ts';

const MIN_QUOTE = 6;
/** A gap in a stem. */
const GAP = /_{2,}/g;

/** Text without blanks and quotation marks, full-width letters made plain: what is compared and counted. */
export const plainText = (text: string): string => text.normalize('NFKC').replace(/[\s“”"'‘’]/gu, '');

type Fault = { path: string; fault: ContentFault };
type Choice = Extract<Question, { options: string[] }>;

/** What is wrong within one question; `path` is relative to it. Whether the quote is in the source is checked elsewhere. */
export function checkQuestion(question: Question): Fault[] {
  const { source } = question;
  return [
    ...checkContent(question),
    ...(source.article === undefined && source.chapter === undefined
      ? [{ path: 'source', fault: { code: 'no-place' as const } }]
      : []),
    ...(plainText(source.quote).length < MIN_QUOTE
      ? [{ path: 'source.quote', fault: { code: 'quote-too-short' as const, min: MIN_QUOTE } }]
      : []),
  ];
}

function checkContent(question: Question): Fault[] {
  switch (question.type) {
    case 'fill': {
      const [gaps, blanks] = [question.stem.match(GAP)?.length ?? 0, question.blanks.length];
      return gaps === blanks ? [] : [{ path: 'blanks', fault: { code: 'gaps-expected', gaps, blanks } }];
    }
    case 'numeric':
      return [];
    case 'ordering':
      return checkEqual('items', question.items);
    case 'matching': {
      const rights = [...question.pairs.map(({ right }) => right), ...(question.extra ?? [])];
      return [
        ...checkEqual(
          'pairs',
          question.pairs.map(({ left }) => left),
        ),
        ...checkEqual('pairs', rights),
      ];
    }
    default:
      return [...checkEqual('options', question.options), ...checkAnswer(question)];
  }
}

/** Two that say the same cannot be told apart. */
function checkEqual(path: string, texts: readonly string[]): Fault[] {
  const plain = texts.map(plainText);
  const second = plain.findIndex((text, at) => plain.indexOf(text) < at);
  return second < 0
    ? []
    : [{ path, fault: { code: 'equal-options', first: plain.indexOf(plain[second] ?? ''), second } }];
}

function checkAnswer({ type, options, answer }: Choice): Fault[] {
  const faults: Fault[] = [];
  const say = (path: string, fault: ContentFault) => faults.push({ path, fault });
  if (type === 'truefalse' && options.length !== 2)
    say('options', { code: 'two-options-expected', found: options.length });
  const outside = answer.find((index) => index >= options.length);
  if (outside !== undefined)
    say('answer', { code: 'answer-outside-options', answer: outside, options: options.length });
  if (answer.some((index, at) => at > 0 && index <= (answer[at - 1] ?? -1)))
    say('answer', { code: 'answer-not-sorted' });
  if ((type === 'single' || type === 'truefalse') && answer.length !== 1)
    say('answer', { code: 'single-answer-expected' });
  if (type === 'multiple' && (answer.length < 2 || answer.length >= options.length))
    say('answer', { code: 'several-answers-expected', found: answer.length, options: options.length });
  if (type === 'case' && answer.length >= options.length) say('answer', { code: 'wrong-option-expected' });
  return faults;
}
