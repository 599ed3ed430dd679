import type { ZipEntry } from './list-zip-entries.ts';
import { readWorkbook } from './read-workbook.ts';
import { serveWorker } from './serve-worker.ts';
import type { TableLimits } from './table-limits.ts';

/** What the process is given to read, once it has said that it is ready. */
export type XlsxTask = { bytes: Uint8Array; entries: readonly ZipEntry[]; limits: TableLimits };

serveWorker(({ bytes, entries, limits }: XlsxTask) => readWorkbook(bytes, entries, limits));
