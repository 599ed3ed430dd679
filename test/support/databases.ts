import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { APP_ROLE, openDatabase } from '../../src/db/client.ts';
import type { Database, Db } from '../../src/db/client.ts';
import { testKeys } from './field-keys.ts';

export const TEMPLATE = 'template_empty';
export const SEEDED_TEMPLATE = 'template_county';

const named = (url: string, database: string): string => {
  const at = new URL(url);
  at.pathname = `/${database}`;
  return at.toString();
};

/** Makes a database on the server of `ownerUrl`, from a template when one is named; returns its owner's URL. */
export async function createDatabase(ownerUrl: string, name: string, template?: string): Promise<string> {
  const sql = postgres(named(ownerUrl, 'postgres'), { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(`create database ${name}${template === undefined ? '' : ` template ${template}`}`);
  } finally {
    await sql.end();
  }
  return named(ownerUrl, name);
}

/** The application role's URL for the same database. */
export function appUrlOf(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = 'app_password_of_the_tests';
  return url.toString();
}

export type TestDatabase = {
  /** As the application role. */
  db: Db;
  database: Database;
  ownerUrl: string;
  appUrl: string;
  close: () => Promise<void>;
};

/** A database of the test file's own: empty and migrated, or with the sample county as of `START`. */
export async function createTestDatabase(
  { county }: { county: boolean } = { county: false },
): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const ownerUrl = await createDatabase(inject('ownerUrl'), name, county ? SEEDED_TEMPLATE : TEMPLATE);
  const appUrl = appUrlOf(ownerUrl);
  const database = openDatabase({ url: appUrl, max: 10, name, keys: testKeys });
  return { db: database.db, database, ownerUrl, appUrl, close: database.close };
}
