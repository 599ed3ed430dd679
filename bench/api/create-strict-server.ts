import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createPath } from './arrivals.ts';
import type { PressPlan, TapPlan } from './press-plan.ts';
import { createPresses } from './presses.ts';
import { createTrouble, type Trouble } from './trouble.ts';
import { createWindow, type Window, type WindowCounts } from './window.ts';

export type StrictOptions = {
  /** Messages each bot may send in any sliding second. */
  perSecond: number;
  /** What a refused bot is told to wait. */
  retryAfterS?: number;
  /** How long a message takes to arrive: least and most. */
  jitterMs?: readonly [number, number];
  trouble?: Trouble;
  /** The folder of the files that people have sent; a file's id is its name there. */
  filesDir?: string;
};

/** How a call is answered, or not. */
type Answer = { say: (status: number, body: object) => void; reset: () => void };

export type BotStats = WindowCounts & {
  /** Different chats that were written to. */
  chats: number;
  /** Calls that carried `allow_paid_broadcast`. */
  paid: number;
};

type BotState = {
  window: Window;
  /** How many messages were accepted for each chat. */
  chats: Map<number, number>;
  paid: number;
};
type Params = Record<string, unknown>;

const CALL = /^\/bot(\d+):[^/]+\/(\w+)$/;
const FILE = /^\/file\/bot\d+:[^/]+\/documents\/([^/]+)$/;
/** What counts against the limit; edits and answers to presses do not. */
const isMessage = (method: string): boolean => /^send(Message|Photo|Document)$/.test(method);

/**
 * The least of a Bot API server that holds senders to a limit and keeps count: messages, polling and presses. Its own
 * addresses under /bench/ steer and read it. It lives in a process of its own.
 */
export function createStrictServer({
  perSecond,
  retryAfterS = 3,
  jitterMs = [5, 30],
  trouble,
  filesDir,
}: StrictOptions) {
  const now = () => performance.now();
  const bots = new Map<number, BotState>();
  const presses = createPresses(now);
  const path = createPath(jitterMs, now);
  const troubles = createTrouble(trouble);
  let limit = perSecond;
  let messageId = 0;
  let edits = 0;

  const botOf = (id: number): BotState => {
    const known = bots.get(id);
    if (known) return known;
    const fresh = {
      window: createWindow({ perSecond: limit, retryAfterS }),
      chats: new Map<number, number>(),
      paid: 0,
    };
    bots.set(id, fresh);
    return fresh;
  };

  const sendMessage = (bot: BotState, params: Params, { say, reset }: Answer): void =>
    path((at) => {
      const tooMany = (seconds: number) =>
        say(429, {
          ok: false,
          error_code: 429,
          description: `Too Many Requests: retry after ${seconds}`,
          parameters: { retry_after: seconds },
        });
      const chat = Number(params['chat_id']);
      const taken = bot.window.take(at);
      if (!taken.ok) return tooMany(taken.retryAfterS);
      const struck = troubles.judge(chat);
      if (typeof struck === 'object') {
        if ('banS' in struck) {
          bot.window.ban(at, struck.banS);
          return tooMany(struck.banS);
        }
        const { code, description } = struck.gone;
        return say(code, { ok: false, error_code: code, description });
      }
      if (struck === 'error') return say(502, { ok: false, error_code: 502, description: 'Bad Gateway' });
      if (struck === 'reset-before') return reset();
      bot.chats.set(chat, (bot.chats.get(chat) ?? 0) + 1);
      if (params['allow_paid_broadcast'] === true) bot.paid += 1;
      messageId += 1;
      const result = { message_id: messageId, date: 1_700_000_000, chat: { id: chat, type: 'private' } };
      if (struck === 'reset-after') return reset();
      if (struck === 'hang') return void setTimeout(say, troubles.hangMs, 200, { ok: true, result });
      say(200, { ok: true, result });
    });

  const call = async (botId: number, method: string, params: Params): Promise<unknown> => {
    switch (method) {
      case 'getMe':
        return { id: botId, is_bot: true, first_name: 'Bench', username: `bench_${botId}_bot` };
      case 'getUpdates':
        return presses.poll(botId, Number(params['offset'] ?? 0), Number(params['timeout'] ?? 0));
      case 'answerCallbackQuery':
        presses.answer(String(params['callback_query_id']));
        return true;
      case 'editMessageText':
        edits += 1;
        await pause(presses.slowness(Number(params['chat_id'])));
        return { message_id: Number(params['message_id']), date: 0, chat: { id: params['chat_id'] } };
      case 'getFile': {
        const id = String(params['file_id']);
        return { file_id: id, file_unique_id: id, file_path: `documents/${id}` };
      }
      default:
        return true;
    }
  };

  const download = async (name: string, response: ServerResponse): Promise<void> => {
    const bytes = await readFile(join(filesDir ?? '', basename(decodeURIComponent(name))));
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  };

  const stats = (bot: BotState): BotStats => ({
    ...bot.window.counts(),
    chats: bot.chats.size,
    paid: bot.paid,
  });
  const steer = async (address: URL, params: Params): Promise<unknown> => {
    switch (address.pathname) {
      case '/bench/stats':
        return { now: now(), bots: Object.fromEntries([...bots].map(([id, bot]) => [id, stats(bot)])) };
      case '/bench/trouble':
        return troubles.counts();
      case '/bench/chats':
        return [...bots.values()].flatMap((bot) => [...bot.chats]);
      case '/bench/between': {
        const [from, until] = [Number(params['from']), Number(params['until'])];
        return [...bots.values()].reduce((sum, { window }) => sum + window.acceptedBetween(from, until), 0);
      }
      case '/bench/replies':
        return { answers: [...presses.answers()], edits };
      case '/bench/limit':
        limit = Number(params['perSecond']);
        for (const { window } of bots.values()) window.limitTo(limit);
        return now();
      case '/bench/press':
        presses.begin(params as PressPlan | TapPlan);
        return true;
      case '/bench/pressed':
        return presses.end(Number(params['graceMs'] ?? 0));
      default:
        return undefined;
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const params = await readParams(request);
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const address = new URL(request.url ?? '/', 'http://localhost');
    const [, file] = FILE.exec(address.pathname) ?? [];
    if (file !== undefined) return download(file, response);
    const [, bot, method = ''] = CALL.exec(address.pathname) ?? [];
    if (bot === undefined) {
      const result = await steer(address, params);
      return answer(result === undefined ? 404 : 200, { result });
    }
    const reset = () => void request.socket.resetAndDestroy();
    if (isMessage(method)) return sendMessage(botOf(Number(bot)), params, { say: answer, reset });
    const result = await call(Number(bot), method, params);
    if (result !== 'conflict') return answer(200, { ok: true, result });
    const description = 'Conflict: terminated by other getUpdates request';
    answer(409, { ok: false, error_code: 409, description });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.keepAliveTimeout = 60_000;
  return {
    listen: (): Promise<string> =>
      new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () =>
          resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
        );
      }),
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readParams(request: IncomingMessage): Promise<Params> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return {};
  return JSON.parse(Buffer.concat(chunks).toString()) as Params;
}
