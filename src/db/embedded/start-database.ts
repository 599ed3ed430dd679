import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP_ROLE } from '../client.ts';
import { migrateDatabase, setAppPassword } from '../migrate.ts';
import { startPostgres, type EmbeddedPostgres } from './start-postgres.ts';

export type EmbeddedDatabase = {
  ownerUrl: string;
  /** The application role's own login; it does not own the tables. */
  appUrl: string;
  stop: EmbeddedPostgres['stop'];
};

/** Starts the embedded server, brings its schema up to date and gives the application role a login. */
export async function startEmbeddedDatabase({
  dir,
  migrations,
  log,
}: {
  dir: string;
  migrations: string;
  log?: (line: string) => void;
}): Promise<EmbeddedDatabase> {
  const server = await startPostgres({ dir, ...(log ? { log } : {}) });
  try {
    await migrateDatabase(server.url, migrations);
    const file = join(server.dir, 'app-password');
    if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
    const password = readFileSync(file, 'utf8').trim();
    await setAppPassword(server.url, password);
    const url = new URL(server.url);
    url.username = APP_ROLE;
    url.password = password;
    return { ownerUrl: server.url, appUrl: url.toString(), stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
