import { createCaller } from './call-telegram.ts';

/** A bare telegraf process that does nothing but send: its memory is the least a sender has. */
const { apiRoot, messages, concurrency } = JSON.parse(process.argv[2] ?? '{}') as {
  apiRoot: string;
  messages: number;
  concurrency: number;
};
const call = createCaller(apiRoot);
process.once('disconnect', () => process.exit(0));
process.send?.({ type: 'ready' });
let next = 0;
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (next < messages) {
      next += 1;
      await call(next);
    }
  }),
);
process.send?.({ type: 'done' });
