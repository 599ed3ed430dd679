import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BullmqSenderOptions } from './anchors/bullmq-sender.ts';
import type { ThrottledSenderOptions } from './anchors/throttled-sender.ts';
import type { StrictOptions } from './api/create-strict-server.ts';
import { forkPart, type Part } from './fork-part.ts';
import { openAuthor, startProduct } from './product.ts';
import type { Stage } from './stage.ts';
import { startStrictApi, type StrictApi } from './strict-api.ts';

/**
 * The rate to set for a limit that is counted in any second: at an even spacing of d a second holds 1 + (1 s + spread) ÷ d
 * messages at most. The path spreads them by 25 ms; 20 ms more are for what a busy process adds.
 */
export const safeRate = (limit: number): number => Number((limit / 1.045).toFixed(1));

export type Sending = { api: StrictApi; part: Part; stop: () => Promise<void> };
/** Begins to send `messages` messages to a fresh strict server. */
export type Sender = (messages: number) => Promise<Sending>;

/** The sender first, so that it does not meet a server that is gone. */
const sending = (api: StrictApi, part: Part): Sending => ({
  api,
  part,
  stop: async () => {
    await part.stop();
    await api.stop();
  },
});

const anchor = (name: string, options: object): Promise<Part> =>
  forkPart(fileURLToPath(new URL(`./anchors/${name}.ts`, import.meta.url)), {
    args: [JSON.stringify(options)],
    tsx: true,
  });

/** The product: rows, relay, queue, worker and sender, in a process of its own, from one notice to everybody. */
export const productSender =
  (stage: Stage, strict: StrictOptions, rate: number, env: Record<string, string> = {}): Sender =>
  async (messages) => {
    const ground = await stage.prepare(messages);
    const api = await startStrictApi(strict);
    const product = await startProduct(ground, { apiRoot: api.url, roles: 'jobs', rate, env });
    const author = await openAuthor(ground);
    await author.sendToAll();
    await author.close();
    return sending(api, product);
  };

export const bullmqSender =
  (
    stage: Stage,
    strict: StrictOptions,
    limiter: BullmqSenderOptions['limiter'],
    concurrency: number,
  ): Sender =>
  async (messages) => {
    const api = await startStrictApi(strict);
    const options = { redisUrl: stage.redisUrl, prefix: `anchor-${Date.now()}`, apiRoot: api.url };
    const part = await anchor('bullmq-sender', { ...options, messages, concurrency, limiter });
    return sending(api, part);
  };

export const throttledSender =
  (strict: StrictOptions): Sender =>
  async (messages) => {
    const api = await startStrictApi(strict);
    const options: ThrottledSenderOptions = { apiRoot: api.url, messages, perSecond: strict.perSecond };
    const part = await anchor('throttled-sender', options);
    return sending(api, part);
  };

/** Waits for the first message; returns the server's instant of it. */
export async function firstMessage(api: StrictApi): Promise<number> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(50)) {
    const [bot] = Object.values(await api.stats());
    if (bot && bot.accepted > 0) return bot.firstAt;
  }
  throw new Error('nothing was sent within a minute');
}

export type Rate = { perSecond: number; refused: number };

/** Messages a second that were accepted in the first `seconds` of a broadcast that is long enough not to end. */
export async function measureRate(sender: Sender, messages: number, seconds: number): Promise<Rate> {
  const { api, stop } = await sender(messages);
  try {
    const first = await firstMessage(api);
    await pause(seconds * 1000 + 200);
    const accepted = await api.acceptedBetween(first, first + seconds * 1000);
    return { perSecond: accepted / seconds, refused: (await api.total()).refused };
  } finally {
    await stop();
  }
}
