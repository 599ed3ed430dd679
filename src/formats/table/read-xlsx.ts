import { listZipEntries, type ZipEntry } from './list-zip-entries.ts';
import { runWorker, workerBeside } from './run-worker.ts';
import type { TableLimits } from './table-limits.ts';
import type { TableProblem, TableResult } from './table-result.ts';
import type { XlsxTask } from './xlsx-worker.ts';

/** Reads XLSX bytes in a process of its own, after the ZIP directory was found harmless. */
export async function readXlsx(bytes: Uint8Array, limits: TableLimits): Promise<TableResult> {
  const listing = listWorkbook(bytes, limits);
  if (!listing.ok) return listing;
  const task: XlsxTask = { bytes, entries: listing.entries, limits };
  const read = await runWorker<TableResult>(workerBeside(import.meta.url, './xlsx-worker'), task, limits);
  return read ?? { ok: false, problem: { code: 'too-complex' } };
}

/** The entries of a workbook, as its directory claims them; or why it is not opened. */
export function listWorkbook(
  bytes: Uint8Array,
  limits: TableLimits,
): { ok: true; entries: readonly ZipEntry[] } | { ok: false; problem: TableProblem } {
  const listing = listZipEntries(bytes, limits);
  if (!listing.ok) return listing;
  const problem = checkKind(listing.entries);
  return problem ? { ok: false, problem } : listing;
}

function checkKind(entries: readonly ZipEntry[]): TableProblem | null {
  const names = entries.map((entry) => entry.name.toLowerCase());
  if (names.some((name) => name.endsWith('vbaproject.bin'))) return { code: 'macros' };
  const isWorkbook =
    names.includes('[content_types].xml') && names.some((it) => /^xl\/workbook.*[.]xml$/.test(it));
  return isWorkbook ? null : { code: 'not-a-table' };
}
