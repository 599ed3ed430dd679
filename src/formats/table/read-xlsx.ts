import { listZipEntries, type ZipEntry } from './list-zip-entries.ts';
import { runWorker } from './run-worker.ts';
import type { TableLimits } from './table-limits.ts';
import type { TableProblem, TableResult } from './table-result.ts';

/** Reads XLSX bytes in a process of its own, after the ZIP directory was found harmless. */
export async function readXlsx(bytes: Uint8Array, limits: TableLimits): Promise<TableResult> {
  const listing = listZipEntries(bytes, limits);
  if (!listing.ok) return listing;
  const problem = checkKind(listing.entries);
  return problem ? { ok: false, problem } : runWorker({ bytes, entries: listing.entries, limits });
}

function checkKind(entries: readonly ZipEntry[]): TableProblem | null {
  const names = entries.map((entry) => entry.name.toLowerCase());
  if (names.some((name) => name.endsWith('vbaproject.bin'))) return { code: 'macros' };
  const isWorkbook =
    names.includes('[content_types].xml') && names.some((it) => /^xl\/workbook.*[.]xml$/.test(it));
  return isWorkbook ? null : { code: 'not-a-table' };
}
