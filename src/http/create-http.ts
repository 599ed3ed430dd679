import { timingSafeEqual } from 'node:crypto';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Log } from '../logger.ts';

export type PartState = 'up' | 'down' | 'unknown';
/** How each part of the installation is found out about; a check that throws or takes too long means `down`. */
export type Health = Record<string, () => Promise<PartState> | PartState>;
export type HttpOptions = {
  host: string;
  port: number;
  health: Health;
  log: Log;
  /** Where Telegram's updates go; `accept` returns once they are safe. */
  webhooks?: readonly { path: string; secret: string; accept: (update: unknown) => Promise<void> }[];
};

/** A body that is not read to its end takes its connection with it; whoever keeps one alive must know. */
const UNREAD = { connection: 'close' };
const UPDATE_LIMIT = 1_048_576;
const CHECK_TIMEOUT_MS = 3_000;

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const stateInTime = async (check: Health[string]): Promise<PartState> => {
  const late = new Promise<'down'>((resolve) => setTimeout(resolve, CHECK_TIMEOUT_MS, 'down').unref());
  return Promise.race([Promise.resolve().then(check), late]).catch(() => 'down');
};

const isUpdate = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'update_id' in body && Number.isSafeInteger(body.update_id);

/**
 * `GET /healthz` is 200 only when every part is up, else 503; the body names each part's state. The webhook takes a
 * bounded body with the right secret: 401, 413 and 400 are answered before anything is stored.
 */
function createHttpApp({ health, log, webhooks = [] }: Omit<HttpOptions, 'host' | 'port'>): Hono {
  const app = new Hono();
  app.get('/healthz', async (c) => {
    const parts = await Promise.all(
      Object.entries(health).map(async ([name, check]) => [name, await stateInTime(check)] as const),
    );
    return c.json(Object.fromEntries(parts), parts.every(([, state]) => state === 'up') ? 200 : 503);
  });
  for (const webhook of webhooks) {
    app.post(
      webhook.path,
      // Before the body: a stranger's is not worth reading.
      async (c, next) =>
        sameText(c.req.header('x-telegram-bot-api-secret-token') ?? '', webhook.secret)
          ? next()
          : c.text('unauthorized', 401),
      bodyLimit({ maxSize: UPDATE_LIMIT, onError: (c) => c.text('too large', 413, UNREAD) }),
      async (c) => {
        const update: unknown = await c.req.json().catch(() => undefined);
        if (!isUpdate(update)) return c.text('not an update', 400);
        await webhook.accept(update);
        return c.body(null, 200);
      },
    );
  }
  app.onError((error, c) => {
    log.error({ error, path: c.req.path }, 'request failed');
    return c.text('try again', 500);
  });
  return app;
}

/** Listens; `close` waits for requests in hand. */
export async function startHttp(options: HttpOptions): Promise<{ port: number; close: () => Promise<void> }> {
  const { fetch } = createHttpApp(options);
  let server: ServerType | undefined;
  const port = await new Promise<number>((resolve, reject) => {
    server = serve({ fetch, hostname: options.host, port: options.port }, (info) => resolve(info.port));
    server.once('error', reject);
  });
  return {
    port,
    close: () => new Promise((resolve) => (server ? server.close(() => resolve()) : resolve())),
  };
}
