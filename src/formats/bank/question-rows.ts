import type { Content } from '../../domain/questions/rules.ts';
import { guardFormula } from '../no-formula.ts';
import type { PlainQuestion } from './bank-question.ts';
import { headingOf, OPTION_COLUMNS, type BankColumn } from './column-words.ts';
import { TYPE_NAMES } from './type-words.ts';
import { plainNumber } from './plain-number.ts';
import { joinParts, writePair } from './read-answer.ts';
import { withoutLetter } from './read-bank-row.ts';

const BEFORE: readonly BankColumn[] = ['code', 'type', 'scenario', 'stem'];
const AFTER: readonly BankColumn[] = [
  ...(['answer', 'explanation', 'difficulty', 'topic', 'document', 'article', 'quote'] as const),
  ...(['unit', 'tolerance'] as const),
];
const COLUMNS: readonly BankColumn[] = [...BEFORE, ...OPTION_COLUMNS, ...AFTER];

/** Questions as rows of a table, the headings first, that read back as the same questions; no cell is a formula. */
export function questionRows(questions: readonly PlainQuestion[], language: 'zh' | 'en'): string[][] {
  const rows = questions.map((question) => {
    const cells = cellsOf(question, language);
    return COLUMNS.map((column) => guardFormula(cells[column] ?? ''));
  });
  return [COLUMNS.map((column) => headingOf(column, language)), ...rows];
}

type Cells = Partial<Record<BankColumn, string>>;

function cellsOf(question: PlainQuestion, language: 'zh' | 'en'): Cells {
  const { content, explanation, topic, difficulty, code, source } = question;
  return {
    ...contentCells(content),
    type: TYPE_NAMES[language][content.type],
    stem: content.stem,
    ...(explanation !== undefined && { explanation }),
    ...(topic !== undefined && { topic }),
    ...(difficulty !== undefined && { difficulty: String(difficulty) }),
    ...(code !== undefined && { code }),
    ...source,
  };
}

function contentCells(content: Content): Cells {
  switch (content.type) {
    case 'fill':
      return { answer: joinParts(content.blanks) };
    case 'numeric': {
      const { answer, unit, tolerance } = content;
      return { answer: plainNumber(answer), unit, tolerance: plainNumber(tolerance) };
    }
    case 'ordering':
      return { ...optionCells(content.items), answer: letters(content.items.map((_, at) => at)) };
    case 'matching':
      return optionCells([
        ...content.pairs.map(({ left, right }) => writePair(left, right)),
        ...(content.extra ?? []).map((right) => writePair('', right)),
      ]);
    case 'case':
      return { ...optionCells(content.options), answer: letters(content.answer), scenario: content.scenario };
    default:
      return { ...optionCells(content.options), answer: letters(content.answer) };
  }
}

const letters = (indexes: readonly number[]): string =>
  indexes.map((at) => String.fromCharCode(65 + at)).join('');

/** Where every option begins with its letter, a reader would take that for a mark: then each gets one that is. */
function optionCells(options: readonly string[]): Cells {
  const letterOf = (at: number) => String.fromCharCode(65 + at);
  const isLettered = options.every((text, at) => withoutLetter(letterOf(at), text) !== null);
  return Object.fromEntries(
    options.map((text, at) => [OPTION_COLUMNS[at] ?? '', isLettered ? `${letterOf(at)}. ${text}` : text]),
  );
}
