import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { sql } from 'drizzle-orm';
import { APP_ROLE, openDatabase, type Db } from './client.ts';

/**
 * Brings the database at `url` (the owner's, or a superuser's) up to the newest migration and lets that login work as the
 * application role; running it again changes nothing.
 * @returns how many migrations were applied
 */
export async function migrateDatabase(url: string, migrationsFolder: string): Promise<number> {
  const database = openDatabase({ url, max: 1, role: 'owner', name: 'qingfeng-migrate' });
  try {
    // Two starts at once: the second waits here and finds nothing left to do.
    await database.db.execute(sql`select pg_advisory_lock(727001)`);
    const pending = await countPendingMigrations(database.db, migrationsFolder);
    await migrate(database.db, { migrationsFolder });
    // A superuser may take any role. Another owner made this one, but does not hold it before it is told so.
    const [may] = await database.db.execute<{ take: boolean }>(
      sql`select pg_has_role(current_user, ${APP_ROLE}, 'SET') as take`,
    );
    if (!may?.take)
      await database.db.execute(sql.raw(`grant ${APP_ROLE} to current_user with inherit false, set true`));
    return pending;
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

/**
 * Lets the application role log in with this password.
 * @returns its URL for the same database
 */
export async function giveAppLogin(ownerUrl: string, password: string): Promise<string> {
  if (!/^[A-Za-z0-9_-]{16,}$/.test(password))
    throw new Error('the application password must be 16 or more of [A-Za-z0-9_-]');
  const database = openDatabase({ url: ownerUrl, max: 1, role: 'owner' });
  try {
    await database.db.transaction(async (tx) => {
      // Two who alter one role at once: PostgreSQL refuses the second ("tuple concurrently updated"), so it waits here.
      await tx.execute(sql`select pg_advisory_xact_lock(727004)`);
      await tx.execute(sql.raw(`alter role ${APP_ROLE} login password '${password}'`));
    });
  } finally {
    await database.close();
  }
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = password;
  return url.toString();
}

/** Whether the application role can log in by itself; nobody can read with which password. */
export async function hasAppLogin(ownerUrl: string): Promise<boolean> {
  const database = openDatabase({ url: ownerUrl, max: 1, role: 'owner' });
  try {
    const [row] = await database.db.execute<{ login: boolean }>(
      sql`select rolcanlogin as login from pg_roles where rolname = ${APP_ROLE}`,
    );
    return row?.login ?? false;
  } finally {
    await database.close();
  }
}
