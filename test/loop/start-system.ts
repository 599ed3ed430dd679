import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { fillCounty } from '../../scripts/demo/fill-county.ts';
import { createSandboxClient } from '../../src/sandbox/client.ts';
import type { SandboxClient } from '../../src/sandbox/client.ts';
import { START } from '../support/clock.ts';
import { startSandbox } from '../../src/sandbox/start.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
export const BOT = 7_700_000_002;
const TOKEN = `${BOT}:a_token_for_the_tests_only`;

export type System = {
  client: SandboxClient;
  url: string;
  /** Starts a bot process with all roles and waits until it is ready. */
  start: () => Promise<void>;
  /** kill -9, and waits until it is gone. */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
  /** What the bot processes wrote to their logs so far. */
  log: () => string;
};

async function ready(child: ChildProcess, log: () => string): Promise<void> {
  const gone = once(child, 'exit').then(() => {
    throw new Error(`the bot process ended before it was ready:\n${log().slice(-3000)}`);
  });
  const said = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && 'type' in message && message.type === 'ready') resolve();
    });
  });
  await Promise.race([said, gone]);
}

/**
 * A sandbox with the seeded county, and the real bot as a process of its own on a database and a Redis of the test.
 * @param env what differs from a plain start, e.g. `{ ROLES: 'bot' }`
 */
export async function startSystem(deps: {
  databaseUrl: string;
  redisUrl: string;
  prefix: string;
  page?: boolean;
  env?: Record<string, string>;
}): Promise<System> {
  const sandbox = await startSandbox({ page: deps.page ?? false });
  const client = createSandboxClient(sandbox.url);
  const { offsetMs } = await client.moveClock({ to: START });
  const { users } = await fillCounty(deps.databaseUrl, () => new Date(Date.now() + offsetMs));
  await client.putBot(BOT, { username: 'qingfeng_test_bot', firstName: 'Qingfeng' });
  await client.putUsers(users.map(({ started: _s, blocked: _b, ...user }) => user));
  await client.putStarted(
    BOT,
    users.filter((user) => user.started).map((user) => user.id),
  );
  for (const user of users.filter((it) => it.blocked)) await client.block(BOT, user.id, true);
  let child: ChildProcess | undefined;
  let output = '';
  const log = () => output;
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    client,
    url: sandbox.url,
    log,
    async start() {
      child = fork(MAIN, [], {
        execArgv: ['--import', 'tsx'],
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: {
          ...process.env,
          BOT_TOKEN: TOKEN,
          TELEGRAM_API_ROOT: sandbox.url,
          CLOCK_URL: `${sandbox.url}/sandbox/api/clock`,
          DATABASE_URL: deps.databaseUrl,
          REDIS_URL: deps.redisUrl,
          QUEUE_PREFIX: deps.prefix,
          PORT: '0',
          ...deps.env,
        },
      });
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (bytes: Buffer) => (output += bytes.toString()));
      await ready(child, log);
    },
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM');
      await sandbox.close();
    },
  };
}
