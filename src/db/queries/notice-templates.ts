import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, isUnder, uuids } from './sql-values.ts';

export type TemplateRow = {
  id: string;
  unitId: string;
  unitName: string;
  name: string;
  version: number;
  body: string;
  createdByName: string;
  createdAt: string;
  /** Whether it belongs to a unit of the scope it was looked up with, and not to one above it. */
  own: boolean;
};

const newest = (scope: readonly string[]) => sql`
  select distinct on (t.unit_id, t.name) t.id, t.unit_id as "unitId", u.name as "unitName", t.name, t.version, t.body,
    p.name as "createdByName", t.created_at as "createdAt", ${isUnder(sql`t.unit_id`, scope)} as own
  from notice_templates t join organisation_units u on u.id = t.unit_id join people p on p.id = t.created_by
  where t.retired_at is null and exists (select 1 from unit_closure c where c.ancestor_id = t.unit_id and c.descendant_id = any(${uuids(scope)}))
  order by t.unit_id, t.name, t.version desc`;

/** The newest version of each template of the units of a scope and of those above them, the latest first. */
export async function findTemplates(
  db: Db | Tx,
  scope: readonly string[],
  page: { offset: number; limit: number },
): Promise<{ rows: TemplateRow[]; total: number }> {
  const rows = await db.execute<TemplateRow & { total: number }>(sql`
    select *, (count(*) over ())::int as total from (${newest(scope)}) t
    order by "createdAt" desc, id desc offset ${page.offset} limit ${page.limit}`);
  return { rows, total: rows[0]?.total ?? 0 };
}

export async function findTemplate(
  db: Db | Tx,
  scope: readonly string[],
  id: string,
): Promise<TemplateRow | undefined> {
  const [row] = await db.execute<TemplateRow>(sql`select * from (${newest(scope)}) t where id = ${id}`);
  return row;
}

/**
 * Adds the next version of a unit's template of this name. The same id, and a text that is the newest version already,
 * add nothing. Returns the version that stands.
 */
export async function insertTemplate(
  tx: Tx,
  template: { id: string; unitId: string; name: string; body: string; createdBy: string },
  now: Date,
): Promise<number> {
  const { id, unitId, name, body } = template;
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`notice-template:${unitId}:${name}`}, 0))`,
  );
  await tx.execute(sql`
    with last as (select version, body, retired_at from notice_templates where unit_id = ${unitId} and name = ${name} order by version desc limit 1)
    insert into notice_templates (id, unit_id, name, version, body, created_by, created_at)
    select ${id}, ${unitId}, ${name}, coalesce((select version from last), 0) + 1, ${body}, ${template.createdBy}, ${at(now)}
    where not exists (select 1 from last where body = ${body} and retired_at is null)
    on conflict (id) do nothing`);
  const [row] = await tx.execute<{ version: number }>(sql`
    select max(version) as version from notice_templates where unit_id = ${unitId} and name = ${name}`);
  return row?.version ?? 1;
}

/** Takes a template out of use, all versions of it; false when there was none in use. */
export async function retireTemplate(
  tx: Db | Tx,
  { unitId, name }: { unitId: string; name: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update notice_templates set retired_at = ${at(now)} where unit_id = ${unitId} and name = ${name} and retired_at is null returning 1`);
  return rows.length > 0;
}
