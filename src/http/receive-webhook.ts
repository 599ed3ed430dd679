import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where Telegram's updates go; `accept` returns once they are safe. */
export type Webhook = { path: string; secret: string; accept: (update: unknown) => Promise<void> };

const UPDATE_LIMIT = 1_048_576;

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const isUpdate = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'update_id' in body && Number.isSafeInteger(body.update_id);

/**
 * Of a body that is not wanted so much is let pass after it was answered, so that its sender gets to read the answer; then it is
 * cut off.
 */
const DISCARD_LIMIT = 16 * UPDATE_LIMIT;

/**
 * The body; undefined as soon as it is over the limit, and what comes then is not kept. It is read by its events, as to iterate
 * over a stream costs as much as all else that is done here.
 */
function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      chunks.length = 0;
      resolve(undefined);
      if (size > DISCARD_LIMIT) request.destroy();
    });
    request.once('end', () => resolve(size > limit ? undefined : Buffer.concat(chunks)));
    request.once('error', reject);
  });
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/**
 * Takes one update: 200 once it is safe. Without the secret it is 401, over 1 MB 413, and what is no update 400, before
 * anything is stored. It reads the request itself, as a router with its own requests and streams costs more than the rest.
 */
export async function receiveWebhook(
  { secret, accept }: Webhook,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, why: string): void => {
    response.writeHead(status, { 'content-type': 'text/plain' }).end(why);
  };
  const given = request.headers['x-telegram-bot-api-secret-token'];
  if (!sameText(typeof given === 'string' ? given : '', secret)) {
    await readBody(request, 0);
    return refuse(401, 'unauthorized');
  }
  const body = await readBody(request, UPDATE_LIMIT);
  if (body === undefined) return refuse(413, 'too large');
  const update = parse(body);
  if (!isUpdate(update)) return refuse(400, 'not an update');
  await accept(update);
  response.writeHead(200).end();
}
