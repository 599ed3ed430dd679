import { questionFile as en } from './locales/en/question-file.ts';
import { questionFile as zh } from './locales/zh/question-file.ts';
import { escapeHtml, type Language } from './view.ts';

const words = { zh, en };
const MEBIBYTE = 1_048_576;

/** Why a file was not opened as a table. */
type TableFaultView =
  | { code: 'empty' | 'encrypted' | 'old-xls' | 'macros' | 'truncated' | 'damaged' | 'forged-sizes' }
  | { code: 'not-a-table' | 'too-complex' }
  | { code: 'file-too-big' | 'inflates-too-big'; limitBytes: number }
  | { code: 'too-many-entries' | 'too-many-rows'; limit: number }
  | { code: 'too-many-columns'; limit: number; line: number }
  | { code: 'cell-too-long'; limit: number; line: number; column: number }
  | { code: 'unclosed-quote'; line: number };

/** What keeps a whole question file from being read. */
export type FileFaultView =
  | { code: 'file'; problem: TableFaultView }
  | { code: 'no-questions' | 'not-moodle' | 'xml-entities' | 'answers-apart' }
  | { code: 'broken-xml' | 'repeated-column'; found: string }
  | { code: 'missing-column'; column: 'stem' | 'answer' }
  | { code: 'too-many-questions' | 'line-too-long'; max: number };

const CODES: Record<FileFaultView['code'], true> = {
  file: true,
  'no-questions': true,
  'not-moodle': true,
  'xml-entities': true,
  'answers-apart': true,
  'broken-xml': true,
  'repeated-column': true,
  'missing-column': true,
  'too-many-questions': true,
  'line-too-long': true,
};
/** Whether it is the file as a whole that a fault is of. */
export const isFileFault = <T extends { code: string }>(fault: T): fault is T & FileFaultView =>
  Object.hasOwn(CODES, fault.code);

/** What is wrong and what to do. */
export function fileFaultText(language: Language, fault: FileFaultView): string {
  const w = words[language];
  switch (fault.code) {
    case 'file':
      return tableText(language, fault.problem);
    case 'no-questions':
      return w.noQuestions;
    case 'not-moodle':
      return w.notMoodle;
    case 'xml-entities':
      return w.xmlEntities;
    case 'answers-apart':
      return w.answersApart;
    case 'broken-xml':
      return w.brokenXml(escapeHtml(fault.found));
    case 'repeated-column':
      return w.repeatedColumn(escapeHtml(fault.found));
    case 'missing-column':
      return w.missingColumn[fault.column];
    case 'too-many-questions':
      return w.tooManyQuestions(fault.max);
    case 'line-too-long':
      return w.lineTooLong(fault.max);
  }
}

function tableText(language: Language, problem: TableFaultView): string {
  const w = words[language].file;
  switch (problem.code) {
    case 'file-too-big':
      return w.tooBig(Math.round(problem.limitBytes / MEBIBYTE));
    case 'inflates-too-big':
      return w.inflates(Math.round(problem.limitBytes / MEBIBYTE));
    case 'too-many-entries':
      return w.entries(problem.limit);
    case 'too-many-rows':
      return w.rows(problem.limit);
    case 'too-many-columns':
      return w.columns(problem.line, problem.limit);
    case 'cell-too-long':
      return w.cell(problem.line, problem.column, problem.limit);
    case 'unclosed-quote':
      return w.quote(problem.line);
    default:
      return w[problem.code];
  }
}
