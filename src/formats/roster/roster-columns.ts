import type { TableRow, TableSheet } from '../table/table-result.ts';

const ROSTER_COLUMNS = ['name', 'staffNo', 'unit', 'title', 'role', 'phone'] as const;
export type RosterColumn = (typeof ROSTER_COLUMNS)[number];

/** Columns a roster file must have; phone may be left out. */
export const REQUIRED_COLUMNS: readonly RosterColumn[] = ['name', 'staffNo', 'unit', 'title', 'role'];

/** Headings as people write them, in the form of `headingKey`. */
const HEADINGS: Record<RosterColumn, readonly string[]> = {
  name: ['姓名', 'name', 'fullname'],
  staffNo: ['工号', '人员编号', 'staffno', 'staffnumber'],
  unit: ['单位', '所在单位', '组织', 'unit', 'organisation', 'organization'],
  title: ['职务', 'post', 'title'],
  role: ['角色', 'role', 'roles'],
  phone: ['手机号', '手机号码', '手机', '电话', '联系电话', 'phone', 'phoneno', 'phonenumber', 'mobile'],
};
const COLUMN_OF = new Map(
  ROSTER_COLUMNS.flatMap((column) => HEADINGS[column].map((heading) => [heading, column] as const)),
);

/** A title of the list may stand above the headings. */
const MAX_LINES_ABOVE = 5;
const MIN_KNOWN = 2;

/** Where each column stands (index from 0), and what else stands in the heading line. */
export type RosterHeader = {
  line: number;
  /** The headings as they stand, joined. */
  text: string;
  columns: ReadonlyMap<RosterColumn, number>;
  repeated: readonly { column: RosterColumn; heading: string }[];
  unknown: readonly { heading: string; index: number }[];
};

/** "Staff No.", "staff_no" and "Staff no* (required)", also in full-width letters, are all "staffno". */
const headingKey = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*\)$/u, '')
    .replace(/[\s_.*:-]|\p{Cf}/gu, '');

/** Reads one line as headings. */
function readHeader(row: TableRow): RosterHeader {
  const columns = new Map<RosterColumn, number>();
  const repeated: { column: RosterColumn; heading: string }[] = [];
  const unknown: { heading: string; index: number }[] = [];
  for (const [index, heading] of row.cells.entries()) {
    const column = COLUMN_OF.get(headingKey(heading));
    if (!column) {
      if (heading.trim() !== '') unknown.push({ heading: heading.trim(), index });
    } else if (columns.has(column)) repeated.push({ column, heading: heading.trim() });
    else columns.set(column, index);
  }
  return { line: row.line, text: row.cells.join(' | '), columns, repeated, unknown };
}

/** Where a line has the heading of a column (index from 0); undefined where it has none. */
export const headingAt = (row: TableRow, column: RosterColumn): number | undefined => {
  const index = row.cells.findIndex((heading) => COLUMN_OF.get(headingKey(heading)) === column);
  return index === -1 ? undefined : index;
};

/**
 * The sheet and the line that look most like the headings of a roster; the very first line where none does. The rows
 * are those below it.
 */
export function findHeader(
  sheets: readonly TableSheet[],
): { sheet: TableSheet; header: RosterHeader; rows: readonly TableRow[] } | null {
  const candidates = sheets.flatMap((sheet) =>
    sheet.rows.slice(0, MAX_LINES_ABOVE + 1).map((row, at) => ({
      sheet,
      header: readHeader(row),
      rows: sheet.rows.slice(at + 1),
    })),
  );
  const known = candidates.filter((it) => it.header.columns.size >= MIN_KNOWN);
  const most = Math.max(...known.map((it) => it.header.columns.size));
  return known.find((it) => it.header.columns.size === most) ?? candidates[0] ?? null;
}
