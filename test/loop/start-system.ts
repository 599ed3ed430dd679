import { fillCounty } from '../../scripts/demo/fill-county.ts';
import { createSandboxClient } from '../../src/sandbox/client.ts';
import type { SandboxClient } from '../../src/sandbox/client.ts';
import { START } from '../support/clock.ts';
import { startProcess } from '../support/start-process.ts';
import type { BotProcess } from '../support/start-process.ts';
import { startSandbox } from '../../src/sandbox/start.ts';

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
  const processes: BotProcess[] = [];
  return {
    client,
    url: sandbox.url,
    log: () => processes.map((one) => one.log()).join(''),
    async start() {
      const one = await startProcess({
        BOT_TOKEN: TOKEN,
        TELEGRAM_API_ROOT: sandbox.url,
        CLOCK_URL: `${sandbox.url}/sandbox/api/clock`,
        DATABASE_URL: deps.databaseUrl,
        REDIS_URL: deps.redisUrl,
        QUEUE_PREFIX: deps.prefix,
        PORT: '0',
        ...deps.env,
      });
      processes.push(one);
    },
    kill: async () => void (await processes.at(-1)?.end('SIGKILL')),
    async stop() {
      await processes.at(-1)?.end('SIGTERM');
      await sandbox.close();
    },
  };
}
