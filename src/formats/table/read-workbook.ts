import { EncryptedFileError, ParseError, readXlsx, type Sheet, type Workbook } from 'hucre';
import { cellText } from './cell-text.ts';
import { createRowCollector } from './collect-rows.ts';
import type { ZipEntry } from './list-zip-entries.ts';
import { measureEntries } from './measure-entries.ts';
import type { TableLimits } from './table-limits.ts';
import type { TableProblem, TableResult, TableRow, TableSheet } from './table-result.ts';

/**
 * Reads the visible sheets of an XLSX file. Runs in a process of its own (xlsx-worker.ts), where running out of time or
 * memory harms nobody else. A cell merged downwards counts for each of its rows, as people read it.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  limits: TableLimits,
): Promise<TableResult> {
  const problem = await measureEntries(bytes, entries, limits);
  if (problem) return { ok: false, problem };
  let workbook: Workbook;
  try {
    workbook = await readXlsx(bytes, {
      readStyles: true,
      sheets: (info) => !info.hidden && !info.veryHidden,
    });
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
  const collector = createRowCollector(limits);
  const sheets: TableSheet[] = [];
  for (const sheet of workbook.sheets) {
    const rows: TableRow[] = [];
    for (const [index, cells] of sheetText(sheet).entries()) {
      const crossed = collector.add(rows, sheet.name, index + 1, cells);
      if (crossed) return { ok: false, problem: crossed };
    }
    if (rows.length > 0) sheets.push({ name: sheet.name, rows });
  }
  return sheets.length > 0 ? { ok: true, sheets } : { ok: false, problem: { code: 'empty' } };
}

function problemOf(error: unknown): TableProblem {
  if (error instanceof EncryptedFileError) return { code: 'encrypted' };
  // The reader's own bound on rows × columns: a far-off cell, or formats drawn across a whole sheet.
  const isTooWide = error instanceof ParseError && error.message.includes('limit');
  return { code: isTooWide ? 'too-complex' : 'damaged' };
}

function sheetText(sheet: Sheet): string[][] {
  const table = sheet.rows.map((row, at) =>
    row.map((value, column) => cellText(value, sheet.cells?.get(`${at},${column}`)?.style?.numFmt)),
  );
  for (const { startRow, startCol, endRow, endCol } of sheet.merges ?? []) {
    const text = table[startRow]?.[startCol] ?? '';
    if (startCol !== endCol || text === '') continue;
    for (const row of table.slice(startRow + 1, endRow + 1)) row[startCol] = text;
  }
  return table;
}
