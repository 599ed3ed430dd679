import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { createControl } from './control/create-control.ts';
import { createBotApi } from './http/bot-api.ts';
import { limitBody } from './http/limit-body.ts';
import { bundlePage } from './page-bundle.ts';
import { createSandbox } from './sandbox.ts';

/** Long, so that a busy client does not write to a connection that is just being closed. */
const KEEP_ALIVE_MS = 65_000;
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'";

export type RunningSandbox = {
  /** `http://127.0.0.1:<port>`: the page, and `apiRoot` for a bot. */
  url: string;
  port: number;
  close: () => Promise<void>;
};

/**
 * Starts a local Telegram on this machine's own address.
 * @param options `port` 0 takes a free one; `dataDir` keeps everything over a restart; `page: false` leaves the
 *   browser page out, for tests that need only the API.
 * @throws Error with `code: 'EADDRINUSE'` when the port is taken.
 */
export async function startSandbox(options: {
  port?: number;
  dataDir?: string;
  page?: boolean;
  log?: (line: string) => void;
}): Promise<RunningSandbox> {
  const { port = 0, dataDir, log = () => undefined } = options;
  const page = options.page === false ? undefined : await bundlePage();
  const sandbox = createSandbox({ log, ...(dataDir === undefined ? {} : { dataDir }) });
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(limitBody);
  app.route('/sandbox/api', createControl(sandbox));
  if (page) {
    app.get('/', (c) => c.html(page.html, 200, { 'content-security-policy': PAGE_POLICY }));
    app.get('/app.js', (c) => c.body(page.script, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
    app.get('/app.css', (c) => c.body(page.style, 200, { 'content-type': 'text/css; charset=utf-8' }));
  }
  app.route('/', createBotApi(sandbox));
  app.notFound((c) => c.json({ ok: false, error_code: 404, description: 'Not Found' }, 404));
  app.onError((error, c) => {
    log(error.stack ?? error.message);
    return c.json({ ok: false, error_code: 500, description: 'Internal Server Error' }, 500);
  });

  const serverOptions = { keepAliveTimeout: KEEP_ALIVE_MS };
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port, serverOptions });
  try {
    await once(server, 'listening');
  } catch (error) {
    sandbox.close();
    throw error;
  }
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    async close() {
      const closed = once(server, 'close');
      server.close();
      sandbox.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
