import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

export type Db = PostgresJsDatabase<typeof schema>;
/** An open transaction. A query that needs one takes `Tx`, so that forgetting it does not compile. */
export type Tx = PostgresJsTransaction<typeof schema, ExtractTablesWithRelations<typeof schema>>;

export type Database = {
  db: Db;
  /** Calls `wake` whenever something is announced on the channel, and once after each reconnection. */
  listen: (channel: string, wake: () => void) => Promise<() => Promise<void>>;
  close: () => Promise<void>;
};

export type DatabaseOptions = {
  url: string;
  /** Connections at most. */
  max?: number;
  /** The role the connection works as; the running bot is never the owner. */
  role?: 'qingfeng_app' | 'owner';
  name?: string;
  /** Told each statement as it is sent; tests count with it. */
  onStatement?: (statement: string) => void;
};

/** The role that may not rewrite the ledger or the access log. */
export const APP_ROLE = 'qingfeng_app';

/** Opens a pool. Nothing is sent until the first query; a dead server shows up there, within 10 s. */
export function openDatabase({
  url,
  max = 10,
  role = APP_ROLE,
  name = 'qingfeng',
  onStatement,
}: DatabaseOptions): Database {
  const sql = postgres(url, {
    max,
    connect_timeout: 10,
    idle_timeout: 60,
    keep_alive: 10,
    onnotice: () => undefined,
    ...(onStatement ? { debug: (_connection: number, statement: string) => onStatement(statement) } : {}),
    connection: {
      application_name: name,
      TimeZone: 'UTC',
      statement_timeout: 60_000,
      ...(role === 'owner' ? {} : { role }),
    },
  });
  return {
    db: drizzle(sql, { schema }),
    listen: async (channel, wake) => {
      const subscription = await sql.listen(channel, wake, wake);
      return () => subscription.unlisten();
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
