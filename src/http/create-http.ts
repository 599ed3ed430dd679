import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Log } from '../logger.ts';
import { receiveWebhook, type Webhook } from './receive-webhook.ts';

export type PartState = 'up' | 'down' | 'unknown';
/** How each part of the installation is found out about; a check that throws or takes too long means `down`. */
export type Health = Record<string, () => Promise<PartState> | PartState>;
export type HttpOptions = {
  host: string;
  port: number;
  health: Health;
  log: Log;
  webhooks?: readonly Webhook[];
};

const CHECK_TIMEOUT_MS = 3_000;

const stateInTime = async (check: Health[string]): Promise<PartState> => {
  const late = new Promise<'down'>((resolve) => setTimeout(resolve, CHECK_TIMEOUT_MS, 'down').unref());
  return Promise.race([Promise.resolve().then(check), late]).catch(() => 'down');
};

/** `GET /healthz` is 200 only when every part is up, else 503; the body names each part's state. */
function createHttpApp({ health, log }: Pick<HttpOptions, 'health' | 'log'>): Hono {
  const app = new Hono();
  app.get('/healthz', async (c) => {
    const parts = await Promise.all(
      Object.entries(health).map(async ([name, check]) => [name, await stateInTime(check)] as const),
    );
    return c.json(Object.fromEntries(parts), parts.every(([, state]) => state === 'up') ? 200 : 503);
  });
  app.onError((error, c) => {
    log.error({ error, path: c.req.path }, 'request failed');
    return c.text('try again', 500);
  });
  return app;
}

/**
 * A connection that rests is kept longer than those who use it do (nginx: 60 s). Where we were the first to close it, the
 * next update could be sent into the closing, and be lost to whoever does not send it again.
 */
const KEEP_ALIVE_MS = 75_000;

/** Listens; `close` waits for requests in hand. */
export async function startHttp(options: HttpOptions): Promise<{ port: number; close: () => Promise<void> }> {
  const { host, port, log, webhooks = [] } = options;
  const listener = getRequestListener(createHttpApp(options).fetch);
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.split('?', 1)[0];
    const webhook = request.method === 'POST' ? webhooks.find((one) => one.path === path) : undefined;
    if (!webhook) return listener(request, response);
    try {
      await receiveWebhook(webhook, request, response);
    } catch (error) {
      // Cut off by its sender, or not stored: Telegram tries again.
      log.error({ error, path }, 'request failed');
      if (!response.headersSent) response.writeHead(500).end('try again');
    }
  };
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS },
    (request, response) => void serve(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
