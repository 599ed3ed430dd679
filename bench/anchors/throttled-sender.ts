import { setTimeout as pause } from 'node:timers/promises';
import { createCaller } from './call-telegram.ts';

/**
 * A broadcast behind a reservoir, as grammY's throttler makes one (transformer-throttler: 30 calls, filled up again
 * every 1,000 ms), with a pause on 429 and no queue behind it.
 */
export type ThrottledSenderOptions = { apiRoot: string; messages: number; perSecond: number };

const { apiRoot, messages, perSecond } = JSON.parse(process.argv[2] ?? '{}') as ThrottledSenderOptions;
const call = createCaller(apiRoot);
const waiting = Array.from({ length: messages }, (_, i) => i + 1);
let heldUntil = 0;

const send = async (chat: number): Promise<void> => {
  const wait = await call(chat);
  if (wait === undefined) return;
  heldUntil = Math.max(heldUntil, performance.now() + wait);
  waiting.unshift(chat);
};

process.send?.({ type: 'ready' });
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
while (waiting.length > 0) {
  if (performance.now() >= heldUntil)
    for (const chat of waiting.splice(0, perSecond)) void send(chat).catch(() => waiting.push(chat));
  await pause(1000);
}
