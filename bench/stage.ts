import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import postgres from 'postgres';
import { startEmbeddedDatabase } from '../src/db/embedded/start-database.ts';
import { startPostgres } from '../src/db/embedded/start-postgres.ts';
import { startRedis } from '../src/jobs/embedded/start-redis.ts';
import { fillPeople, type Roster } from './fill-people.ts';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A database of a bench's own, filled with people, and its place in Redis. */
export type Ground = Roster & {
  /** As the application's role, which is how the product comes. */
  databaseUrl: string;
  ownerUrl: string;
  redisUrl: string;
  prefix: string;
  /** What the product writes beside the database. */
  dataDir: string;
};

/** A server of the stage that can be made to fall; it comes back at its address with what it has on disk. */
export type Server = {
  /** Where its files are. */
  dir: string;
  port: number;
  /** Without a last word to anybody: kill -9 for Redis, an immediate stop for PostgreSQL. */
  crash: () => Promise<void>;
  /** Returns when it takes commands again. */
  start: () => Promise<void>;
};

export type Stage = {
  redisUrl: string;
  redis: Server;
  postgres: Server;
  /** What stands here: versions of the servers. */
  versions: () => Promise<{ postgres: string; redis: string }>;
  /** A new database with so many people, spread evenly over the bots. */
  prepare: (people: number, bots?: readonly number[]) => Promise<Ground>;
  /**
   * Returns when what was laid is at the disk and this process has cleaned its heap of it, so that neither is done in the midst
   * of what is measured next. (Nor does V8 look for garbage while this process rests, `--no-memory-reducer` in package.json:
   * it would take both cores for a tenth of a second.)
   */
  settle: () => Promise<void>;
  stop: () => Promise<void>;
};

const named = (url: string, database: string): string => {
  const at = new URL(url);
  at.pathname = `/${database}`;
  return at.toString();
};

/** The bot of a bench that has but one. */
export const FIRST_BOT = 7_700_000_101;

/** One PostgreSQL and one Redis as the product starts them (durable, default settings), in a folder of their own. */
export async function openStage(): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), 'qingfeng-bench-'));
  // PostgreSQL may have to run as another user, who must get there.
  chmodSync(dir, 0o755);
  const [redisDir, databaseDir] = [join(dir, 'redis'), join(dir, 'postgres')];
  const startOurRedis = () => startRedis({ dir: redisDir, cacheDir: join(ROOT, '.data/cache') });
  let redis = await startOurRedis();
  const database = await startEmbeddedDatabase({ dir: databaseDir, migrations: join(ROOT, 'drizzle') });
  const asOwner = async <Result>(name: string, use: (sql: postgres.Sql) => Promise<Result>) => {
    const sql = postgres(named(database.ownerUrl, name), { max: 1, onnotice: () => undefined });
    try {
      return await use(sql);
    } finally {
      await sql.end();
    }
  };

  return {
    redisUrl: redis.url,
    redis: {
      dir: redisDir,
      port: redis.port,
      crash: () => killNow(Number(readFileSync(join(redisDir, 'pid'), 'utf8'))),
      start: async () => {
        const { port } = redis;
        redis = await startOurRedis();
        if (redis.port !== port) throw new Error('Redis came back at another port');
      },
    },
    postgres: {
      dir: database.dir,
      port: Number(new URL(database.ownerUrl).port),
      crash: async () => {
        const pidFile = join(database.dir, 'data/postmaster.pid');
        // Its word for an immediate stop; pg_ctl would hold up this process meanwhile.
        process.kill(Number.parseInt(readFileSync(pidFile, 'utf8'), 10), 'SIGQUIT');
        while (existsSync(pidFile)) await pause(10);
      },
      start: async () => {
        const { port } = await startPostgres({ dir: databaseDir });
        if (port !== Number(new URL(database.ownerUrl).port))
          throw new Error('PostgreSQL came back at another port');
      },
    },
    versions: async () => {
      const [row] = await asOwner('postgres', (sql) => sql<{ v: string }[]>`select version() as v`);
      return { postgres: row?.v.split(' ')[1] ?? '', redis: await redisVersion(redis.url) };
    },
    prepare: async (people, bots = [FIRST_BOT]) => {
      const name = `bench_${randomBytes(5).toString('hex')}`;
      // The migrated database the product would use is the template of all.
      await asOwner('postgres', (sql) => sql.unsafe(`create database ${name} template qingfeng`));
      const roster = await asOwner(name, (sql) => fillPeople(sql, people, bots));
      return {
        ...roster,
        databaseUrl: named(database.appUrl, name),
        ownerUrl: named(database.ownerUrl, name),
        redisUrl: redis.url,
        prefix: name.replace('_', '-'),
        dataDir: join(dir, name),
      };
    },
    settle: async () => {
      await asOwner('postgres', (sql) => sql`checkpoint`);
      setFlagsFromString('--expose-gc');
      (runInNewContext('gc') as () => void)();
    },
    stop: async () => {
      await database.stop('fast');
      await redis.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Kills a process that this one started, and waits until it is gone. */
async function killNow(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  const isThere = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  while (isThere()) await pause(10);
}

async function redisVersion(url: string): Promise<string> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url);
  const info = await redis.info('server');
  redis.disconnect();
  return /redis_version:(\S+)/.exec(info)?.[1] ?? '';
}
