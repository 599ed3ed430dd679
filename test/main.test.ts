import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { failureText } from '../src/messages/settings.ts';
import { createSandboxClient } from '../src/sandbox/client.ts';
import { startSandbox } from '../src/sandbox/start.ts';
import type { RunningSandbox } from '../src/sandbox/start.ts';
import { startProcess } from './support/start-process.ts';

// Each test starts processes and servers of its own.
vi.setConfig({ testTimeout: 150_000 });

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'qingfeng-main-'));
let sandbox: RunningSandbox;

beforeAll(async () => {
  // The user `postgres` must be able to go there when we are root.
  chmodSync(dir, 0o755);
  symlinkSync(join(ROOT, '.data/cache'), join(dir, 'cache'));
  sandbox = await startSandbox({ page: false });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(dir, { recursive: true, force: true });
});

const start = () =>
  startProcess({
    BOT_TOKEN: '7700000004:a_token_for_the_tests_only',
    TELEGRAM_API_ROOT: sandbox.url,
    DATABASE_URL: '',
    REDIS_URL: '',
    DATA_DIR: dir,
    PORT: '0',
  });
/** Where the database and Redis of the directory listen. */
const servers = (): number[] =>
  ['postgres/port', 'redis/port'].map((file) => Number(readFileSync(join(dir, file), 'utf8')));
const answer = (ports: readonly number[]): Promise<boolean[]> =>
  Promise.all(
    ports.map(async (port) => {
      const socket = connect(port, '127.0.0.1');
      const answers = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      socket.destroy();
      return answers;
    }),
  );
const [BOTH, NEITHER] = [
  [true, true],
  [false, false],
];

test('an empty data directory is filled, and a stop ends the servers too', async () => {
  const only = await start();
  const ports = servers();
  expect(await answer(ports)).toEqual(BOTH);
  expect((await fetch(`http://127.0.0.1:${only.port}/healthz`)).status).toBe(200);
  expect(await only.end('SIGTERM')).toBe(0);
  expect(await answer(ports)).toEqual(NEITHER);
});

test('the servers of a killed process are used by the next one, and end with it', async () => {
  const killed = await start();
  const ports = servers();
  await killed.end('SIGKILL');
  expect(await answer(ports)).toEqual(BOTH);
  const next = await start();
  expect(servers()).toEqual(ports);
  expect(await next.end('SIGTERM')).toBe(0);
  expect(await answer(ports)).toEqual(NEITHER);
});

test('a second process uses the servers of the first, and leaves them running', async () => {
  const first = await start();
  const ports = servers();
  const second = await start();
  expect(await second.end('SIGTERM')).toBe(0);
  expect(await answer(ports)).toEqual(BOTH);
  await first.end('SIGTERM');
  expect(await answer(ports)).toEqual(NEITHER);
});

test('a stop does not wait for ever for a Redis that is gone', async () => {
  const only = await start();
  const ports = servers();
  process.kill(Number(readFileSync(join(dir, 'redis/pid'), 'utf8')), 'SIGKILL');
  expect(await only.end('SIGTERM')).toBe(0);
  expect(await answer(ports)).toEqual(NEITHER);
});

test('a token that Telegram does not know is told in a sentence, and nothing is left running', async () => {
  const client = createSandboxClient(sandbox.url);
  await client.setFaults([{ method: 'getMe', fault: { kind: 'status', status: 401 } }]);
  await expect(start()).rejects.toThrow(failureText('tokenRefused', ''));
  await client.setFaults([]);
  expect(await answer(servers())).toEqual(NEITHER);
});
