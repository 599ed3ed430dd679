import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { startEmbeddedDatabase } from '../src/db/embedded/start-database.ts';
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
};

export type Stage = {
  redisUrl: string;
  /** What stands here: versions of the servers. */
  versions: () => Promise<{ postgres: string; redis: string }>;
  /** A new database with so many people, spread evenly over the bots. */
  prepare: (people: number, bots?: readonly number[]) => Promise<Ground>;
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
  const redis = await startRedis({ dir: join(dir, 'redis'), cacheDir: join(ROOT, '.data/cache') });
  const database = await startEmbeddedDatabase({
    dir: join(dir, 'postgres'),
    migrations: join(ROOT, 'drizzle'),
  });
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
      };
    },
    stop: async () => {
      await database.stop('fast');
      await redis.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function redisVersion(url: string): Promise<string> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url);
  const info = await redis.info('server');
  redis.disconnect();
  return /redis_version:(\S+)/.exec(info)?.[1] ?? '';
}
