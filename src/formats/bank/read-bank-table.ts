import { shorten } from '../roster/shorten.ts';
import type { TableRow, TableSheet } from '../table/table-result.ts';
import type { BankProblem, BankWarning } from './bank-problem.ts';
import type { BankPlace } from './bank-question.ts';
import { columnOf, type BankColumn } from './column-words.ts';
import type { Draft, Drafts } from './draft.ts';
import { headingType, type DeclaredType } from './type-words.ts';
import { readBankRow } from './read-bank-row.ts';
import { shapeQuestion } from './shape-question.ts';

/** A title may stand above the headings. */
const MAX_LINES_ABOVE = 5;
const MIN_KNOWN = 2;

/** A line of headings: where each column stands, from 0. */
type BankHeader = {
  line: number;
  columns: ReadonlyMap<BankColumn, number>;
  repeated: readonly string[];
  unknown: readonly string[];
};

/** Reads one line as headings. */
function readHeader({ line, cells }: TableRow): BankHeader {
  const columns = new Map<BankColumn, number>();
  const [repeated, unknown]: [string[], string[]] = [[], []];
  for (const [index, heading] of cells.entries()) {
    const column = columnOf(heading);
    if (!column) {
      if (heading.trim() !== '') unknown.push(heading.trim());
    } else if (columns.has(column)) repeated.push(heading.trim());
    else columns.set(column, index);
  }
  return { line, columns, repeated, unknown };
}

/** The headings of a sheet of questions and the rows below them; null where no line looks like headings. */
function findBankHeader(sheet: TableSheet): { header: BankHeader; rows: readonly TableRow[] } | null {
  const candidates = sheet.rows.slice(0, MAX_LINES_ABOVE + 1).map((row) => readHeader(row));
  const known = candidates.filter(({ columns }) => columns.size >= MIN_KNOWN);
  const most = Math.max(...known.map(({ columns }) => columns.size));
  const at = candidates.findIndex(({ columns }) => columns.size >= MIN_KNOWN && columns.size === most);
  const header = candidates[at];
  return header && (header.columns.has('stem') || header.columns.has('answer'))
    ? { header, rows: sheet.rows.slice(at + 1) }
    : null;
}

/** Reads the questions of all sheets that have headings. The name of a sheet may say the type of its questions. */
export function readBankTable(sheets: readonly TableSheet[]): Drafts & { problems: BankProblem[] } {
  const result: Drafts & { problems: BankProblem[] } = { drafts: [], warnings: [], problems: [] };
  const read = sheets.map((sheet) => ({ sheet, found: findBankHeader(sheet) }));
  if (read.every(({ found }) => found === null))
    result.problems.push({
      ...placeOf(sheets[0], sheets[0]?.rows[0]?.line ?? 1),
      code: 'missing-column',
      column: 'stem',
    });
  for (const { sheet, found } of read) {
    if (found) readSheet(sheet, found, result);
    else if (result.problems.length === 0)
      result.warnings.push({
        ...placeOf(sheet, sheet.rows[0]?.line ?? 1),
        code: 'sheet-left-out',
        found: sheet.name ?? '',
      });
  }
  return result;
}

const placeOf = (sheet: TableSheet | undefined, line: number): BankPlace =>
  sheet?.name === null || sheet === undefined ? { line } : { line, sheet: sheet.name };

function readSheet(
  sheet: TableSheet,
  { header, rows }: { header: BankHeader; rows: readonly TableRow[] },
  { drafts, warnings, problems }: { drafts: Draft[]; warnings: BankWarning[]; problems: BankProblem[] },
): void {
  const place = placeOf(sheet, header.line);
  for (const heading of header.unknown)
    warnings.push({ ...place, code: 'unknown-column', found: shorten(heading) });
  for (const heading of header.repeated)
    problems.push({ ...place, code: 'repeated-column', found: shorten(heading) });
  if (!header.columns.has('stem')) problems.push({ ...place, code: 'missing-column', column: 'stem' });
  if (header.repeated.length > 0 || !header.columns.has('stem')) return;
  let section: DeclaredType | undefined = sheet.name === null ? undefined : headingType(sheet.name);
  for (const row of rows) {
    const filled = row.cells.filter((cell) => cell.trim() !== '');
    const heading = filled.length === 1 ? headingType(filled[0] ?? '') : undefined;
    if (heading !== undefined) {
      section = heading;
      continue;
    }
    // The headings again, where tables were put one below the other.
    if (readHeader(row).columns.size === header.columns.size && header.columns.size >= MIN_KNOWN) continue;
    const loose = readBankRow(row, header.columns, section, placeOf(sheet, row.line));
    drafts.push(loose.ok ? shapeQuestion(loose.question) : loose.draft);
  }
}
