import { join, resolve } from 'node:path';
import { startEmbeddedDatabase } from './db/embedded/start-database.ts';
import { startRedis } from './jobs/embedded/start-redis.ts';
import type { Log } from './logger.ts';
import type { Shutdown } from './shutdown.ts';

export type ServicesWanted = {
  /** Unset: the embedded server under `dataDir`. */
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  dataDir: string;
  migrations: string;
};

/** The addresses of PostgreSQL and Redis; what is not given is started here and stopped with the rest. */
export async function connectServices(
  { databaseUrl, redisUrl, dataDir: given, migrations }: ServicesWanted,
  shutdown: Shutdown,
  log: Log,
): Promise<{ databaseUrl: string; redisUrl: string }> {
  const dataDir = resolve(given);
  const say = (line: string) => log.info({}, line);
  const startDatabase = async (): Promise<string> => {
    const embedded = await startEmbeddedDatabase({ dir: join(dataDir, 'postgres'), migrations, log: say });
    shutdown.add('database server', () => embedded.stop());
    return embedded.appUrl;
  };
  const startQueues = async (): Promise<string> => {
    const redis = await startRedis({
      dir: join(dataDir, 'redis'),
      cacheDir: join(dataDir, 'cache'),
      log: say,
    });
    shutdown.add('Redis server', () => redis.stop());
    return redis.url;
  };
  return { databaseUrl: databaseUrl ?? (await startDatabase()), redisUrl: redisUrl ?? (await startQueues()) };
}
