import { REQUIRED_COLUMNS, type RosterHeader } from './roster-columns.ts';
import { shorten } from './shorten.ts';
import type { RosterProblem, RosterWarning } from './roster-problem.ts';

/** What the heading line lacks, has twice, or has too much. */
export function readHeadings(header: RosterHeader): { problems: RosterProblem[]; warnings: RosterWarning[] } {
  const { line, columns, repeated, unknown, text } = header;
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.has(column));
  return {
    problems: [
      ...missing.map((column) => ({
        code: 'missing-column' as const,
        line,
        column,
        found: shorten(text),
        params: null,
      })),
      ...repeated.map(({ column, heading }) => ({
        code: 'repeated-column' as const,
        line,
        column,
        found: shorten(heading),
        params: null,
      })),
    ],
    warnings: unknown.map(({ heading, index }) => ({
      code: 'unknown-column',
      line,
      column: index + 1,
      found: shorten(heading),
    })),
  };
}
