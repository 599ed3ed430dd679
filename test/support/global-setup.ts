import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { fillCounty } from '../../scripts/demo/fill-county.ts';
import { giveAppLogin, migrateDatabase } from '../../src/db/migrate.ts';
import { startPostgres } from '../../src/db/embedded/start-postgres.ts';
import { startRedis } from '../../src/jobs/embedded/start-redis.ts';
import { appUrlOf, createDatabase, TEMPLATE, SEEDED_TEMPLATE } from './databases.ts';
import { START } from './clock.ts';

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string;
    redisUrl: string;
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Speed over safety: these databases live for one run. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/** Bots and commands run as processes from what is built, as in production: they start several times as fast. */
function build(): void {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
}

/** One PostgreSQL and one Redis for the run: a migrated template, and one with the sample county in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'qingfeng-test-'));
  const stops: (() => unknown)[] = [() => rmSync(dir, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of stops.toReversed()) await step();
  };
  try {
    build();
    const postgres = await startPostgres({ dir: join(dir, 'postgres'), settings: SETTINGS });
    // It may lie elsewhere: root's folders are closed to the user it runs as.
    stops.push(() => rmSync(postgres.dir, { recursive: true, force: true }));
    stops.push(() => postgres.stop('immediate'));
    const redis = await startRedis({ dir: join(dir, 'redis'), cacheDir: join(ROOT, '.data/cache') });
    stops.push(redis.stop);
    const template = await createDatabase(postgres.url, TEMPLATE);
    await migrateDatabase(template, join(ROOT, 'drizzle'));
    await giveAppLogin(template, 'app_password_of_the_tests');
    const seeded = await createDatabase(postgres.url, SEEDED_TEMPLATE, TEMPLATE);
    await fillCounty(appUrlOf(seeded), () => new Date(START));
    project.provide('ownerUrl', postgres.url);
    project.provide('redisUrl', redis.url);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
