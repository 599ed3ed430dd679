/** How much of a table file is taken in. Sizes in bytes, cell length in UTF-16 units, times in milliseconds. */
export type TableLimits = {
  fileBytes: number;
  /** Of a CSV file, which is read at once by whoever asks. */
  textBytes: number;
  /** All entries of a workbook together, unpacked. */
  inflatedBytes: number;
  entries: number;
  /** Lines or sheet rows; of a workbook, in all visible sheets together. */
  rows: number;
  columns: number;
  cellLength: number;
  /** For reading a workbook, once the process that does it has started. */
  timeoutMs: number;
  /** Heap of the process that reads a workbook, in MiB. */
  heapMb: number;
};

export const TABLE_LIMITS: TableLimits = {
  fileBytes: 10 * 1024 * 1024,
  textBytes: 4 * 1024 * 1024,
  inflatedBytes: 50 * 1024 * 1024,
  entries: 1_000,
  rows: 20_000,
  columns: 64,
  cellLength: 10_000,
  timeoutMs: 1_600,
  heapMb: 128,
};
