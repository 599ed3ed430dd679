import type { ZipEntry } from './list-zip-entries.ts';
import { readWorkbook } from './read-workbook.ts';
import type { TableLimits } from './table-limits.ts';
import type { TableResult } from './table-result.ts';

/** What the process is given to read, once it has said that it is ready. */
export type XlsxTask = { bytes: Uint8Array; entries: readonly ZipEntry[]; limits: TableLimits };
export type WorkerMessage = 'ready' | TableResult;

const say = (message: WorkerMessage, then?: () => void): void => {
  process.send?.(message, undefined, undefined, then);
};

process.once('message', (task: XlsxTask) => {
  void readWorkbook(task.bytes, task.entries, task.limits).then((result) =>
    say(result, () => process.disconnect()),
  );
});
say('ready');
