import type { TableRow } from '../table/table-result.ts';
import {
  readName,
  readPhone,
  readRoleCell,
  readStaffNo,
  readTitle,
  readUnitPath,
  tidyCell,
} from './read-cells.ts';
import type { RosterColumn } from './roster-columns.ts';
import type { RosterCellFault, RosterProblem } from './roster-problem.ts';
import type { RosterRole } from './roster-roles.ts';
import { shorten } from './shorten.ts';

/** One person with one post; several lines of one staff number are several posts. `unitPath` goes from the top of the tree down. */
export type RosterRow = {
  line: number;
  name: string;
  staffNo: string;
  unitPath: readonly string[];
  title: string;
  roles: readonly RosterRole[];
  phone: string | null;
};

/** The lines seen so far of one staff number. */
export type SeenPerson = {
  line: number;
  name: string | undefined;
  phone: string | null;
  posts: Set<string>;
};

/**
 * Reads one line. Cells of columns the file does not have are not complained about again. A staff number may come again
 * for another post of the same person: the same name and phone, another unit or title.
 * @param seen the staff numbers so far; this line's is added
 */
export function readPerson(
  row: TableRow,
  columns: ReadonlyMap<RosterColumn, number>,
  seen: Map<string, SeenPerson>,
): { ok: true; person: RosterRow } | { ok: false; problems: RosterProblem[] } {
  const { line } = row;
  const problems: RosterProblem[] = [];
  const complain = (column: RosterColumn, found: string, faults: readonly RosterCellFault[]) =>
    problems.push(...faults.map((it) => ({ line, column, found: shorten(found), ...it })));
  const read = <T>(
    column: RosterColumn,
    reader: (cell: string) => { ok: true; value: T } | { ok: false; faults: RosterCellFault[] },
  ): T | undefined => {
    const index = columns.get(column);
    if (index === undefined) return undefined;
    const cell = tidyCell(row.cells[index] ?? '');
    const result = reader(cell);
    if (result.ok) return result.value;
    complain(column, cell, result.faults);
    return undefined;
  };

  const name = read('name', readName);
  const staffNo = read('staffNo', readStaffNo);
  const unitPath = read('unit', readUnitPath);
  const title = read('title', readTitle);
  const roles = read('role', readRoleCell);
  const phone = read('phone', readPhone) ?? null;
  if (staffNo !== undefined) {
    const earlier = seen.get(staffNo);
    const post = JSON.stringify([unitPath, title]);
    if (!earlier) seen.set(staffNo, { line, name, phone, posts: new Set([post]) });
    else {
      const isSamePerson =
        earlier.name === name && (earlier.phone === null || phone === null || earlier.phone === phone);
      if (!isSamePerson || earlier.posts.has(post))
        complain('staffNo', staffNo, [{ code: 'staff-no-repeated', params: { firstLine: earlier.line } }]);
      earlier.phone ??= phone;
      earlier.posts.add(post);
    }
  }
  const complete = problems.length === 0 && name && staffNo && unitPath && title && roles;
  return complete
    ? { ok: true, person: { line, name, staffNo, unitPath, title, roles, phone } }
    : { ok: false, problems };
}
