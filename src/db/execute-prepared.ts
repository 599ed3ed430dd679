import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Db, Tx } from './client.ts';

const dialect = new PgDialect();

/**
 * Runs a statement that each connection parses once and keeps: for those that run many times a second. Its text must not
 * vary with its values. The server still plans it each time (`plan_cache_mode` in client.ts), since a plan that was made
 * for an almost empty table would be kept after a fan-out of 50,000 rows.
 */
export async function executePrepared<Row extends Record<string, unknown>>(
  db: Db | Tx,
  statement: SQL,
): Promise<Row[]> {
  const query = db._.session.prepareQuery<{ execute: Row[]; all: never; values: never }>(
    dialect.sqlToQuery(statement),
    undefined,
    'kept',
    false,
  );
  return query.execute();
}
