import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveAppLogin, migrateDatabase } from '../migrate.ts';
import { startPostgres, type EmbeddedPostgres } from './start-postgres.ts';

export type EmbeddedDatabase = {
  /** Where its files are; not where they were wanted when the server cannot get there. */
  dir: string;
  ownerUrl: string;
  /** The application role's own login; it does not own the tables. */
  appUrl: string;
  /** How many migrations this start applied. */
  migrated: number;
  /** Somebody else's server on the same folder; `stop` leaves it running. */
  reused: boolean;
  stop: EmbeddedPostgres['stop'];
};

/** Starts the embedded server, brings its schema up to date and gives the application role a login. */
export async function startEmbeddedDatabase({
  dir,
  migrations,
  create,
  log,
}: {
  dir: string;
  migrations: string;
  create?: boolean;
  log?: (line: string) => void;
}): Promise<EmbeddedDatabase> {
  const server = await startPostgres({
    dir,
    ...(create === undefined ? {} : { create }),
    ...(log ? { log } : {}),
  });
  try {
    const migrated = await migrateDatabase(server.url, migrations);
    const file = join(server.dir, 'app-password');
    if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
    const password = readFileSync(file, 'utf8').trim();
    const appUrl = await giveAppLogin(server.url, password);
    return {
      dir: server.dir,
      ownerUrl: server.url,
      appUrl,
      migrated,
      reused: server.reused,
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
