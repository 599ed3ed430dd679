import { spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground, Stage } from '../bench/stage.ts';
import { startPostgres, type EmbeddedPostgres } from '../src/db/embedded/start-postgres.ts';
import { askDatabase } from './ledger.ts';
import { until } from './until.ts';

/** A folder of the server's user, beside its data. */
function makeFolder(stage: Stage, name: string): string {
  const dir = join(stage.postgres.dir, '..', name);
  mkdirSync(dir, { recursive: true });
  const { uid, gid } = statSync(join(stage.postgres.dir, 'data'));
  chownSync(dir, uid, gid);
  return dir;
}

/** From now on the log is copied into a folder: each piece when it is full, and after `everyS` seconds in any case. */
export async function startArchive(stage: Stage, ground: Ground, everyS: number): Promise<string> {
  const dir = makeFolder(stage, 'archive');
  await askDatabase(ground, async (sql) => {
    await sql`alter system set archive_mode = on`;
    await sql.unsafe(`alter system set archive_timeout = '${everyS}s'`);
    await sql.unsafe(`alter system set archive_command = 'test ! -f "${dir}/%f" && cp "%p" "${dir}/%f"'`);
  });
  await stage.postgres.crash();
  await stage.postgres.start();
  return dir;
}

/** A copy of the data under the running server, as PostgreSQL's manual has it; not all of it is of one moment until the log is replayed. */
export async function copyBase(stage: Stage, ground: Ground): Promise<string> {
  const base = makeFolder(stage, 'base');
  await askDatabase(ground, async (sql) => {
    await sql`select pg_backup_start('drill', true)`;
    const copied = spawnSync('cp', ['-a', join(stage.postgres.dir, 'data'), base]);
    const [stop] = await sql<{ label: string }[]>`select labelfile as label from pg_backup_stop(false)`;
    if (copied.status !== 0 && !readdirSync(base).includes('data'))
      throw new Error('the data was not copied');
    writeFileSync(join(base, 'data/backup_label'), stop?.label ?? '');
  });
  for (const name of ['postmaster.pid', 'postmaster.opts']) rmSync(join(base, 'data', name), { force: true });
  cpSync(join(stage.postgres.dir, 'password'), join(base, 'password'));
  return base;
}

/** Another server on the copy, which replays the archived log as far as it goes. */
export async function startRestored(stage: Stage, base: string, archive: string): Promise<EmbeddedPostgres> {
  const data = join(base, 'data');
  writeFileSync(join(data, 'recovery.signal'), '');
  const { uid, gid } = statSync(join(stage.postgres.dir, 'data'));
  for (const name of ['recovery.signal', 'backup_label']) chownSync(join(data, name), uid, gid);
  const settings = `\narchive_mode = off\nrestore_command = 'cp "${archive}/%f" "%p"'\n`;
  writeFileSync(join(data, 'postgresql.auto.conf'), settings);
  const server = await startPostgres({ dir: base });
  const isReady = await until(
    () =>
      askDatabase({ ownerUrl: server.url }, async (sql) => {
        const [row] = await sql<{ replaying: boolean }[]>`select pg_is_in_recovery() as replaying`;
        return row?.replaying === false;
      }),
    120_000,
    200,
  );
  if (!isReady) throw new Error('the log was not replayed within two minutes');
  return server;
}

/** The same database at another server. */
export function movedTo(ground: Ground, { port }: { port: number }): Ground {
  const at = (url: string): string => {
    const moved = new URL(url);
    moved.port = String(port);
    return moved.toString();
  };
  return { ...ground, databaseUrl: at(ground.databaseUrl), ownerUrl: at(ground.ownerUrl) };
}

/** Runs a program to its end. */
export function runNode(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANG: 'en_US.UTF-8', ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said += text.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, said }));
  });
}
