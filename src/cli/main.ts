import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openAnchorShelf } from '../anchor-shelf.ts';
import { ConfigError, readCliConfig } from '../config.ts';
import { APP_ROLE, openDatabase } from '../db/client.ts';
import { startEmbeddedDatabase } from '../db/embedded/start-database.ts';
import { countPendingMigrations, giveAppLogin, hasAppLogin, migrateDatabase } from '../db/migrate.ts';
import type { Db } from '../domain/db.ts';
import type { FieldKeyring } from '../domain/keys/key-shelf.ts';
import { noteKeys } from '../domain/keys/note-keys.ts';
import { openFieldKeys } from '../field-keys.ts';
import type { Log } from '../logger.ts';
import { lacksKeysText, lacksMigrationsText } from '../messages/settings.ts';
import { createShutdown, type Shutdown } from '../shutdown.ts';
import type { DatabaseDoor } from './command.ts';
import { explainError } from './explain-error.ts';
import { runCli } from './run-cli.ts';
import { wordsFor } from './words.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MIGRATIONS = join(ROOT, 'drizzle');
/** Commands speak to a person, not to a log. */
const quiet = () => undefined;
const log: Log = { info: quiet, warn: quiet, error: quiet, debug: quiet };

async function openMigrated(url: string, keys: FieldKeyring, shutdown: Shutdown): Promise<Db> {
  const database = openDatabase({ url, max: 2, name: 'qingfeng-cli', keys });
  shutdown.add('database', () => database.close());
  const pending = await countPendingMigrations(database.db, MIGRATIONS);
  if (pending > 0) throw new ConfigError(lacksMigrationsText(pending));
  const noted = await noteKeys(database.db, keys, new Date());
  if (!noted.ok) throw new ConfigError(lacksKeysText(noted.missing));
  return database.db;
}

/** A server that somebody else runs: DATABASE_URL. */
function externalDoor(
  url: string,
  keys: FieldKeyring,
  appPassword: string | undefined,
  shutdown: Shutdown,
): DatabaseDoor {
  const isOwner = decodeURIComponent(new URL(url).username) !== APP_ROLE;
  return {
    open: () => openMigrated(url, keys, shutdown),
    migrate: async () => {
      const migrated = await migrateDatabase(url, MIGRATIONS);
      if (appPassword !== undefined) await giveAppLogin(url, appPassword);
      return migrated;
    },
    ownerUrl: () => Promise.resolve(isOwner ? { url, isRunning: true } : 'not-owner'),
    appUrl: async (renew) => {
      if (!isOwner) return { url, isRunning: true };
      if (appPassword === undefined && !renew && (await hasAppLogin(url))) return 'has-password';
      const password = appPassword ?? randomBytes(24).toString('base64url');
      return { url: await giveAppLogin(url, password), isRunning: true };
    },
  };
}

/** The server under the data directory: the one that a bot or a demo runs there, else one for as long as this takes. */
function embeddedDoor(
  dataDir: string,
  keys: FieldKeyring,
  shutdown: Shutdown,
  note: (line: string) => void,
): DatabaseDoor {
  const start = async (create: boolean) => {
    const dir = join(resolve(dataDir), 'postgres');
    const starting = startEmbeddedDatabase({ dir, migrations: MIGRATIONS, create, log: note });
    // Ctrl-C may come while it starts: it is waited for, and stopped then.
    shutdown.add('database server', async () => (await starting.catch(() => undefined))?.stop());
    return starting;
  };
  return {
    open: async () => openMigrated((await start(false)).appUrl, keys, shutdown),
    migrate: async () => (await start(true)).migrated,
    ownerUrl: async () => {
      const { ownerUrl: url, reused: isRunning } = await start(false);
      return { url, isRunning };
    },
    appUrl: async () => {
      const { appUrl: url, reused: isRunning } = await start(false);
      return { url, isRunning };
    },
  };
}

/** Commands end by themselves: the exit code is set and everything closed, so that a pipe gets all of its text. */
async function main(): Promise<void> {
  const words = wordsFor(process.env);
  const print = (text: string) => void process.stdout.write(text);
  const note = (line: string) => void process.stderr.write(`${line}\n`);
  const shutdown = createShutdown();
  let where = '';
  let stopping = false;
  const stop = (code: number) => {
    if (stopping) return;
    stopping = true;
    void shutdown.run(log).finally(() => process.exit(code));
  };
  // Ctrl-C comes from the terminal, and again from npm.
  process.on('SIGINT', () => stop(130));
  process.on('SIGTERM', () => stop(143));
  // Whoever reads our output has read enough, `… | head`.
  process.stdout.on('error', () => stop(0));
  try {
    process.exitCode = await runCli(process.argv.slice(2), { words, print, note }, (dataDir) => {
      const config = readCliConfig(process.env);
      const url = dataDir === undefined ? config.DATABASE_URL : undefined;
      where = url === undefined ? '' : new URL(url).host;
      const dir = resolve(dataDir ?? config.DATA_DIR);
      const keys = openFieldKeys(join(dir, 'keys'), config.FIELD_KEYS);
      return {
        words,
        print,
        note,
        database: url
          ? externalDoor(url, keys, config.APP_DATABASE_PASSWORD, shutdown)
          : embeddedDoor(dir, keys, shutdown, note),
        shelf: openAnchorShelf(join(dir, 'anchors')),
        keys,
        content: join(ROOT, 'content'),
        botName: config.BOT_USERNAME,
        now: new Date(),
      };
    });
  } catch (error) {
    // Ctrl-C cuts the connection under a command; that is not its failure.
    if (stopping) return;
    note(error instanceof ConfigError ? error.message : explainError(error, words, where));
    process.exitCode = 1;
  }
  if (!stopping) await shutdown.run(log);
}

await main();
