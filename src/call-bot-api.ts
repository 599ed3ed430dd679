import { request as plainRequest, type Agent, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import { urlToHttpOptions } from 'node:url';

/** Where the Bot API is, and by which connections. */
export type BotApi = { apiRoot: string; token: string; agent?: Agent | undefined };

/** What the Bot API says; one that broke down says no more than its status. */
export type ApiAnswer =
  | { ok: true; result: unknown }
  | { ok: false; error_code: number; description: string; parameters?: { retry_after?: number } };

const withoutNulls = (_: string, value: unknown): unknown => value ?? undefined;

type Address = { request: typeof plainRequest; options: RequestOptions; path: string };

/** An installation calls one server, so an address is taken apart once. */
const addresses = new Map<string, Address>();
function addressOf(apiRoot: string): Address {
  const known = addresses.get(apiRoot);
  if (known) return known;
  const { path, ...options } = urlToHttpOptions(new URL('./', apiRoot));
  const request = options.protocol === 'http:' ? plainRequest : secureRequest;
  const address = { request, options, path: path ?? '/' };
  addresses.set(apiRoot, address);
  return address;
}

/**
 * One call without files. telegraf's client costs several times as much per call, which is most of what a broadcast and an
 * answer to a press take; it stays in use for files and for polling.
 * @throws what the connection threw, with its `code`; ETIMEDOUT after `timeoutMs` without a whole answer; SyntaxError over
 *   an answer that is not JSON
 */
export async function callBotApi(
  { apiRoot, token, agent }: BotApi,
  method: string,
  payload: object,
  timeoutMs: number,
): Promise<ApiAnswer> {
  const body = JSON.stringify(payload, withoutNulls);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const { request, options, path } = addressOf(apiRoot);
  const to = { method: 'POST', headers, agent, path: `${path}bot${token}/${method}`, ...options };
  const { status, text, why } = await new Promise<{ status: number; text: string; why: string }>(
    (resolve, reject) => {
      const call = request(to, (response) => {
        readText(response).then(
          (read) =>
            resolve({ status: response.statusCode ?? 0, text: read, why: response.statusMessage ?? '' }),
          reject,
        );
      });
      const timer = setTimeout(() => {
        call.destroy(Object.assign(new Error(`no answer within ${timeoutMs} ms`), { code: 'ETIMEDOUT' }));
      }, timeoutMs);
      call.once('error', reject);
      call.once('close', () => clearTimeout(timer));
      call.end(body);
    },
  );
  // A server that broke down says so in whatever form it likes.
  if (status >= 500) return { ok: false, error_code: status, description: why };
  return JSON.parse(text) as ApiAnswer;
}

/** By its events, as to iterate over a stream costs as much as the rest of the call. */
function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.once('end', () => resolve(Buffer.concat(chunks).toString()));
    // Cut off in the middle it is ECONNRESET.
    response.once('error', reject);
  });
}
