import { questionFile as en } from './locales/en/question-file.ts';
import { questionFile as zh } from './locales/zh/question-file.ts';
import { fileFaultText, isFileFault, type FileFaultView } from './question-file-faults.ts';
import { escapeHtml, type Language } from './view.ts';

const words = { zh, en };

type Field = keyof typeof zh.fields;
/** What is wrong with a question, or with its file, as the reader of question files says it. */
export type QuestionFaultView =
  | { code: 'no-stem' | 'no-answer' | 'no-options' | 'no-scenario' | 'has-picture' }
  | { code: 'one-right-in-multiple' | 'all-right' | 'order-incomplete' }
  | { code: 'answer-not-an-option'; found: string; options: number }
  | {
      code: 'answer-unclear' | 'true-or-false-expected' | 'number-expected' | 'pairs-expected';
      found: string;
    }
  | { code: 'unknown-type' | 'bad-difficulty' | 'bad-code' | 'not-readable'; found: string }
  | { code: 'answers-differ'; found: string; other: string }
  | { code: 'two-right-in-single'; right: number }
  | { code: 'two-options-expected'; options: number }
  | { code: 'repeated-option'; first: number; second: number }
  | { code: 'options-out-of-order'; expected: string; found: string }
  | { code: 'gaps-expected'; gaps: number; blanks: number }
  | { code: 'too-long'; field: Field; max: number }
  | { code: 'too-many' | 'too-few'; field: Field; limit: number }
  | { code: 'repeated-code' | 'repeated-question'; firstLine: number };
type Place = { line: number | null; sheet?: string };
export type QuestionProblemView = Place & (QuestionFaultView | FileFaultView);
export type QuestionWarningView = { line: number; sheet?: string; found: string } & {
  code: 'text-left-out' | 'unknown-column' | 'partial-answer-left-out' | 'sheet-left-out';
};

const letter = (index: number): string => String.fromCharCode(65 + index);

/** "Line 3", with its sheet in a workbook. */
export const placeText = (
  language: Language,
  { line, sheet }: { line: number; sheet?: string | undefined },
): string => {
  const w = words[language];
  return sheet === undefined ? w.place(line) : w.sheetPlace(escapeHtml(sheet), line);
};

const placed = (language: Language, { line, sheet }: Place, what: string): string =>
  line === null
    ? what.charAt(0).toUpperCase() + what.slice(1)
    : words[language].sentence(placeText(language, { line, sheet }), what);

/** One sentence: where, what is wrong, what to do. */
export function questionProblemText(language: Language, problem: QuestionProblemView): string {
  const what = isFileFault(problem) ? fileFaultText(language, problem) : faultText(language, problem);
  return placed(language, problem, what);
}

/** What was left aside, and where. */
export function questionWarningText(language: Language, warning: QuestionWarningView): string {
  const w = words[language].warnings;
  const found = escapeHtml(warning.found);
  const sentences = {
    'text-left-out': w.textLeftOut,
    'unknown-column': w.unknownColumn,
    'partial-answer-left-out': w.partialLeftOut,
    'sheet-left-out': w.sheetLeftOut,
  };
  return placed(language, warning, sentences[warning.code](found));
}

/** How many problems are not shown. */
export const moreProblemsText = (language: Language, count: number): string => words[language].more(count);
export const questionFormatName = (language: Language, format: keyof typeof zh.formats): string =>
  words[language].formats[format];

function faultText(language: Language, fault: QuestionFaultView): string {
  const w = words[language];
  switch (fault.code) {
    case 'no-stem':
      return w.noStem;
    case 'no-answer':
      return w.noAnswer;
    case 'no-options':
      return w.noOptions;
    case 'no-scenario':
      return w.noScenario;
    case 'has-picture':
      return w.hasPicture;
    case 'unknown-type':
      return w.unknownType(escapeHtml(fault.found));
    case 'answer-not-an-option':
      return w.answerNotAnOption(escapeHtml(fault.found), fault.options);
    case 'answer-unclear':
      return w.answerUnclear(escapeHtml(fault.found));
    case 'true-or-false-expected':
      return w.truthExpected(escapeHtml(fault.found));
    case 'number-expected':
      return w.numberExpected(escapeHtml(fault.found));
    case 'pairs-expected':
      return w.pairsExpected(escapeHtml(fault.found));
    case 'answers-differ':
      return w.answersDiffer(escapeHtml(fault.found), escapeHtml(fault.other));
    case 'two-right-in-single':
      return w.twoRight(fault.right);
    case 'one-right-in-multiple':
      return w.oneRight;
    case 'all-right':
      return w.allRight;
    case 'order-incomplete':
      return w.orderIncomplete;
    case 'two-options-expected':
      return w.twoOptions(fault.options);
    case 'repeated-option':
      return w.repeatedOption(letter(fault.first), letter(fault.second));
    case 'options-out-of-order':
      return w.optionsOutOfOrder(escapeHtml(fault.expected), escapeHtml(fault.found));
    case 'gaps-expected':
      return w.gapsExpected(fault.gaps, fault.blanks);
    case 'too-long':
      return w.tooLong(w.fields[fault.field], fault.max);
    case 'too-many':
      return w.tooMany(w.fields[fault.field], fault.limit);
    case 'too-few':
      return w.tooFew(w.fields[fault.field], fault.limit);
    case 'bad-difficulty':
      return w.badDifficulty(escapeHtml(fault.found));
    case 'bad-code':
      return w.badCode(escapeHtml(fault.found));
    case 'repeated-code':
      return w.repeatedCode(fault.firstLine);
    case 'repeated-question':
      return w.repeatedQuestion(fault.firstLine);
    case 'not-readable':
      return w.notReadable(escapeHtml(fault.found));
  }
}
