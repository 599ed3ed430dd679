/** One line that is not blank. `line` counts from 1: the line in a CSV file where the record begins, or the sheet row. */
export type TableRow = { line: number; cells: readonly string[] };

/** `name` is null for a CSV file. Cells after the last filled one are left out. */
export type TableSheet = { name: string | null; rows: readonly TableRow[] };

/** Why a file was not read. `column` counts from 1; `sheet` is null for a CSV file. */
export type TableProblem =
  | { code: 'empty' }
  | { code: 'file-too-big' | 'inflates-too-big'; limitBytes: number }
  | { code: 'encrypted' | 'old-xls' | 'macros' | 'truncated' | 'damaged' | 'forged-sizes' }
  /** Neither a workbook nor text: an ODS, Word or PDF file, a picture … */
  | { code: 'not-a-table' }
  | { code: 'too-many-entries'; limit: number }
  | { code: 'too-many-rows'; limit: number }
  | { code: 'too-many-columns'; limit: number; sheet: string | null; line: number }
  | { code: 'cell-too-long'; limit: number; sheet: string | null; line: number; column: number }
  | { code: 'unclosed-quote'; line: number }
  /** The reading process ran out of time or memory. */
  | { code: 'too-complex' };

/** The sheets that hold something, hidden ones left out; at least one when `ok`. */
export type TableResult = { ok: true; sheets: readonly TableSheet[] } | { ok: false; problem: TableProblem };
