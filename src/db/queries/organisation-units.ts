import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, isUnder, json, uuids } from './sql-values.ts';

export type UnitRow = {
  id: string;
  parentId: string | null;
  name: string;
  kind: 'county' | 'township' | 'village' | 'branch';
};

/** Every unit, parents before children. */
export async function findAllUnits(db: Db | Tx): Promise<UnitRow[]> {
  return db.execute<UnitRow>(sql`
    select u.id, u.parent_id as "parentId", u.name, u.kind from organisation_units u
    order by (select max(depth) from unit_closure where descendant_id = u.id), u.id`);
}

/** A unit and its children, only if it lies under `scope`. */
export async function findUnitInScope(
  db: Db | Tx,
  unitId: string,
  scope: readonly string[],
): Promise<{ unit: UnitRow; children: UnitRow[] } | undefined> {
  const rows = await db.execute<UnitRow>(sql`
    select id, parent_id as "parentId", name, kind from organisation_units
    where (id = ${unitId} or parent_id = ${unitId}) and ${isUnder(sql`organisation_units.id`, scope)} order by id`);
  const unit = rows.find((row) => row.id === unitId);
  return unit && { unit, children: rows.filter((row) => row.id !== unitId) };
}

/** The names of units, in the order of the ids. */
export async function findUnitNames(db: Db | Tx, unitIds: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select u.name from unnest(${uuids(unitIds)}) with ordinality as wanted(id, place) join organisation_units u on u.id = wanted.id
    order by wanted.place`);
  return rows.map((row) => row.name);
}

/** New units in one statement, parents before children. */
export async function insertUnits(tx: Tx, units: readonly UnitRow[], now: Date): Promise<void> {
  await tx.execute(sql`
    insert into organisation_units (id, parent_id, name, kind, created_at)
    select (u->>'id')::uuid, (u->>'parentId')::uuid, u->>'name', u->>'kind', ${at(now)}
    from jsonb_array_elements(${json(units)}) with ordinality as r(u, place) order by place`);
}

/** Whether the units hold every other: what belongs to no unit, such as the question bank, is for those who have them. */
export async function isWholeCounty(db: Db | Tx, scope: readonly string[]): Promise<boolean> {
  const [row] = await db.execute<{ whole: boolean }>(sql`
    select not exists (select 1 from organisation_units where parent_id is null and id <> all(${uuids(scope)})) as whole`);
  return row?.whole ?? false;
}
