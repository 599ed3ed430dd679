import { sql, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Db, Tx } from './client.ts';

const dialect = new PgDialect();

/**
 * A statement whose text is put together once, when its file is loaded, and then only sent: to put it together at every run
 * costs more than a short statement takes at the server. For what runs at every press.
 * @param write the statement, with `value('name')` wherever a value of that name goes
 */
export function statement<Values extends Record<string, unknown>, Row>(
  write: (value: (name: keyof Values & string) => SQL) => SQL,
): (db: Db | Tx, values: Values) => Promise<Row[]> {
  const query = dialect.sqlToQuery(write((name) => sql`${sql.placeholder(name)}`));
  return (db, values) =>
    db._.session
      .prepareQuery<{ execute: Row[]; all: never; values: never }>(query, undefined, undefined, false)
      .execute(values);
}
