import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { openText, sealText, type FieldKeys } from '../field-cipher.ts';
import { SEALED_FIELDS, type SealedField, type SealedFieldName } from '../sealed-fields.ts';
import { at, json, texts } from './sql-values.ts';

export const SEALED_NAMES = Object.keys(SEALED_FIELDS) as SealedFieldName[];

/** Makes processes that note or make keys wait for each other. */
export async function lockKeys(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(727002)`);
}

/** Ids of the keys without which something cannot be opened. */
export async function findLiveKeys(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(
    sql`select id from field_keys where retired_at is null order by made_at`,
  );
  return rows.map((row) => row.id);
}

export const findKeys = (db: Db): Promise<{ id: string; madeAt: string }[]> =>
  db.execute(sql`select id, made_at as "madeAt" from field_keys order by made_at, id`);

export async function insertKey(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(
    sql`insert into field_keys (id, made_at) values (${id}, ${at(now)}) on conflict do nothing`,
  );
}

/** Retires all but these, as the owner. */
export async function markRetired(db: Db, apartFrom: readonly string[], now: Date): Promise<void> {
  await db.execute(sql`
    update field_keys set retired_at = case when id = any(${texts(apartFrom)}) then null else coalesce(retired_at, ${at(now)}) end`);
}

const placeOf = (name: SealedFieldName) => {
  const field: SealedField = SEALED_FIELDS[name];
  const column = sql.raw(`x.${field.column}`);
  return {
    of: field.of ?? name,
    json: field.json === true,
    table: sql.raw(field.table),
    column: sql.raw(field.column),
    row: sql.raw(field.row),
    /** As text, also of a JSON column. */
    value: field.json ? sql`${column} #>> '{}'` : column,
  };
};
/** The id of the key that a value is sealed with; '' where it is not sealed. */
const keyIn = (value: SQL): SQL => sql`coalesce(substring(${value} from '^v1:([0-9a-f]{16}):'), '')`;

/** How many values each key has sealed; those that are not sealed are under ''. */
export async function countSealed(db: Db): Promise<Map<string, number>> {
  const parts = SEALED_NAMES.map((name) => {
    const { table, value } = placeOf(name);
    return sql`select ${keyIn(value)} as id, count(*)::int as n from ${table} x where ${value} is not null group by 1`;
  });
  const rows = await db.execute<{ id: string; n: number }>(
    sql`select id, sum(n)::int as n from (${sql.join(parts, sql` union all `)}) counted group by id`,
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

const BATCH = 500;

/**
 * Seals up to 500 values of a field with the current key which are not; a value that changes meanwhile is left for the next
 * batch.
 * @returns how many
 */
export async function resealBatch(db: Db, name: SealedFieldName, keys: FieldKeys): Promise<number> {
  const { of, json: isJson, table, column, row, value } = placeOf(name);
  const rows = await db.execute<{ place: string; row: string; value: string }>(sql`
    select x.ctid::text as place, (${row})::text as row, ${value} as value from ${table} x
    where ${value} is not null and ${keyIn(value)} <> ${keys.current().id} limit ${BATCH}`);
  const fresh = [...rows].map((one) => {
    const where = `${of}:${one.row}`;
    return { ...one, fresh: sealText(keys, where, openText(keys, where, one.value)) };
  });
  if (fresh.length === 0) return 0;
  const put = isJson ? sql`to_jsonb(f.fresh)` : sql`f.fresh`;
  const done = await db.execute(sql`
    update ${table} x set ${column} = ${put} from jsonb_to_recordset(${json(fresh)}) as f(place tid, value text, fresh text)
    where x.ctid = f.place and ${value} = f.value returning 1`);
  return done.length;
}
