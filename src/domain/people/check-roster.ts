import type { RosterPersonRow } from '../../db/queries/roster.ts';
import { growUnit, type Unit, type UnitTree } from './unit-tree.ts';

/** A line of a roster file after its reader has checked it: one person with one post. `unitPath` goes from the top down. */
export type RosterLine = {
  line: number;
  name: string;
  staffNo: string;
  unitPath: readonly string[];
  title: string;
  roles: readonly string[];
  phone: string | null;
};

/**
 * Why a line cannot be taken in. second-county: its path begins with none of `counties`; unit-too-deep: nothing is
 * below a branch; taken: the number belongs to somebody of another name; differs: the person is there, but with
 * `stored`, and an import changes nobody.
 */
export type RosterConflict = { line: number } & (
  | { column: 'unit'; code: 'second-county'; found: string; counties: string[] }
  | { column: 'unit'; code: 'unit-too-deep'; found: string; max: number }
  | { column: 'staffNo'; code: 'taken'; found: string; by: string }
  | { column: 'unit' | 'title' | 'phone'; code: 'differs'; found: string; stored: string }
  | { column: 'role'; code: 'differs-in-roles'; roles: readonly string[]; stored: readonly string[] }
);

const MAX_LEVELS = 4;

/**
 * The unit of a line, made in the tree with those above it where they are missing. A path that would begin a second
 * county is far more often one whose county was forgotten, so that is done only when `newCounty` says so.
 */
export function placeLine(
  { line, unitPath }: RosterLine,
  tree: UnitTree,
  { newCounty, newId }: { newCounty: boolean; newId: () => string },
): { ok: true; unit: Unit; made: string[] } | { ok: false; conflict: RosterConflict } {
  const found = unitPath.join('/');
  const refuse = (conflict: RosterConflict) => ({ ok: false as const, conflict });
  const counties = [...tree].filter(([, unit]) => unit.parentId === null).map(([path]) => path);
  if (!newCounty && counties.length > 0 && !counties.includes(unitPath[0] ?? ''))
    return refuse({ line, column: 'unit', code: 'second-county', found, counties });
  const grown = growUnit(tree, unitPath, newId);
  return grown
    ? { ok: true, ...grown }
    : refuse({ line, column: 'unit', code: 'unit-too-deep', found, max: MAX_LEVELS });
}

/** What keeps a line from being the person who has its staff number already; undefined when it is that person. */
export function compareLine(
  row: RosterLine,
  known: RosterPersonRow,
  unit: Unit,
  pathOf: (unitId: string) => string,
): RosterConflict | undefined {
  const { line, name, staffNo, title, phone } = row;
  if (name !== known.name) return { line, column: 'staffNo', code: 'taken', found: staffNo, by: known.name };
  const here = known.posts.filter((post) => post.unitId === unit.id);
  const same = here.find((post) => post.title === title);
  const differs = (column: 'unit' | 'title' | 'phone', found: string, stored: string) =>
    ({ line, column, code: 'differs', found, stored }) as const;
  if (here.length === 0) {
    const stored = known.posts.map((post) => pathOf(post.unitId)).join('; ');
    return differs('unit', row.unitPath.join('/'), stored);
  }
  if (!same) return differs('title', title, here.map((post) => post.title).join('; '));
  const { roles } = row;
  if (same.roles.toSorted().join() !== roles.toSorted().join())
    return { line, column: 'role', code: 'differs-in-roles', roles, stored: same.roles };
  if (phone !== null && phone !== known.phone) return differs('phone', phone, known.phone ?? '');
  return undefined;
}
