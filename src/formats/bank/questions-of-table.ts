import type { TableResult } from '../table/table-result.ts';
import { collectQuestions, refuseFile, type QuestionBankResult } from './collect-questions.ts';
import { readBankTable } from './read-bank-table.ts';

/** The questions of a table that was read, or why it was not. */
export function questionsOfTable(format: 'csv' | 'xlsx', table: TableResult): QuestionBankResult {
  if (!table.ok) return refuseFile(format, { code: 'file', problem: table.problem });
  const read = readBankTable(table.sheets);
  return collectQuestions(format, read, read.problems);
}
