import { writeXlsx } from 'hucre/xlsx';
import { cleanText } from './clean-text.ts';
import { noFormula } from './no-formula.ts';

/** What XML cannot hold. */
const FORBIDDEN = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** Readers take this for the character it names (ECMA-376, 22.9.2.19 ST_Xstring); its underscore is named instead. */
const NAMED_CHARACTER = /_(?=x[0-9a-f]{4}_)/gi;
const LONGEST = 40;

/** Also what is saved as CSV from here, or typed over, is no formula. */
const safe = (value: string | number): string | number =>
  typeof value === 'number'
    ? value
    : noFormula(cleanText(value).replace(FORBIDDEN, '')).replace(NAMED_CHARACTER, '_x005F_');

/** About two columns for a Chinese character, as the screen has it. */
const width = (value: string | number | undefined): number =>
  [...String(value ?? '')].reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);

/** A sheet by its name; the headings, then the rows. Numbers stay numbers. */
type Sheet = { name: string; rows: readonly (readonly (string | number)[])[] };

/**
 * Rows as an XLSX file: a sheet with its first row in bold and kept in view, and a filter. Texts are texts whatever they
 * begin with.
 */
export const writeXlsxTable = (name: string, rows: Sheet['rows']): Promise<Uint8Array> =>
  writeXlsx({ sheets: [sheetOf({ name, rows })] });

/** Several sheets in one file. */
export const writeXlsxBook = (sheets: readonly Sheet[]): Promise<Uint8Array> =>
  writeXlsx({ sheets: sheets.map(sheetOf) });

function sheetOf({ name, rows }: Sheet) {
  const cells = rows.map((row) => row.map(safe));
  const [head = []] = cells;
  const columns = head.map((_, i) => ({
    width: Math.min(LONGEST, cells.reduce((most, row) => Math.max(most, width(row[i])), 0) + 2),
  }));
  const headings = new Map(
    head.map((value, i) => [`0,${i}`, { value, style: { font: { bold: true } } }] as const),
  );
  const last = { endRow: cells.length - 1, endCol: head.length - 1 };
  const autoFilter = { range: rangeOf(last) };
  return { name, columns, rows: cells, cells: headings, freezePane: { rows: 1 }, autoFilter };
}

/** "A", "Z", "AA". */
const columnName = (i: number): string =>
  (i >= 26 ? columnName(Math.floor(i / 26) - 1) : '') + String.fromCharCode(65 + (i % 26));

const rangeOf = ({ endRow, endCol }: { endRow: number; endCol: number }): string =>
  `A1:${columnName(Math.max(0, endCol))}${Math.max(1, endRow + 1)}`;
