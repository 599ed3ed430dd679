import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findFreePort } from '../../src/db/embedded/free-port.ts';
import { startHttp } from '../../src/http/create-http.ts';
import { createLogger } from '../../src/logger.ts';
import { CASTS } from '../loop/casts.ts';
import { httpActor } from '../loop/http-actor.ts';
import { BOT, startSystem } from '../loop/start-system.ts';
import type { System } from '../loop/start-system.ts';
import { words } from '../loop/words.ts';
import { createTestDatabase } from '../support/databases.ts';
import type { TestDatabase } from '../support/databases.ts';
import { testRedis } from '../support/redis.ts';

const SECRET = 'a_secret_for_the_tests_only';
const PATH = '/telegram';
const TEXT = '今晚有强降雨，请各村安排值守😀。';
type StoredRow = { id: number; state: string; hasBody: boolean };
const { secretary, newcomer } = CASTS.zh;
const firstLine = (text: string): string => text.replaceAll(/<[^>]*>/g, '').split('\n')[0] ?? '';

/** Posts the pieces of a body one after the other, each as a chunk of its own; resolves to the status. */
async function postInPieces(url: string, pieces: readonly Buffer[], secret = SECRET): Promise<number> {
  const call = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
  });
  const answer = once(call, 'response');
  call.flushHeaders();
  for (const piece of pieces) await new Promise<void>((sent) => void call.write(piece, () => sent()));
  call.end();
  const [response] = await answer;
  response.resume();
  return response.statusCode;
}

const post = async (url: string, body: string, headers: Record<string, string> = {}): Promise<number> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  await response.text();
  return response.status;
};
const WITH_SECRET = { 'x-telegram-bot-api-secret-token': SECRET };

const messageFrom = (user: number, updateId: number, text: string) => ({
  update_id: updateId,
  message: {
    message_id: updateId,
    date: 1_795_000_000,
    chat: { id: user, type: 'private', first_name: '样' },
    from: { id: user, is_bot: false, first_name: '样', language_code: 'zh' },
    text,
    ...(text.startsWith('/') ? { entities: [{ type: 'bot_command', offset: 0, length: text.length }] } : {}),
  },
});

describe('a body that comes in pieces', () => {
  test('is read whole, wherever it was cut', async () => {
    const taken: unknown[] = [];
    const server = await startHttp({
      host: '127.0.0.1',
      port: 0,
      health: {},
      log: createLogger({ level: 'silent', pretty: false }),
      webhooks: [
        { path: PATH, secret: SECRET, accept: (update) => Promise.resolve(void taken.push(update)) },
      ],
    });
    const update = { update_id: 1, message: { text: TEXT } };
    const body = Buffer.from(JSON.stringify(update));
    const url = `http://127.0.0.1:${server.port}${PATH}`;
    try {
      for (let cut = 1; cut < body.length; cut += 1)
        expect(await postInPieces(url, [body.subarray(0, cut), body.subarray(cut)])).toBe(200);
      expect(
        await postInPieces(
          url,
          [...body].map((byte) => Buffer.of(byte)),
        ),
      ).toBe(200);
    } finally {
      await server.close();
    }
    expect(taken).toHaveLength(body.length);
    expect(taken).toEqual(taken.map(() => update));
  });
});

