import type { TableProblem } from '../table/table-result.ts';
import type { RosterColumn } from './roster-columns.ts';

/**
 * What is wrong with a cell; `params` holds what was expected, null where the code says it
 * all. Lengths are in code points.
 */
export type RosterCellFault =
  | { code: 'required'; params: null }
  | { code: 'too-long'; params: { max: number } }
  /** Letters A–Z, digits and hyphens. */
  | { code: 'staff-no-form'; params: { max: number } }
  /** Another name or phone than on the first line with this number, or the same post again. */
  | { code: 'staff-no-repeated'; params: { firstLine: number } }
  /** Two slashes together, or a slash at an end. */
  | { code: 'unit-level-empty'; params: { level: number } }
  | { code: 'unit-level-too-long'; params: { level: number; max: number } }
  | { code: 'unit-too-deep'; params: { levels: number; max: number } }
  /** `role` is the one of the cell that is not known. */
  | { code: 'role-unknown'; params: { role: string } }
  /** Eleven digits that begin with 1, or a landline such as 0571-88000000. */
  | { code: 'phone-form'; params: null };

/**
 * One thing to put right, for the words made elsewhere. `line` counts from 1; `found` is the text that stood there,
 * shortened.
 */
export type RosterProblem =
  /** The file was not read at all. */
  | { code: 'file'; line: null; column: null; found: null; params: { problem: TableProblem } }
  /** Headings, and nobody below them. */
  | { code: 'no-people'; line: number; column: null; found: null; params: null }
  /** `found`: the line that was taken for the headings. */
  | {
      code: 'missing-column';
      line: number;
      column: RosterColumn;
      found: string;
      params: null;
    }
  | {
      code: 'repeated-column';
      line: number;
      column: RosterColumn;
      found: string;
      params: null;
    }
  | ({ line: number; column: RosterColumn; found: string } & RosterCellFault);

/** Something the file holds that was left aside. `column` counts from 1. */
export type RosterWarning =
  | { code: 'unknown-column'; line: number; column: number; found: string }
  | { code: 'other-sheet'; found: string };
