import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { EmbeddedServiceError } from './embedded-service-error.ts';
import { findBinaries } from './find-binaries.ts';
import { findFreePort } from './free-port.ts';
import { initCluster, serverEnv } from './init-cluster.ts';
import { canReach, chooseUser, giveTo } from './run-as.ts';
import { takeOver } from './take-over.ts';

export type EmbeddedPostgres = {
  /** The owner's URL; the running bot takes the application role (see migrate.ts). */
  url: string;
  port: number;
  dir: string;
  /** A server was already running on this folder for a process that lives; `stop` leaves it to that one. */
  reused: boolean;
  stop: (mode?: 'fast' | 'immediate') => Promise<void>;
};

export type PostgresOptions = {
  dir: string;
  port?: number;
  log?: (line: string) => void;
  /** `false` refuses a folder without a database in it; it is made otherwise. */
  create?: boolean;
  /** Server settings such as `{ fsync: 'off' }`, for tests. */
  settings?: Record<string, string>;
};

/** How long a start is tried again after a killed server: it may still be giving back its memory. */
const PATIENCE_MS = 10_000;

/**
 * Starts the PostgreSQL that came with the packages on `dir`, making it first when it is empty.
 * @throws EmbeddedServiceError with the server's last words and what to do.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => undefined, settings = {} } = options;
  const user = chooseUser();
  const place = choosePlace(resolve(options.dir), user);
  if (options.create === false && !existsSync(join(place, 'data', 'PG_VERSION')))
    throw new EmbeddedServiceError(`no database in ${place}`, {
      zh: `${place} 里还没有数据库：请先运行 npm run cli -- db migrate，或用 --data 指到已有的数据目录。`,
      en: `There is no database in ${place} yet: run npm run cli -- db migrate first, or point --data at the data directory in use.`,
    });
  const native = findBinaries(user);
  const dir = makePlace(place, user);
  if (dir !== resolve(options.dir))
    log(`${options.dir} is closed to the user postgres; the data is in ${dir}`);
  const password = initCluster(native, dir, user);
  const data = join(dir, 'data');
  const urlAt = (port: number, database: string) =>
    `postgres://app:${password}@127.0.0.1:${port}/${database}`;

  const control = (...args: string[]) =>
    spawnSync(join(native, 'bin', 'pg_ctl'), ['-D', data, '-w', ...args], {
      env: serverEnv(),
      cwd: '/',
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'ignore'],
      ...user,
    }).status;
  const stop = (mode = 'fast') => Promise.resolve(void control('-m', mode, 'stop'));
  const ownerFile = join(dir, 'owner');

  const running = readRunningPort(data);
  if (running !== null && (await answers(urlAt(running, 'postgres')))) {
    await createDatabase(urlAt(running, 'postgres'));
    const isOurs = takeOver(ownerFile);
    return {
      url: urlAt(running, 'qingfeng'),
      port: running,
      dir,
      reused: !isOurs,
      stop: isOurs ? stop : () => Promise.resolve(),
    };
  }

  takeOver(ownerFile);
  const portFile = join(dir, 'port');
  const remembered = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) || 0 : 0;
  const port = await findFreePort(options.port ?? remembered);
  const logFile = join(dir, 'server.log');
  const flags = Object.entries({ listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings })
    .map(([name, value]) => `-c ${name}=${value === '' ? "''" : value}`)
    .join(' ');
  const deadline = Date.now() + PATIENCE_MS;
  while (control('-l', logFile, '-o', `-p ${port} ${flags}`, 'start') !== 0) {
    if (Date.now() > deadline) {
      const lastWords = existsSync(logFile)
        ? readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n')
        : '';
      throw new EmbeddedServiceError(`PostgreSQL did not start:\n${lastWords}`, {
        zh: `数据库没有启动，日志在 ${logFile}。`,
        en: `The database did not start; its log is ${logFile}.`,
      });
    }
    await pause(300);
  }
  writeFileSync(portFile, String(port));
  await createDatabase(urlAt(port, 'postgres'));
  return {
    url: urlAt(port, 'qingfeng'),
    port,
    dir,
    reused: false,
    stop,
  };
}

/** root's data may lie where the user `postgres` cannot go; then it goes to /var/lib/qingfeng, and we say so. */
function choosePlace(wanted: string, user: ReturnType<typeof chooseUser>): string {
  if (canReach(resolve(wanted, '..'), user)) return wanted;
  return `/var/lib/qingfeng/data-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`;
}

function makePlace(dir: string, user: ReturnType<typeof chooseUser>): string {
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  giveTo(dir, user);
  return dir;
}

/** Port of the server that `postmaster.pid` speaks of, if its process lives. */
function readRunningPort(data: string): number | null {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const port = Number(lines[3]);
  try {
    process.kill(Number(lines[0]), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  return Number.isInteger(port) && port > 0 ? port : null;
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => undefined });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function createDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    const [found] = await sql`select 1 from pg_database where datname = 'qingfeng'`;
    if (!found) await sql`create database qingfeng`;
  } finally {
    await sql.end({ timeout: 2 });
  }
}
