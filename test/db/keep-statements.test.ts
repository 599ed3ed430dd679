import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/db/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';

let database: TestDatabase;
let one: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  one = openDatabase({ url: database.appUrl, max: 1 });
});
afterAll(async () => {
  await one.close();
  await database.close();
});

/** How many statements with this word the one connection keeps. */
async function countKept(word: string): Promise<number> {
  const [row] = await one.db.execute<{ n: number }>(
    sql`select count(*)::int as n from pg_prepared_statements where position(${word} in statement) > 0
      and position('pg_prepared_statements' in statement) = 0`,
  );
  return row?.n ?? Number.NaN;
}

it('parses a statement once, whatever its values, in a transaction and a savepoint as well', async () => {
  const ask = (db: Pick<Database['db'], 'execute'>, n: number) =>
    db.execute<{ n: number }>(sql`select ${n}::int as n, 'once' as word`);
  expect([...(await ask(one.db, 1)), ...(await ask(one.db, 2))].map(({ n }) => n)).toEqual([1, 2]);
  await one.db.transaction(async (tx) => {
    expect((await ask(tx, 3))[0]?.n).toBe(3);
    await tx.transaction(async (inner) => expect((await ask(inner, 4))[0]?.n).toBe(4));
  });
  expect(await countKept(`'once'`)).toBe(1);
});

it('keeps a bounded number of texts, and runs the others all the same', async () => {
  for (let n = 0; n < 1_100; n += 1) {
    const [row] = await one.db.execute<{ n: number }>(
      sql`select ${n}::int + ${sql.raw(String(n))} as n, 'many' as word`,
    );
    expect(row?.n).toBe(2 * n);
  }
  const kept = await countKept(`'many'`);
  expect(kept).toBeGreaterThan(900);
  expect(kept).toBeLessThanOrEqual(1_000);
});

it('takes several statements without values at once, as migrations are', async () => {
  await expect(one.db.execute(sql`select 1; select 2`)).resolves.toHaveLength(2);
});
