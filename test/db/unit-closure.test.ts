import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UnitRow } from '../../src/db/queries/organisation-units.ts';
import { findUnitInScope } from '../../src/db/queries/organisation-units.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { layUnits } from '../support/roster.ts';
import { RESTRICTED, sqlStateOf } from '../support/sql-state.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await createTestDatabase()));
afterAll(() => database.close());

type Link = { ancestorId: string; descendantId: string; depth: number };

/** The closure by hand: every unit's way up to its root. */
function closureOf(units: readonly UnitRow[]): Link[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return units.flatMap((unit) => {
    const links: Link[] = [];
    for (let at: UnitRow | undefined = unit; at; at = at.parentId ? byId.get(at.parentId) : undefined)
      links.push({ ancestorId: at.id, descendantId: unit.id, depth: links.length });
    return links;
  });
}
const sorted = (links: readonly Link[]) =>
  links.map((it) => `${it.descendantId} ${it.depth} ${it.ancestorId}`).toSorted();

describe('the closure of the unit tree', () => {
  test('holds every unit under every unit above it, for any tree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { minLength: 1, maxLength: 25 }), async (picks) => {
        const units: UnitRow[] = [{ id: newId(), parentId: null, name: newId(), kind: 'county' }];
        for (const pick of picks) {
          const parentId = units[pick % units.length]?.id ?? null;
          units.push({ id: newId(), parentId, name: newId(), kind: 'village' });
        }
        const links = await database.db.transaction(async (tx) => {
          for (const { id, parentId, name, kind } of units)
            await tx.execute(sql`
              insert into organisation_units (id, parent_id, name, kind) values (${id}, ${parentId}, ${name}, ${kind})`);
          return tx.execute<Link>(sql`
            select ancestor_id as "ancestorId", descendant_id as "descendantId", depth from unit_closure
            where descendant_id in (select id from organisation_units where name = any(array(select jsonb_array_elements_text(${JSON.stringify(units.map((it) => it.name))}::jsonb))))`);
        });
        expect(sorted(links)).toEqual(sorted(closureOf(units)));
      }),
      { numRuns: 12 },
    );
  });

  test('answers what lies in a scope, and nothing beside it', async () => {
    const units = await layUnits(database.db);
    const inside = await findUnitInScope(database.db, units.townA, [units.townA]);
    expect(inside?.children.map((unit) => unit.name)).toEqual(['a1', 'a2']);
    expect(await findUnitInScope(database.db, units.a1, [units.townA])).toMatchObject({
      unit: { name: 'a1' },
    });
    for (const outside of [units.county, units.townB, units.b1])
      expect(await findUnitInScope(database.db, outside, [units.townA])).toBeUndefined();
    expect(await findUnitInScope(database.db, units.a1, [])).toBeUndefined();
  });

  test('stays as it is: a unit does not move, and stands under one that is there', async () => {
    const units = await layUnits(database.db).catch(() => undefined);
    expect(units).toBeUndefined(); // two counties of one name are refused
    const [a1] = await database.db.execute<{ id: string }>(sql`
      select id from organisation_units where name = 'a1'`);
    const [townB] = await database.db.execute<{ id: string }>(sql`
      select id from organisation_units where name = 'townB'`);
    const move = sql`update organisation_units set parent_id = ${townB?.id ?? ''} where id = ${a1?.id ?? ''}`;
    expect(await sqlStateOf(database.db.execute(move))).toBe(RESTRICTED);
    const stray = sql`insert into organisation_units (id, parent_id, name, kind) values (${newId()}, ${newId()}, 'stray', 'village')`;
    expect(await sqlStateOf(database.db.execute(stray))).toBe('23503');
    const rename = sql`update organisation_units set name = 'a1 renamed' where id = ${a1?.id ?? ''}`;
    expect(await sqlStateOf(database.db.execute(rename))).toBe('none');
  });
});
