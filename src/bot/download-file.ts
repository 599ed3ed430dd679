import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { TelegramError } from 'telegraf';
import type { BotContext } from './context.ts';

/** A village's line is slow: 10 MB may take a while. */
const TIMEOUT_MS = 60_000;

export type SizeLimit = number | ((head: Uint8Array) => number);
export type Downloaded = { ok: true; bytes: Uint8Array } | { ok: false; problem: 'too-big' | 'lost' };

/**
 * Brings a file from Telegram, through the bot's own proxy.
 * @param limit bytes, beyond which it is given up; where that depends on what it is, by how it begins
 * @throws what the network throws: the update is tried again
 */
export async function downloadFile(ctx: BotContext, fileId: string, limit: SizeLimit): Promise<Downloaded> {
  let link: URL;
  try {
    link = await ctx.telegram.getFileLink(fileId);
  } catch (error) {
    if (error instanceof TelegramError && error.description.includes('file is too big'))
      return { ok: false, problem: 'too-big' };
    throw error;
  }
  const response = await open(ctx, link);
  if (response.statusCode !== 200) {
    response.destroy();
    return { ok: false, problem: 'lost' };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  let most = typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (size === 0 && typeof limit === 'function') most = limit(chunk);
    size += chunk.length;
    if (size > most) return { ok: false, problem: 'too-big' };
    chunks.push(chunk);
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}

function open(ctx: BotContext, link: URL): Promise<IncomingMessage> {
  const get = link.protocol === 'http:' ? getHttp : getHttps;
  const { agent } = ctx.telegram.options;
  return new Promise((resolve, reject) => {
    get(link, { agent, signal: AbortSignal.timeout(TIMEOUT_MS) }, resolve).on('error', reject);
  });
}
