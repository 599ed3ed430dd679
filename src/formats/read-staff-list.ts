import { readTable } from './read-table.ts';
import { tidyCell } from './roster/read-cells.ts';
import { headingAt } from './roster/roster-columns.ts';
import type { TableProblem, TableSheet } from './table/table-result.ts';

/** A staff number of a list, as it stands; `line` counts from 1. */
export type StaffListEntry = { line: number; staffNo: string };
export type StaffListResult =
  | { ok: true; entries: readonly StaffListEntry[] }
  | { ok: false; problem: TableProblem | { code: 'no-numbers' } };

/** Lines that may stand above the headings. */
const MAX_LINES_ABOVE = 5;

/** The column of staff numbers: below its heading, or the first one of a list without headings. */
function entriesOf(sheet: TableSheet): { headed: boolean; entries: StaffListEntry[] } {
  const heads = sheet.rows.slice(0, MAX_LINES_ABOVE + 1).flatMap((row, at) => {
    const column = headingAt(row, 'staffNo');
    return column === undefined ? [] : [{ at, column }];
  });
  const { at, column } = heads[0] ?? { at: -1, column: 0 };
  const entries = sheet.rows.slice(at + 1).flatMap(({ line, cells }) => {
    const staffNo = tidyCell(cells[column] ?? '').normalize('NFKC');
    return staffNo === '' ? [] : [{ line, staffNo }];
  });
  return { headed: heads.length > 0, entries };
}

/**
 * Reads staff numbers from a CSV or XLSX file: one a line, in the column with their heading if there is one.
 * @param fileName as the sender called it
 */
export async function readStaffList(bytes: Uint8Array, fileName: string): Promise<StaffListResult> {
  const table = await readTable(bytes, fileName);
  if (!table.ok) return table;
  const sheets = table.sheets.map(entriesOf);
  const entries = (sheets.find((sheet) => sheet.headed) ?? sheets[0])?.entries ?? [];
  return entries.length === 0 ? { ok: false, problem: { code: 'no-numbers' } } : { ok: true, entries };
}

/** The same from a typed message: numbers between blanks, commas and line breaks. */
export function readTypedStaffList(text: string): StaffListEntry[] {
  return text.split('\n').flatMap((words, i) =>
    words
      .normalize('NFKC')
      .split(/[\s,;\u3001]+/u)
      .filter((staffNo) => staffNo !== '')
      .map((staffNo) => ({ line: i + 1, staffNo })),
  );
}
