import { is, Placeholder, sql, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { PostgresJsSession } from 'drizzle-orm/postgres-js';
import type { Db, Tx } from './client.ts';

const dialect = new PgDialect();

/**
 * A statement whose text is put together once, when its file is loaded, and then only sent: to put it together and to pass it
 * through drizzle at every run costs more than a short statement takes at the server. For what runs at every press.
 * @param write the statement, with `value('name')` wherever a value of that name goes
 */
export function statement<Values extends Record<string, string | number | boolean | null>, Row>(
  write: (value: (name: keyof Values & string) => SQL) => SQL,
): (db: Db | Tx, values: Values) => Promise<Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(write((name) => sql`${sql.placeholder(name)}`));
  const names = params.map((param) => {
    if (is(param, Placeholder)) return param.name;
    throw new Error('a statement takes its values by name');
  });
  return async (db, values) => {
    const { session } = db._;
    if (!(session instanceof PostgresJsSession))
      throw new Error('a statement needs the driver it was made for');
    return session.client.unsafe(
      text,
      names.map((name) => values[name] ?? null),
    );
  };
}
