import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import postgres from 'postgres';
import * as schema from './schema/index.ts';
import type { FieldKeys } from './field-cipher.ts';
import { keepStatements } from './keep-statements.ts';
import { giveKeys } from './keys-of-schema.ts';
import { createSocketMaker } from './silence.ts';

export type { FieldKeys };

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
  /** The keys of sealed fields; without them these can be neither read nor written. */
  keys?: FieldKeys;
  /**
   * Seconds a statement may take; a connection on which nothing is heard for a little longer is dropped. Without it a
   * statement may take a minute, and a server that went away without a word is waited for.
   */
  answerWithinS?: number;
  /**
   * `anew` has the server plan a statement at every run, which is right where tables grow by 50,000 rows at once; `kept`
   * lets it keep a plan that costs no more than such, which spares an answer to a press most of its time.
   */
  plans?: 'anew' | 'kept';
  /** Told each statement with its values as it is sent; tests count with it, benches send it again. */
  onStatement?: (statement: string, values: readonly unknown[]) => void;
};

/** The role that may not rewrite the ledger or the access log. */
export const APP_ROLE = 'qingfeng_app';

const STATEMENT_S = 60;
/** How much longer than a statement may take a connection may be silent, in milliseconds. */
const GRACE_MS = 5_000;
/** A server that is back is found within this, in seconds; by itself the driver would wait up to 20. */
const RECONNECT_AT_MOST_S = 1;

/** Opens a pool. Nothing is sent until the first query; a dead server shows up there, within 10 s. */
export function openDatabase({
  url,
  max = 10,
  role = APP_ROLE,
  name = 'qingfeng',
  keys,
  answerWithinS,
  plans = 'anew',
  onStatement,
}: DatabaseOptions): Database {
  const sql = postgres(url, {
    max,
    connect_timeout: 10,
    // What rests is closed before it counts as silent.
    idle_timeout: Math.min(60, answerWithinS ?? 60),
    keep_alive: 10,
    backoff: (attempt) => Math.min(RECONNECT_AT_MOST_S, attempt / 20),
    ...(answerWithinS === undefined ? {} : { socket: createSocketMaker(answerWithinS * 1000 + GRACE_MS) }),
    onnotice: () => undefined,
    ...(onStatement
      ? {
          debug: (_connection: number, statement: string, values: readonly unknown[]) =>
            onStatement(statement, values),
        }
      : {}),
    connection: {
      application_name: name,
      TimeZone: 'UTC',
      plan_cache_mode: plans === 'kept' ? 'auto' : 'force_custom_plan',
      statement_timeout: (answerWithinS ?? STATEMENT_S) * 1000,
      ...(role === 'owner' ? {} : { role }),
    },
  });
  // Of its own: by it the keys are found, also inside a transaction.
  const own = { ...schema };
  if (keys) giveKeys(own, keys);
  return {
    db: drizzle(keepStatements(sql), { schema: own }),
    listen: async (channel, wake) => {
      const subscription = await sql.listen(channel, wake, wake);
      return () => subscription.unlisten();
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
