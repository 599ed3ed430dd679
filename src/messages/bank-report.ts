import { likesOf, remarksOf, type ReportView } from './bank-import.ts';
import { bankImport as en } from './locales/en/bank-import.ts';
import { bankImport as zh } from './locales/zh/bank-import.ts';
import {
  placeText,
  questionProblemText,
  questionWarningText,
  type QuestionProblemView,
  type QuestionWarningView,
} from './question-file.ts';
import type { Language } from './view.ts';

const words = { zh, en };

/** Words of a message as they stand in a file. */
export const plainWords = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** The whole report as rows of a table, in the order of the file, the headings first. */
export function importReportRows(
  language: Language,
  report: ReportView,
  problems: readonly QuestionProblemView[],
  warnings: readonly QuestionWarningView[],
): string[][] {
  const w = words[language];
  const questions = report.lines.map((one) => {
    const { question } = one;
    return [
      placeText(language, question),
      one.code,
      w.steps[one.step],
      question.content.stem,
      remarksOf(language, one).join('\n'),
      likesOf(language, one).join('\n'),
    ];
  });
  const faults = problems.map((problem) => ['', '', w.wrong, '', questionProblemText(language, problem), '']);
  const aside = warnings.map((warning) => [
    '',
    '',
    w.leftOut,
    '',
    questionWarningText(language, warning),
    '',
  ]);
  return [[...w.heads], ...[...faults, ...questions, ...aside].map((row) => row.map(plainWords))];
}

/** The file that the report is. */
export const importReportFile = (language: Language, fileName: string) => {
  const w = words[language];
  const name = fileName.replace(/[.][a-z0-9]{1,6}$/i, '');
  return {
    name: `${w.reportName(name)}.xlsx`,
    caption: w.reportCaption(fileName),
    sheet: w.reportSheet,
  };
};
