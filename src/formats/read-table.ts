import { checkFile, startsWith } from './table/check-file.ts';
import { readCsv } from './table/read-csv.ts';
import { readXlsx } from './table/read-xlsx.ts';
import { TABLE_LIMITS, type TableLimits } from './table/table-limits.ts';
import type { TableResult } from './table/table-result.ts';

/**
 * Reads a CSV or XLSX file from a stranger's hand. What the bytes are decides, not the name; the name only refuses
 * kinds that are never read (.xls, .xlsm).
 * @param fileName as the sender called it
 * @param limits stricter or wider limits than usual
 * @returns every filled line as text, or the one problem that keeps the file from being read
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  limits: Partial<TableLimits> = {},
): Promise<TableResult> {
  const within = { ...TABLE_LIMITS, ...limits };
  const problem = checkFile(bytes, fileName, within);
  if (problem) return { ok: false, problem };
  return startsWith(bytes, '504b') ? readXlsx(bytes, within) : readCsv(bytes, within);
}
