import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStrictServer } from '../../bench/api/create-strict-server.ts';
import { createSender } from '../../src/sender/create-sender.ts';

const BOT = 7_700_000_199;
const server = createStrictServer({ perSecond: 2, retryAfterS: 3, jitterMs: [0, 0] });
let url = '';
beforeAll(async () => {
  url = await server.listen();
});
afterAll(() => server.close());

const ask = async (path: string, body: object = {}): Promise<Record<string, unknown>> => {
  const response = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Record<string, unknown>;
};
const api = (bot: number, method: string, body: object = {}) =>
  ask(`/bot${bot}:bench_token_that_is_no_secret/${method}`, body);
const message = { text: '通知', buttons: [] };

it('holds each bot to its limit, and tells the sender how long to wait', async () => {
  const sender = createSender({ token: `${BOT}:bench_token_that_is_no_secret`, apiRoot: url });
  const results = [
    await sender.send(1, message),
    await sender.send(2, message),
    await sender.send(3, message),
  ];
  expect(results.map((result) => result.kind)).toEqual(['sent', 'sent', 'wait']);
  expect(results[2]).toMatchObject({ floodMs: 3_000 });
  const other = createSender({ token: `${BOT + 1}:bench_token_that_is_no_secret`, apiRoot: url });
  expect((await other.send(1, message)).kind).toBe('sent');
  const { result } = await ask('/bench/stats');
  expect(result).toMatchObject({
    bots: { [BOT]: { accepted: 2, refused: 1, floods: 1, chats: 2, paid: 0 }, [BOT + 1]: { accepted: 1 } },
  });
});

it('sees which messages are paid for; an edit never is', async () => {
  const bot = BOT + 2;
  const sender = createSender({ token: `${bot}:bench_token_that_is_no_secret`, apiRoot: url, paid: true });
  await sender.send(1, message);
  await sender.send(1, { ...message, edits: { messageId: 5, isCaption: false } });
  const { result } = await ask('/bench/stats');
  expect(result).toMatchObject({ bots: { [bot]: { accepted: 1, paid: 1 } } });
});

it('hands out presses in their order and notices answers that are not', async () => {
  const bot = BOT + 3;
  const plan = { bots: [bot], firstChat: 50, chats: 1, perSecond: 10, seconds: 0.1, data: 'x' };
  await ask('/bench/press', plan);
  const { result } = await api(bot, 'getUpdates', { offset: 0, timeout: 5 });
  const ids = (result as { callback_query: { id: string } }[]).map((update) => update.callback_query.id);
  const more = (await api(bot, 'getUpdates', { offset: Number(ids.at(-1)) + 1, timeout: 1 })).result;
  ids.push(...(more as { callback_query: { id: string } }[]).map((update) => update.callback_query.id));
  expect(ids).toHaveLength(2);
  for (const id of ids.toReversed()) await api(bot, 'answerCallbackQuery', { callback_query_id: id });
  const report = (await ask('/bench/pressed', { graceMs: 0 })).result;
  expect(report).toMatchObject({ pressed: 2, answered: 2, outOfOrder: 1 });
});
