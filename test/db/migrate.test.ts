import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase, type Database } from '../../src/db/client.ts';
import { countPendingMigrations, giveAppLogin, migrateDatabase } from '../../src/db/migrate.ts';
import { appUrlOf, createDatabase } from '../support/databases.ts';

const FOLDER = fileURLToPath(new URL('../../drizzle', import.meta.url));
const KNOWN = readdirSync(FOLDER).filter((name) => name.endsWith('.sql')).length;

let url: string;
let owner: Database;
let app: Database;
beforeAll(async () => {
  url = await createDatabase(inject('ownerUrl'), `test_${randomBytes(6).toString('hex')}`);
  owner = openDatabase({ url, max: 1, role: 'owner' });
  app = openDatabase({ url: appUrlOf(url), max: 1 });
});
afterAll(async () => {
  await owner.close();
  await app.close();
});

/** Everything a migration makes: columns, constraints, indexes, functions, triggers and rights, and which ones ran. */
async function describeDatabase(): Promise<unknown> {
  const [row] = await owner.db.execute(sql`select
    (select jsonb_agg(to_jsonb(c) order by table_name, ordinal_position) from information_schema.columns c where table_schema = 'public') as columns,
    (select jsonb_agg(conname || ' ' || pg_get_constraintdef(oid) order by conname, conrelid) from pg_constraint where connamespace = 'public'::regnamespace) as constraints,
    (select jsonb_agg(indexdef order by indexname) from pg_indexes where schemaname = 'public') as indexes,
    (select jsonb_agg(pg_get_functiondef(oid) order by proname) from pg_proc where pronamespace = 'public'::regnamespace) as functions,
    (select jsonb_agg(pg_get_triggerdef(oid) order by tgname) from pg_trigger where not tgisinternal) as triggers,
    (select jsonb_agg(relname || coalesce(relacl::text, '') order by relname) from pg_class where relnamespace = 'public'::regnamespace) as rights,
    (select jsonb_agg(to_jsonb(m) order by id) from drizzle.__drizzle_migrations m) as migrations`);
  return row;
}

describe('migrations', () => {
  test('are all pending on a database that has none', async () => {
    expect(KNOWN).toBeGreaterThan(1);
    expect(await countPendingMigrations(app.db, FOLDER)).toBe(KNOWN);
  });

  test('of two starts at once run once', async () => {
    await Promise.all([migrateDatabase(url, FOLDER), migrateDatabase(url, FOLDER)]);
    const ran = await owner.db.execute(sql`select hash from drizzle.__drizzle_migrations`);
    expect(ran).toHaveLength(KNOWN);
    expect(await countPendingMigrations(app.db, FOLDER)).toBe(0);
  });

  test('let the application log in, told so by many at once', async () => {
    // The role is the whole server's: its password must stay the one of the tests.
    const password = new URL(appUrlOf(url)).password;
    const told = await Promise.all(Array.from({ length: 12 }, () => giveAppLogin(url, password)));
    expect(new Set(told)).toEqual(new Set([appUrlOf(url)]));
  });

  test('run again change nothing', async () => {
    const before = await describeDatabase();
    await migrateDatabase(url, FOLDER);
    expect(await describeDatabase()).toEqual(before);
    expect(before).toMatchObject({
      triggers: expect.arrayContaining([expect.stringContaining('ledger_chain')]),
    });
  });

  test('that were not run yet are counted as the application role sees them', async () => {
    await owner.db.execute(sql`
      delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)`);
    expect(await countPendingMigrations(app.db, FOLDER)).toBe(1);
  });
});