describe('the webhook of the running bot', () => {
  let database: TestDatabase;
  let system: System;
  let url: string;
  let since = 0;
  const allStored = () =>
    database.db.execute<StoredRow>(
      'select update_id::float8 as id, state, body is not null as "hasBody" from processed_updates order by received_at',
    );
  const stored = async () => (await allStored()).slice(since);
  const isDone = (id: number) =>
    vi.waitFor(async () => expect(await stored()).toContainEqual({ id, state: 'done', hasBody: false }), {
      timeout: 20_000,
    });

  beforeAll(async () => {
    database = await createTestDatabase({ county: true });
    const port = await findFreePort();
    url = `http://127.0.0.1:${port}${PATH}`;
    system = await startSystem({
      databaseUrl: database.appUrl,
      ...testRedis(),
      env: { ROLES: 'bot,http', PORT: String(port), WEBHOOK_URL: url, WEBHOOK_SECRET: SECRET },
    });
    await system.start();
    // Those who had blocked the bot before it first ran are told to it as its first updates.
    await vi.waitFor(async () => {
      const rows = await allStored();
      expect(rows.filter((row) => row.state === 'done')).toHaveLength(2);
      since = rows.length;
    });
  });
  afterAll(async () => {
    await system.stop();
    await database.close();
  });

  test('refuses a call without the secret, or with another, and stores nothing', async () => {
    const body = JSON.stringify(messageFrom(secretary, 9_001, '/help'));
    const secret = 'x-telegram-bot-api-secret-token';
    expect(await post(url, body)).toBe(401);
    expect(await post(url, body, { [secret]: '' })).toBe(401);
    expect(await post(url, body, { [secret]: `${SECRET.slice(0, -1)}z` })).toBe(401);
    expect(await post(url, body, { [secret]: `${SECRET}z` })).toBe(401);
    expect(await post(url, '€'.repeat(2_000_000))).toBe(401);
    expect(await stored()).toEqual([]);
  });

  test('knows no other method', async () => {
    expect((await fetch(url, { headers: WITH_SECRET })).status).toBe(404);
  });

  test('refuses more than a megabyte, whether the length is told or not', async () => {
    const big = JSON.stringify(messageFrom(secretary, 9_002, 'x'.repeat(1_048_576)));
    expect(await post(url, big, WITH_SECRET)).toBe(413);
    const half = Buffer.from(big.slice(0, 600_000));
    expect(await postInPieces(url, [half, half])).toBe(413);
    expect(await stored()).toEqual([]);
  });

  test('answers a body without an end, and then cuts it off', async () => {
    const call = request(url, { method: 'POST', headers: WITH_SECRET });
    const answer = once(call, 'response');
    const closed = new Promise((resolve) => void call.once('close', resolve));
    // It is cut off while we still send.
    call.on('error', () => undefined);
    const piece = Buffer.alloc(65_536, 'x');
    const send = (): void => {
      if (!call.destroyed) call.write(piece, send);
    };
    send();
    const [response] = await answer;
    expect(response.statusCode).toBe(413);
    response.resume();
    await closed;
  });

  test.each(['', 'hello', 'null', '7', '[]', '{}', '{"update_id":"9003"}', '{"update_id":1.5}', '{"upd'])(
    'refuses %j, which is no update',
    async (body) => {
      expect(await post(url, body, WITH_SECRET)).toBe(400);
      expect(await stored()).toEqual([]);
    },
  );

  test('takes what Telegram sends, and the bot answers', async () => {
    const person = httpActor(system.client, BOT, secretary, 'zh');
    await person.send('/help');
    await person.see(words.zh.people.commands.broadcast);
    const calls = await system.client.calls();
    expect(calls.map((call) => call.method)).not.toContain('getUpdates');
    expect(calls.find((call) => call.method === 'setWebhook')?.params).toMatchObject({
      url,
      secret_token: SECRET,
    });
    await vi.waitFor(async () =>
      expect(await stored()).toEqual([{ id: expect.any(Number), state: 'done', hasBody: false }]),
    );
  });

  test('handles an update once, however often it comes', async () => {
    const before = (await system.client.chat(BOT, secretary)).messages.length;
    const body = JSON.stringify(messageFrom(secretary, 9_010, '/help'));
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(url, body, WITH_SECRET)));
    expect(answers).toEqual([200, 200, 200, 200, 200]);
    await isDone(9_010);
    expect((await system.client.chat(BOT, secretary)).messages).toHaveLength(before + 1);
  });

  test('lives through an update whose message is none', async () => {
    expect(await post(url, '{"update_id":9020,"message":7}', WITH_SECRET)).toBe(200);
    await system.kill();
    await system.start();
    const person = httpActor(system.client, BOT, secretary, 'zh');
    await person.send('/broadcast');
    await person.see(firstLine(words.zh.broadcast.textAsk));
  });

  test('shows a text as it was written, though each of its bytes came alone and some can not be kept', async () => {
    const text = `${TEXT}\0\ud800`;
    const update = JSON.stringify(messageFrom(secretary, 9_030, text));
    expect(
      await postInPieces(
        url,
        [...Buffer.from(update)].map((byte) => Buffer.of(byte)),
      ),
    ).toBe(200);
    const person = httpActor(system.client, BOT, secretary, 'zh');
    await person.press(newcomer.village);
    await person.press(words.zh.common.next);
    await person.see(`${TEXT}\ufffd`);
    await isDone(9_030);
  });
});
