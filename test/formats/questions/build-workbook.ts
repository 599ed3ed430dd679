import { writeXlsx } from 'hucre/xlsx';

/** A cell of a described workbook; a date as "date:2026-01-05". */
type DescribedCell = string | number | boolean | null;
/** A workbook as its fixture describes it. Ranges are "A1:B2"; columns to hide count from 0. */
export type WorkbookDescription = {
  sheets: {
    name: string;
    rows: DescribedCell[][];
    merges?: string[];
    hiddenColumns?: number[];
    hidden?: boolean;
    /** Number formats by cell: "B2" has "0.00". */
    formats?: Record<string, string>;
  }[];
};

const dateOf = (cell: DescribedCell): Date | null =>
  typeof cell === 'string' && cell.startsWith('date:') ? new Date(`${cell.slice(5)}T00:00:00Z`) : null;

/** Where "B2" is, from 0. */
function cellAt(name: string): { row: number; column: number } {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(name) ?? [];
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

/** Makes the workbook that a fixture describes. */
export async function buildWorkbook({ sheets }: WorkbookDescription): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, rows, merges = [], hiddenColumns = [], hidden = false, formats = {} }) => ({
      name,
      hidden,
      rows: rows.map((row) => row.map((cell) => dateOf(cell) ?? cell)),
      columns: Array.from({ length: 24 }, (_, at) => ({ width: 12, hidden: hiddenColumns.includes(at) })),
      merges: merges.map((range) => {
        const [from = '', to = from] = range.split(':');
        const [start, end] = [cellAt(from), cellAt(to)];
        return { startRow: start.row, startCol: start.column, endRow: end.row, endCol: end.column };
      }),
      cells: new Map(
        Object.entries(formats).map(([place, numFmt]) => {
          const { row, column } = cellAt(place);
          const cell = rows[row]?.[column] ?? null;
          return [`${row},${column}`, { value: dateOf(cell) ?? cell, style: { numFmt } }] as const;
        }),
      ),
    })),
  });
}
