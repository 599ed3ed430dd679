import { Agent, request } from 'node:http';
import type { Webhook } from './press-plan.ts';

/** As few as Telegram opens by itself. */
const agent = new Agent({ keepAlive: true, maxSockets: 40 });
const PATIENCE_MS = 10_000;

/** Posts an update to a webhook; the status it is answered with, or 0 when it is not. */
export function postUpdate({ url, secret }: Webhook, update: object): Promise<number> {
  const body = JSON.stringify(update);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-telegram-bot-api-secret-token': secret,
  };
  return new Promise((resolve) => {
    const call = request(url, { method: 'POST', agent, headers, timeout: PATIENCE_MS }, (response) => {
      response.resume().once('close', () => resolve(response.statusCode ?? 0));
    });
    call.once('timeout', () => call.destroy());
    call.once('error', () => resolve(0));
    call.end(body);
  });
}
