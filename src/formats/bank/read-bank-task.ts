import { askedText, findDuplicates, type Duplicate } from '../../domain/questions/duplicate-rules.ts';
import type { ZipEntry } from '../table/list-zip-entries.ts';
import { readWorkbook } from '../table/read-workbook.ts';
import { TABLE_LIMITS } from '../table/table-limits.ts';
import type { QuestionBankResult } from './collect-questions.ts';
import { questionsOfTable } from './questions-of-table.ts';
import { readTextBank } from './read-text-bank.ts';

/** A file to be read, whoever does it; `entries` are those of a workbook, null for a text. */
export type BankTask = {
  bytes: Uint8Array;
  fileName: string;
  entries: readonly ZipEntry[] | null;
};
/** What is asked by the questions that are there already (askedText), to find what is like them. */
export type ListExisting = () => Promise<readonly string[]>;
/** `likes` are of the questions by their index; none where the file was refused. */
export type ReadBank = { bank: QuestionBankResult; likes: readonly Duplicate[] };

/** More than this nobody compares, and no file may cost. */
const MOST_LIKE = { candidates: 200, likes: 3 };
const LIKE = 0.8;

/**
 * Reads a question file and finds what is nearly there already.
 * @param opened is called once a workbook is unpacked, which is the dangerous part
 * @param listExisting is called for a file that is in order
 */
export async function readBankTask(
  { bytes, fileName, entries }: BankTask,
  opened: () => void,
  listExisting: ListExisting,
): Promise<ReadBank> {
  let bank: QuestionBankResult;
  if (entries === null) bank = readTextBank(bytes, fileName);
  else {
    const table = await readWorkbook(bytes, entries, TABLE_LIMITS);
    opened();
    bank = questionsOfTable('xlsx', table);
  }
  if (!bank.ok) return { bank, likes: [] };
  const asked = bank.questions.map(({ content }) => askedText(content.stem, content));
  return { bank, likes: findDuplicates(asked, await listExisting(), LIKE, MOST_LIKE) };
}
