import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

type Env = { Bindings: HttpBindings };

/** A little more than the 50 MB a bot may upload, for the form around it. */
const MAX_BODY = 52 * 1024 * 1024;
/** So much of a refused body is still read, so that its sender hears the answer and not a broken connection. */
const MAX_READ_OFF = 4 * MAX_BODY;

/** In the words of the Bot API and of the control API at once. */
const refuse = (c: Context<Env>): Response =>
  c.json({ ok: false, error_code: 413, description: 'Request Entity Too Large', error: 'too large' }, 413);

const limitUnannounced = bodyLimit({ maxSize: MAX_BODY, onError: refuse });

const readOff = (incoming: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    finished(incoming, () => resolve());
    incoming.resume();
  });

/** Answers 413 to larger bodies. */
export const limitBody: MiddlewareHandler<Env> = async (c, next) => {
  const length = Number(c.req.header('content-length') ?? 0);
  if (length <= MAX_BODY) return limitUnannounced(c, next);
  if (length <= MAX_READ_OFF) await readOff(c.env.incoming);
  return refuse(c);
};
