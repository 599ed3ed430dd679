import { readTable } from './read-table.ts';
import { readHeadings } from './roster/read-headings.ts';
import { readPerson, type RosterRow, type SeenPerson } from './roster/read-person.ts';
import { findHeader } from './roster/roster-columns.ts';
import type { RosterProblem, RosterWarning } from './roster/roster-problem.ts';

/** Problems listed of one file; `problemCount` counts them all. */
const MAX_PROBLEMS = 200;

export type RosterResult =
  | { ok: true; rows: readonly RosterRow[]; warnings: readonly RosterWarning[] }
  | {
      ok: false;
      /** In the order of the lines. */
      problems: readonly RosterProblem[];
      problemCount: number;
      warnings: readonly RosterWarning[];
    };

/**
 * Reads a roster of people from CSV or XLSX: one post of a person a line below a line of headings, in any order of columns. It
 * is all or nothing: one bad cell and there are no rows, but every problem of the file is listed.
 * @param fileName as the sender called it
 */
export async function readRoster(bytes: Uint8Array, fileName: string): Promise<RosterResult> {
  const table = await readTable(bytes, fileName);
  const found = table.ok ? findHeader(table.sheets) : null;
  if (!table.ok || !found) {
    const problem = table.ok ? ({ code: 'empty' } as const) : table.problem;
    return refusal([{ code: 'file', line: null, column: null, found: null, params: { problem } }], []);
  }
  const { sheet, header, rows } = found;
  const { problems, warnings } = readHeadings(header);
  for (const other of table.sheets)
    if (other !== sheet) warnings.push({ code: 'other-sheet', found: other.name ?? '' });
  if (rows.length === 0)
    problems.push({ code: 'no-people', line: header.line, column: null, found: null, params: null });

  const people: RosterRow[] = [];
  const seen = new Map<string, SeenPerson>();
  for (const row of rows) {
    const read = readPerson(row, header.columns, seen);
    if (read.ok) people.push(read.person);
    else problems.push(...read.problems);
  }
  return problems.length > 0 ? refusal(problems, warnings) : { ok: true, rows: people, warnings };
}

const refusal = (problems: readonly RosterProblem[], warnings: readonly RosterWarning[]): RosterResult => ({
  ok: false,
  problems: problems.slice(0, MAX_PROBLEMS),
  problemCount: problems.length,
  warnings,
});
