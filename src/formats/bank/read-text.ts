import { shorten } from '../roster/shorten.ts';
import type { BankProblem, BankWarning } from './bank-problem.ts';
import { findBracketAnswer } from './bracket-answer.ts';
import type { Draft, Drafts } from './draft.ts';
import type { Label } from './label-words.ts';
import { readBasis } from './mark-words.ts';
import { readLetters } from './read-answer.ts';
import { shapeQuestion } from './shape-question.ts';
import { splitText, type TextQuestion } from './split-text.ts';
import { plainText } from '../questions/check-question.ts';

/** Reads questions of plain text, laid out as people write them in China, or in English in the same way. */
export function readText(text: string): Drafts & { problems: BankProblem[] } {
  const { questions, answersApart } = splitText(text);
  const isNumbered = questions.some(({ isMarked }) => isMarked);
  const isAside = (question: TextQuestion) => isNumbered && isBare(question);
  const warnings = questions.filter(isAside).map((question): BankWarning => {
    const lines = [...question.stem, ...Object.values(question.labels).flat()];
    return { line: question.line, code: 'text-left-out', found: shorten(lines.join(' ')) };
  });
  const real = questions.filter((question) => !isAside(question));
  const unanswered = real.filter((question) => question.labels.answer === undefined).length;
  // One sentence says more than "no answer" for every question.
  return answersApart !== null && unanswered > real.length / 2
    ? { drafts: [], warnings, problems: [{ line: answersApart, code: 'answers-apart' }] }
    : { drafts: real.map(draftOf), warnings, problems: [] };
}

/** A title, a line for the name of who answers, a word at the end: nothing in it is part of a question. */
const isBare = ({ isMarked, options, labels, stem }: TextQuestion): boolean =>
  !isMarked &&
  options.length === 0 &&
  labels.answer === undefined &&
  !findBracketAnswer(stem.join('\n'), false);

function draftOf(question: TextQuestion): Draft {
  const said = (label: Label): string | undefined => question.labels[label]?.join('\n');
  const place = { line: question.line };
  const answer = said('answer') ?? '';
  const basis = said('basis');
  const stem = question.stem.join('\n');
  const inStem = answer === '' ? null : findBracketAnswer(stem, question.options.length > 0);
  const letters = (text: string) =>
    readLetters(text)
      ?.toSorted((a, b) => a - b)
      .join() ?? plainText(text);
  const isRepeated = inStem !== null && letters(inStem.answer) === letters(answer);
  const notes = {
    explanation: said('explanation'),
    topic: said('topic'),
    difficulty: said('difficulty'),
    code: said('code'),
    source: {
      ...(basis && readBasis(basis)),
      ...Object.fromEntries(
        (['document', 'article', 'quote'] as const).flatMap((key) => (said(key) ? [[key, said(key)]] : [])),
      ),
    },
  };
  if (inStem && !isRepeated && question.options.length > 0)
    return {
      ...notes,
      place,
      stem,
      content: null,
      faults: [{ code: 'answers-differ', found: shorten(inStem.answer), other: shorten(answer) }],
    };
  return shapeQuestion({
    ...notes,
    place,
    type: question.type,
    stem: isRepeated ? inStem.stem : stem,
    scenario: said('scenario'),
    options: question.options,
    answer,
    unit: said('unit'),
    tolerance: said('tolerance'),
  });
}
