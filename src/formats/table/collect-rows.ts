import { cleanText } from '../clean-text.ts';
import { MAX_RECORD_CELLS } from './split-records.ts';
import type { TableLimits } from './table-limits.ts';
import type { TableProblem, TableRow } from './table-result.ts';

/** How far down a file may reach with blank lines in it, in limits of rows. */
const BLANK_ALLOWANCE = 10;

/**
 * Gathers the rows of a file, cleaned, without blank lines, and says which limit is crossed. One collector counts for
 * all the sheets of a file.
 * @returns `add` with the line (from 1) and its raw cells; the problem, or null while all is well.
 */
export function createRowCollector(limits: Pick<TableLimits, 'rows' | 'columns' | 'cellLength'>) {
  let count = 0;
  return {
    add(
      rows: TableRow[],
      sheet: string | null,
      line: number,
      raw: readonly string[],
    ): Extract<TableProblem, { code: 'too-many-rows' | 'too-many-columns' | 'cell-too-long' }> | null {
      if (line > limits.rows * BLANK_ALLOWANCE) return { code: 'too-many-rows', limit: limits.rows };
      const filled = raw.findLastIndex((cell) => cell.trim() !== '') + 1;
      if (filled > limits.columns || raw.length > MAX_RECORD_CELLS)
        return { code: 'too-many-columns', limit: limits.columns, sheet, line };
      if (filled === 0) return null;
      const long = raw.findIndex((cell) => cell.length > limits.cellLength);
      if (long >= 0)
        return { code: 'cell-too-long', limit: limits.cellLength, sheet, line, column: long + 1 };
      if (count === limits.rows) return { code: 'too-many-rows', limit: limits.rows };
      count += 1;
      rows.push({ line, cells: raw.slice(0, filled).map(cleanText) });
      return null;
    },
  };
}
