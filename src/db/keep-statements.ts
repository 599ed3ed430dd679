import type { Sql, TransactionSql } from 'postgres';

type Unsafe = Sql['unsafe'];
type Body = (tx: TransactionSql) => unknown;

/** Texts that vary, e.g. with a list of unknown length, must not fill the server's memory: so many are kept, then no more. */
const MOST = 1_000;

/**
 * Lets each connection parse a statement once and keep it: drizzle asks for it to be parsed at every run, which costs two
 * journeys instead of one. Whether the server keeps its plan too is another matter (`plans` in client.ts): one that was made
 * for an almost empty table would be kept after a fan-out of 50,000 rows.
 */
export function keepStatements(sql: Sql): Sql {
  const kept = new Set<string>();
  const isKept = (text: string): boolean => {
    if (kept.size < MOST) kept.add(text);
    return kept.has(text);
  };
  const keepIn = <Scope extends Sql | TransactionSql>(scope: Scope): Scope => {
    const unsafe: Unsafe = scope.unsafe.bind(scope);
    return Object.assign(scope, {
      unsafe: (...[text, values, options]: Parameters<Unsafe>) =>
        // Without a value it is one journey already, and may be several statements.
        unsafe(text, values, {
          ...options,
          prepare: values !== undefined && values.length > 0 && isKept(text),
        }),
    });
  };
  const within = (body: Body) => (tx: TransactionSql) => {
    const savepoint = tx.savepoint.bind(tx);
    return body(Object.assign(keepIn(tx), { savepoint: (inner: Body) => savepoint(within(inner)) }));
  };
  const begin = sql.begin.bind(sql);
  return Object.assign(keepIn(sql), { begin: (body: Body) => begin(within(body)) });
}
