import { timingSafeEqual } from 'node:crypto';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Log } from '../logger.ts';

/** Which parts answer; a part that this process does not run is left out. */
export type Health = Record<string, () => Promise<boolean> | boolean>;
export type HttpOptions = {
  host: string;
  port: number;
  health: Health;
  log: Log;
  /** Where Telegram's updates go; `accept` returns once they are safe. */
  webhook?: { path: string; secret: string; accept: (update: unknown) => Promise<void> };
};

const UPDATE_LIMIT = 1_048_576;
const CHECK_TIMEOUT_MS = 3_000;

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const answersInTime = async (check: () => Promise<boolean> | boolean): Promise<boolean> => {
  const late = new Promise<false>((resolve) => setTimeout(resolve, CHECK_TIMEOUT_MS, false).unref());
  return Promise.race([Promise.resolve().then(check), late]).catch(() => false);
};

/** /healthz is 200 only when every part is up; the webhook takes a bounded body with the right secret. */
export function createHttpApp({ health, log, webhook }: Omit<HttpOptions, 'host' | 'port'>): Hono {
  const app = new Hono();
  app.get('/healthz', async (c) => {
    const parts = await Promise.all(
      Object.entries(health).map(
        async ([name, check]) => [name, (await answersInTime(check)) ? 'up' : 'down'] as const,
      ),
    );
    return c.json(Object.fromEntries(parts), parts.every(([, state]) => state === 'up') ? 200 : 503);
  });
  if (webhook) {
    app.post(
      webhook.path,
      bodyLimit({ maxSize: UPDATE_LIMIT, onError: (c) => c.text('too large', 413) }),
      async (c) => {
        if (!sameText(c.req.header('x-telegram-bot-api-secret-token') ?? '', webhook.secret))
          return c.text('unauthorized', 401);
        const update: unknown = await c.req.json().catch(() => undefined);
        if (
          typeof update !== 'object' ||
          update === null ||
          !('update_id' in update) ||
          !Number.isSafeInteger(update.update_id)
        )
          return c.text('not an update', 400);
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
