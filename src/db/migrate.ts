import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { sql } from 'drizzle-orm';
import { openDatabase, type Db } from './client.ts';

/** Brings the database at `url` (the owner's) up to the newest migration; running it again changes nothing. */
export async function migrateDatabase(url: string, migrationsFolder: string): Promise<void> {
  const database = openDatabase({ url, max: 1, role: 'owner', name: 'qingfeng-migrate' });
  try {
    // Two starts at once: the second waits here and finds nothing left to do.
    await database.db.execute(sql`select pg_advisory_lock(727001)`);
    await migrate(database.db, { migrationsFolder });
  } finally {
    await database.close();
  }
}

/** How many migrations the database still lacks; 0 when it is current. Works as the application role. */
export async function countPendingMigrations(db: Db, migrationsFolder: string): Promise<number> {
  const known = readMigrationFiles({ migrationsFolder }).length;
  const [exists] = await db.execute<{ there: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  if (!exists?.there) return known;
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from drizzle.__drizzle_migrations`,
  );
  return Math.max(0, known - (row?.n ?? 0));
}

/** Lets the application role log in with this password (embedded server and `cli db url`). */
export async function setAppPassword(ownerUrl: string, password: string): Promise<void> {
  if (!/^[A-Za-z0-9_-]{16,}$/.test(password))
    throw new Error('the application password must be 16 or more of [A-Za-z0-9_-]');
  const database = openDatabase({ url: ownerUrl, max: 1, role: 'owner' });
  try {
    await database.db.execute(sql.raw(`alter role qingfeng_app login password '${password}'`));
  } finally {
    await database.close();
  }
}
