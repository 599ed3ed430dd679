import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { openRows, sealField } from '../sealed-fields.ts';
import { at } from './sql-values.ts';

/** Whether two people are declared relatives now, whichever way round and whoever said so. */
export const areRelated = (
  one: SQL,
  other: SQL,
): SQL => sql`exists (select 1 from relations kin where kin.withdrawn_at is null
  and (kin.person_id = ${one} and kin.relative_id = ${other} or kin.person_id = ${other} and kin.relative_id = ${one}))`;

export async function isRelated(db: Db | Tx, oneId: string, otherId: string): Promise<boolean> {
  const [row] = await db.execute<{ related: boolean }>(
    sql`select ${areRelated(sql`${oneId}::uuid`, sql`${otherId}::uuid`)} as related`,
  );
  return row?.related ?? false;
}

export type NewRelation = {
  id: string;
  personId: string;
  relativeId: string;
  kind: string;
  declaredBy: string;
};

/** The same declaration again stores nothing; false then. */
export async function insertRelation(tx: Tx, row: NewRelation, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into relations (id, person_id, relative_id, kind, declared_by, declared_at)
    values (${row.id}, ${row.personId}, ${row.relativeId}, ${sealField(tx, 'relations.kind', row.id, row.kind)}, ${row.declaredBy}, ${at(now)})
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

export type RelationRow = {
  id: string;
  personId: string;
  personName: string;
  relativeId: string;
  relativeName: string;
  kind: string;
  declaredBy: string;
  declaredByName: string;
  declaredAt: string;
};

const columns: SQL = sql`
  r.id, r.person_id as "personId", p.name as "personName", r.relative_id as "relativeId", o.name as "relativeName", r.kind,
  r.declared_by as "declaredBy", d.name as "declaredByName", r.declared_at as "declaredAt"
  from relations r join people p on p.id = r.person_id join people o on o.id = r.relative_id join people d on d.id = r.declared_by`;

/** What holds for a person, whoever declared it, the oldest first. */
export async function findRelations(
  db: Db | Tx,
  personId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: RelationRow[]; total: number }> {
  const rows = await db.execute<RelationRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${columns}
    where r.withdrawn_at is null and (r.person_id = ${personId} or r.relative_id = ${personId})
    order by r.declared_at, r.id offset ${offset} limit ${limit}`);
  return { rows: openRows(db, rows, { kind: 'relations.kind' }), total: rows[0]?.total ?? 0 };
}

/** A relation that holds, by its id. */
export async function findRelation(db: Db | Tx, id: string): Promise<RelationRow | undefined> {
  const [row] = await db.execute<RelationRow>(
    sql`select ${columns} where r.id = ${id} and r.withdrawn_at is null`,
  );
  return row && openRows(db, [row], { kind: 'relations.kind' })[0];
}

/** It holds no more; false where it was withdrawn before. */
export async function markRelationWithdrawn(
  tx: Tx,
  id: string,
  withdrawnBy: string,
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update relations set withdrawn_by = ${withdrawnBy}, withdrawn_at = ${at(now)} where id = ${id} and withdrawn_at is null returning 1`);
  return rows.length === 1;
}

/** The person of exactly this name and staff number. */
export async function findNamedPerson(
  db: Db | Tx,
  { name, staffNo }: { name: string; staffNo: string },
): Promise<string | undefined> {
  const [row] = await db.execute<{ id: string }>(
    sql`select id from people where name = ${name} and lower(staff_no) = lower(${staffNo})`,
  );
  return row?.id;
}
