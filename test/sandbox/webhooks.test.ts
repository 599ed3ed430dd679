import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { validateType } from '../../src/sandbox/api/validate.ts';
import { ANN, BEN, BOT, useSandbox } from './open-sandbox.ts';

type Delivery = { headers: IncomingHttpHeaders; update: { update_id: number; message?: { text: string } } };

const sandbox = useSandbox();
const SOON = { timeout: 5000, interval: 10 };
let server: Server;
let url: string;
let deliveries: Delivery[] = [];
/** The status to answer the next deliveries with; 200 when there is none left. */
let statuses: number[] = [];
let headers: Record<string, string> = {};
/** While it is there, answers wait for it. */
let gate: Promise<void> | undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes: Buffer) => (body += bytes.toString()));
    request.on('end', () => {
      deliveries.push({ headers: request.headers, update: JSON.parse(body) as Delivery['update'] });
      void (gate ?? Promise.resolve()).then(() => response.writeHead(statuses.shift() ?? 200, headers).end());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

afterEach(async () => {
  gate = undefined;
  await sandbox.result('deleteWebhook', { drop_pending_updates: true });
  deliveries = [];
  statuses = [];
  headers = {};
});

const set = (more: Record<string, unknown> = {}) => sandbox.result('setWebhook', { url, ...more });
const info = () => sandbox.result<Record<string, unknown>>('getWebhookInfo');
const write = (text: string, user = ANN) => sandbox.client.write(BOT, user, text);
const texts = () => deliveries.map(({ update }) => update.message?.text);

test('posts each update with the secret, also those that waited', async () => {
  await write('before');
  await set({ secret_token: 'sesame-1' });
  await write('after');
  await vi.waitFor(() => expect(texts()).toEqual(['before', 'after']), SOON);
  expect(deliveries[0]?.headers).toMatchObject({
    'content-type': 'application/json',
    'x-telegram-bot-api-secret-token': 'sesame-1',
  });
  for (const { update } of deliveries) expect(validateType('Update', update)).toEqual([]);
  await vi.waitFor(async () => expect(await info()).toMatchObject({ url, pending_update_count: 0 }), SOON);
});

test('sends no secret where none was set', async () => {
  await set();
  await write('hello');
  await vi.waitFor(() => expect(texts()).toEqual(['hello']), SOON);
  expect(deliveries[0]?.headers).not.toHaveProperty('x-telegram-bot-api-secret-token');
});

test('tries again after an answer that is not 2xx, and says what went wrong', async () => {
  statuses = [500, 302];
  headers = { location: '/elsewhere' };
  await set();
  await write('stubborn');
  await vi.waitFor(async () => {
    expect(await info()).toMatchObject({
      pending_update_count: 1,
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    });
  }, SOON);
  await vi.waitFor(() => expect(texts()).toEqual(['stubborn', 'stubborn', 'stubborn']), SOON);
  expect(new Set(deliveries.map(({ update }) => update.update_id)).size).toBe(1);
  await vi.waitFor(async () => expect(await info()).not.toHaveProperty('last_error_message'), SOON);
});

test('waits as long as Retry-After says', async () => {
  statuses = [503];
  headers = { 'retry-after': '1' };
  await set();
  const started = performance.now();
  await write('patient');
  await vi.waitFor(() => expect(texts()).toHaveLength(2), SOON);
  expect(performance.now() - started).toBeGreaterThan(950);
});

test('keeps the order within a chat while other chats go on', async () => {
  let open = () => {};
  gate = new Promise((resolve) => (open = resolve));
  await set({ max_connections: 2 });
  await write('Ann 1');
  await write('Ann 2');
  await write('Ben 1', BEN);
  await vi.waitFor(() => expect(texts()).toEqual(['Ann 1', 'Ben 1']), SOON);
  await sandbox.result('getMe');
  expect(texts()).toEqual(['Ann 1', 'Ben 1']);
  open();
  await vi.waitFor(() => expect(texts()).toEqual(['Ann 1', 'Ben 1', 'Ann 2']), SOON);
});

test('holds getUpdates off, and ends one that waits', async () => {
  const waiting = sandbox.call('getUpdates', { timeout: 30 });
  await sandbox.result('getMe');
  await set();
  expect(await waiting).toMatchObject({
    error_code: 409,
    description: 'Conflict: terminated by setWebhook request',
  });
  expect(await sandbox.call('getUpdates')).toEqual({
    ok: false,
    error_code: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
  await sandbox.result('deleteWebhook');
  expect(await sandbox.result('getUpdates')).toEqual([]);
});

test('drops what waits when it is told to', async () => {
  await write('dropped');
  await set({ drop_pending_updates: true });
  await write('kept');
  await vi.waitFor(() => expect(texts()).toEqual(['kept']), SOON);
});

test('is not there any more after deleteWebhook', async () => {
  await set({ max_connections: 7 });
  expect(await info()).toMatchObject({ url, max_connections: 7, has_custom_certificate: false });
  await sandbox.result('deleteWebhook');
  expect(await info()).toMatchObject({ url: '' });
  await write('for getUpdates');
  expect(await sandbox.result('getUpdates')).toHaveLength(1);
  expect(deliveries).toEqual([]);
});

test.each([
  ['no address', { url: 'nonsense' }, 'invalid webhook URL specified'],
  ['another scheme', { url: 'ftp://127.0.0.1/x' }, 'An HTTPS URL must be provided for webhook'],
  ['another machine', { url: 'https://example.com/x' }, 'the sandbox reaches no other machine'],
  ['a secret with a space', { url: 'http://127.0.0.1/x', secret_token: 'a b' }, 'unallowed characters'],
])('refuses %s', async (_, params, why) => {
  expect(await sandbox.call('setWebhook', params)).toMatchObject({
    error_code: 400,
    description: expect.stringContaining(why),
  });
  expect(await info()).toMatchObject({ url: '' });
});
