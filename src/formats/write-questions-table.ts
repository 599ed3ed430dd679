import type { PlainQuestion } from './bank/bank-question.ts';
import { questionRows } from './bank/question-rows.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsxTable } from './write-xlsx.ts';

type Language = 'zh' | 'en';

/** Questions as CSV, one a row, that readQuestionBank reads back as the same questions. */
export const writeQuestionsCsv = (questions: readonly PlainQuestion[], language: Language): string =>
  writeCsv(questionRows(questions, language));

/**
 * The same as a workbook of one sheet.
 * @param sheet its name
 */
export const writeQuestionsXlsx = (
  sheet: string,
  questions: readonly PlainQuestion[],
  language: Language,
): Promise<Uint8Array> => writeXlsxTable(sheet, questionRows(questions, language));
