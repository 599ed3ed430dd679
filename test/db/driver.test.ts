import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import type { Database } from '../../src/db/client.ts';
import { createTestDatabase } from '../support/databases.ts';
import type { TestDatabase } from '../support/databases.ts';

/** What patches/ is for: as it is published, the driver ends the process in the first of these. */
let home: TestDatabase;
let pool: Database;
beforeAll(async () => {
  home = await createTestDatabase();
  pool = openDatabase({ url: home.appUrl, max: 2 });
});
afterAll(async () => {
  await pool.close();
  await home.close();
});

const ownPid = sql`select pg_backend_pid() as pid`;

it('refuses the rest of a transaction whose connection is gone, and goes on with new ones', async () => {
  const after: string[] = [];
  const transaction = pool.db.transaction(async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(ownPid);
    await home.db.execute(sql`select pg_terminate_backend(${row?.pid ?? 0}, 5000)`);
    for (let i = 0; i < 3; i += 1)
      await tx.execute(sql`select 1`).then(
        () => after.push('went through'),
        () => after.push('refused'),
      );
    throw new Error('done');
  });
  await expect(transaction).rejects.toThrow();
  await expect.poll(() => after).toEqual(['refused', 'refused', 'refused']);
  const [row] = await pool.db.execute<{ n: number }>(sql`select 1 as n`);
  expect(row).toEqual({ n: 1 });
});

it('finds its way back after every connection was cut under load', async () => {
  const ask = () => pool.db.execute<{ n: number }>(sql`select 1 as n`);
  for (let round = 0; round < 5; round += 1) {
    const asked = Array.from({ length: 20 }, () => ask().catch(() => undefined));
    await home.db.execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`);
    await Promise.all(asked);
  }
  await expect.poll(() => ask().catch(() => []), { timeout: 30_000 }).toEqual([{ n: 1 }]);
});
