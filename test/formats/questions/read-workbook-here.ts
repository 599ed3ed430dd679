import type { QuestionBankResult } from '../../../src/formats/bank/collect-questions.ts';
import { questionsOfTable } from '../../../src/formats/bank/questions-of-table.ts';
import { listZipEntries } from '../../../src/formats/table/list-zip-entries.ts';
import { readWorkbook } from '../../../src/formats/table/read-workbook.ts';
import { TABLE_LIMITS } from '../../../src/formats/table/table-limits.ts';

/** Reads a workbook of our own making in this process: starting another one for each takes a second or more. */
export async function readWorkbookHere(bytes: Uint8Array): Promise<QuestionBankResult> {
  const listing = listZipEntries(bytes, TABLE_LIMITS);
  return questionsOfTable(
    'xlsx',
    listing.ok ? await readWorkbook(bytes, listing.entries, TABLE_LIMITS) : listing,
  );
}
