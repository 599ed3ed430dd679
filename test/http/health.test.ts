import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startEmbeddedDatabase } from '../../src/db/embedded/start-database.ts';
import type { EmbeddedDatabase } from '../../src/db/embedded/start-database.ts';
import { startRedis } from '../../src/jobs/embedded/start-redis.ts';
import type { EmbeddedRedis } from '../../src/jobs/embedded/start-redis.ts';
import { createSandboxClient } from '../../src/sandbox/client.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { startProcess } from '../support/start-process.ts';
import type { BotProcess } from '../support/start-process.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BOT = 7_700_000_003;
const ALL_UP = { database: 'up', redis: 'up', bot: 'up', jobs: 'up' };
const PATIENCE = { timeout: 60_000, interval: 200 };

/** Servers of this file's own: they are stopped and started again here. */
describe('/healthz of a process that does http alone', { timeout: 150_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'qingfeng-health-'));
  let sandbox: RunningSandbox;
  let database: EmbeddedDatabase;
  let redis: EmbeddedRedis;
  let http: BotProcess;
  let bot: BotProcess;
  let jobs: BotProcess;

  const startDatabase = () =>
    startEmbeddedDatabase({ dir: join(dir, 'postgres'), migrations: join(ROOT, 'drizzle') });
  const startOwnRedis = () => startRedis({ dir: join(dir, 'redis'), cacheDir: join(ROOT, '.data/cache') });
  const start = (role: string) =>
    startProcess({
      BOT_TOKEN: `${BOT}:a_token_for_the_tests_only`,
      TELEGRAM_API_ROOT: sandbox.url,
      DATABASE_URL: database.appUrl,
      REDIS_URL: redis.url,
      ROLES: role,
      PORT: '0',
    });
  const ask = async () => {
    const response = await fetch(`http://127.0.0.1:${http.port}/healthz`);
    return { status: response.status, parts: await response.json() };
  };
  const becomes = (status: number, parts: Record<string, string>) =>
    vi.waitFor(async () => expect(await ask()).toEqual({ status, parts }), PATIENCE);

  beforeAll(async () => {
    [sandbox, database, redis] = await Promise.all([
      startSandbox({ page: false }),
      startDatabase(),
      startOwnRedis(),
    ]);
    http = await start('http');
  });
  afterAll(async () => {
    await Promise.all([bot, jobs, http].map((one) => one?.end('SIGKILL')));
    await redis.stop();
    await database.stop('immediate');
    await sandbox.close();
    rmSync(dir, { recursive: true, force: true });
  });

  test('names the roles that nobody does yet', async () => {
    await becomes(503, { ...ALL_UP, bot: 'down', jobs: 'down' });
  });

  test('is 200 once the bot and the jobs run in processes of their own', async () => {
    [bot, jobs] = await Promise.all([start('bot'), start('jobs')]);
    await becomes(200, ALL_UP);
  });

  test('names the bot when its process is killed, until another runs', async () => {
    await bot.end('SIGKILL');
    await becomes(503, { ...ALL_UP, bot: 'down' });
    bot = await start('bot');
    await becomes(200, ALL_UP);
  });

  test('names the bot while Telegram is out of its reach', async () => {
    const client = createSandboxClient(sandbox.url);
    await client.setFaults([{ method: 'getUpdates', fault: { kind: 'status', status: 502 } }]);
    // Ends the call that is being held.
    await client.pushUpdate(BOT, { update_id: 1 });
    await becomes(503, { ...ALL_UP, bot: 'down' });
    await client.setFaults([]);
    await becomes(200, ALL_UP);
  });

  test('names the jobs at once when they stop in order, until they run again', async () => {
    expect(await jobs.end('SIGTERM')).toBe(0);
    expect(await ask()).toEqual({ status: 503, parts: { ...ALL_UP, jobs: 'down' } });
    jobs = await start('jobs');
    await becomes(200, ALL_UP);
  });

  test('names Redis while it is gone', async () => {
    await redis.stop();
    await becomes(503, { ...ALL_UP, redis: 'down' });
    redis = await startOwnRedis();
    await becomes(200, ALL_UP);
  });

  test('names the database while it is gone, and says that the rest cannot be known', async () => {
    await database.stop('immediate');
    await becomes(503, { database: 'down', redis: 'up', bot: 'unknown', jobs: 'unknown' });
    database = await startDatabase();
    await becomes(200, ALL_UP);
  });
});
