import type { Db, Tx } from '../../db/client.ts';
import { findAllUnits, type UnitRow } from '../../db/queries/organisation-units.ts';

/** Units by their path of names from the top, "县/镇/村"; parents before children. */
export type UnitTree = Map<string, UnitRow>;
export type Unit = UnitRow;

const kindBelow: Record<Unit['kind'], Unit['kind'] | null> = {
  county: 'township',
  township: 'village',
  village: 'branch',
  branch: null,
};

/** Every unit there is. */
export async function readUnitTree(db: Db | Tx): Promise<UnitTree> {
  const tree: UnitTree = new Map();
  const pathOf = new Map<string, string>();
  for (const unit of await findAllUnits(db)) {
    const above = unit.parentId === null ? undefined : pathOf.get(unit.parentId);
    const path = above === undefined ? unit.name : `${above}/${unit.name}`;
    pathOf.set(unit.id, path);
    tree.set(path, unit);
  }
  return tree;
}

/**
 * The unit at the end of a path; it and those above it are added to the tree where they are missing, a county first and
 * each kind below the one above.
 * @param levels names from the top
 * @returns undefined when the path goes below a branch, where no unit can be; the tree is unchanged then
 */
export function growUnit(
  tree: UnitTree,
  levels: readonly string[],
  newId: () => string,
): { unit: Unit; made: string[] } | undefined {
  let unit: Unit | undefined;
  const made: [string, Unit][] = [];
  for (const [at, name] of levels.entries()) {
    const path = levels.slice(0, at + 1).join('/');
    const there = tree.get(path);
    const kind = unit ? kindBelow[unit.kind] : 'county';
    if (!there && kind === null) return undefined;
    const parentId: string | null = unit?.id ?? null;
    unit = there ?? { id: newId(), parentId, name, kind: kind ?? 'branch' };
    if (!there) made.push([path, unit]);
  }
  if (!unit) return undefined;
  for (const [path, one] of made) tree.set(path, one);
  return { unit, made: made.map(([path]) => path) };
}

export type UnitFound =
  | { ok: true; unit: Unit }
  /** `nearest`: the longest part of the path that exists, empty when none does; `below`: what stands under it. */
  | { ok: false; nearest: string; below: string[] };

/** The unit that a path names, for whoever types one; the slash may be full-width, and have blanks around it. */
export async function findUnitByPath(db: Db, text: string): Promise<UnitFound> {
  const tree = await readUnitTree(db);
  const levels = text
    .normalize('NFC')
    .split(/[/／]/u)
    .map((level) => level.trim());
  const unit = tree.get(levels.join('/'));
  if (unit) return { ok: true, unit };
  let known = levels.length;
  while (known > 0 && !tree.has(levels.slice(0, known).join('/'))) known -= 1;
  const nearest = levels.slice(0, known).join('/');
  const parentId = tree.get(nearest)?.id ?? null;
  const below = [...tree.values()].filter((one) => one.parentId === parentId).map((one) => one.name);
  return { ok: false, nearest, below };
}
