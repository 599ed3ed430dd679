import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStrictServer } from '../../bench/api/create-strict-server.ts';
import { beatsOf } from '../../bench/api/press-plan.ts';

const SECRET = 'a_secret_of_this_test';
const server = createStrictServer({ perSecond: 30, jitterMs: [0, 0] });
let url = '';
const posted: {
  secret: unknown;
  body: { update_id: number; callback_query: { id: string; data: string } };
}[] = [];
/** Takes every second update. */
const webhook = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    posted.push({
      secret: request.headers['x-telegram-bot-api-secret-token'],
      body: JSON.parse(Buffer.concat(chunks).toString()) as (typeof posted)[number]['body'],
    });
    response.writeHead(posted.length % 2 === 1 ? 200 : 500).end();
  });
});
let address = '';
beforeAll(async () => {
  url = await server.listen();
  await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/telegram`;
});
afterAll(async () => {
  await server.close();
  webhook.closeAllConnections();
  await new Promise((resolve) => webhook.close(resolve));
});

const ask = async (path: string, body: object = {}): Promise<unknown> => {
  const response = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return ((await response.json()) as { result: unknown }).result;
};

it('posts each tap once, numbered in order, with the secret, and counts what is not taken and how often each is answered', async () => {
  const taps = ['a', 'b', 'c', 'd'].map((data, i) => ({ bot: 1, chat: 10 + i, data }));
  await ask('/bench/press', { taps, perSecond: 100, webhook: { url: address, secret: SECRET } });
  await ask('/bench/pressed', { graceMs: 300 });
  // The posts do not wait for each other, so only their numbers tell the order.
  posted.sort((one, other) => one.body.update_id - other.body.update_id);
  expect(posted.map(({ body }) => body.callback_query.data)).toEqual(['a', 'b', 'c', 'd']);
  expect(new Set(posted.map(({ secret }) => secret))).toEqual(new Set([SECRET]));
  const [first] = posted;
  const call = { callback_query_id: first?.body.callback_query.id };
  for (let i = 0; i < 2; i += 1) await ask('/bot1:bench_token_that_is_no_secret/answerCallbackQuery', call);
  expect(await ask('/bench/replies')).toEqual({ answers: [[call.callback_query_id, 2]], edits: 0 });
  expect(await ask('/bench/pressed')).toMatchObject({ pressed: 4, answered: 1, refused: 2 });
});

it('has everybody press twice, bot after bot, and a slow chat once', () => {
  const plan = { bots: [1, 2], firstChat: 100, chats: 2, perSecond: 4, seconds: 1, data: 'x' };
  const beats = [...beatsOf(plan)].map((taps) => taps.map(({ bot, chat }) => `${bot}:${chat}`));
  expect(beats).toEqual([
    ['1:100', '1:100'],
    ['2:101', '2:101'],
    ['1:102', '1:102'],
    ['2:103', '2:103'],
  ]);
  const slow = [...beatsOf({ ...plan, bots: [1], slowMs: 5 })].map(([tap]) => tap?.chat);
  expect(slow).toEqual([100, 101, 101, 101]);
});
