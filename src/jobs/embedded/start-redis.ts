import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findRedis } from './find-redis.ts';
import { isRedisReady } from './resp.ts';
import { takeOver } from './take-over.ts';

export type EmbeddedRedis = {
  url: string;
  port: number;
  dir: string;
  reused: boolean;
  stop: () => Promise<void>;
};
export type RedisOptions = { dir: string; cacheDir: string; port?: number; log?: (line: string) => void };

/** No Redis could be found or started. `advice` says what to do, in Chinese and English. */
class RedisMissingError extends Error {
  readonly advice = {
    zh: '没有找到可用的 Redis：请安装 redis-server，或设置 REDIS_URL。',
    en: 'No Redis could be found or started: install redis-server, or set REDIS_URL.',
  };
}

const PATIENCE_MS = 10_000;

/**
 * Starts a Redis for this project alone, on 127.0.0.1 with a password, append-only file and no eviction. A server
 * that already runs on `dir` is used as it is; `stop` leaves it running unless whoever started it is gone.
 * @throws RedisMissingError
 */
export async function startRedis({
  dir: wanted,
  cacheDir,
  port: fixed,
  log = () => undefined,
}: RedisOptions): Promise<EmbeddedRedis> {
  const dir = resolve(wanted);
  mkdirSync(dir, { recursive: true });
  const passwordFile = join(dir, 'password');
  if (!existsSync(passwordFile))
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = readFileSync(passwordFile, 'utf8').trim();
  const portFile = join(dir, 'port');
  const remembered = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) || 0 : 0;
  const urlAt = (port: number) => `redis://:${password}@127.0.0.1:${port}/0`;
  const [ownerFile, pidFile] = [join(dir, 'owner'), join(dir, 'pid')];
  if (remembered && (await isRedisReady(remembered, password))) {
    const stop = async () => {
      process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM');
      while (await isRedisReady(remembered, password)) await pause(30);
    };
    const isOurs = takeOver(ownerFile);
    return {
      url: urlAt(remembered),
      port: remembered,
      dir,
      reused: !isOurs,
      stop: isOurs ? stop : () => Promise.resolve(),
    };
  }

  const server = await findRedis(cacheDir, log);
  if (!server) throw new RedisMissingError('no Redis server found');
  const port = await findFreePort(fixed ?? remembered);
  // A file of our own, so that the password is in nobody's process list.
  const config = join(dir, 'redis.conf');
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'appendonly yes',
    'appendfsync everysec',
  ];
  const rest = [
    'save ""',
    'maxmemory-policy noeviction',
    `dir "${dir}"`,
    'daemonize no',
    'protected-mode yes',
  ];
  writeFileSync(config, `${[...lines, ...rest].join('\n')}\n`, { mode: 0o600 });
  const out = openSync(join(dir, 'server.log'), 'a');
  const child = spawn(server.command, [config], {
    argv0: server.argv0 ?? server.command,
    env: { ...process.env, ...server.env },
    stdio: ['ignore', out, out],
    // A Ctrl-C in the terminal must not reach it before the bot has finished with it.
    detached: true,
  });
  let gone: string | null = null;
  const ended = new Promise<void>((done) => {
    child.once('exit', (code, signal) => ((gone ??= `exit ${code ?? signal}`), done()));
    child.once('error', (error) => ((gone ??= error.message), done()));
  });
  for (const deadline = Date.now() + PATIENCE_MS; !(await isRedisReady(port, password)); await pause(30)) {
    if (gone !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new RedisMissingError(
        `Redis did not start (${gone ?? 'no answer'}), see ${join(dir, 'server.log')}`,
      );
    }
  }
  writeFileSync(portFile, String(port));
  writeFileSync(pidFile, String(child.pid));
  takeOver(ownerFile);
  child.unref();
  return {
    url: urlAt(port),
    port,
    dir,
    reused: false,
    stop: async () => {
      // Else this process could end while it waits, and what is to be stopped after Redis would go on.
      child.ref();
      if (gone === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

function findFreePort(wanted = 0): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted === 0 ? fail(error) : done(findFreePort(0))));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : wanted));
    });
  });
}
