import { Hono } from 'hono';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { badRequest } from '../refusal.ts';
import { readBody } from './read-body.ts';

const WAIT_MS = 25_000;
/** As far as a Date reaches in sensible years. */
const MAX_MS = 200 * 366 * 86_400_000;
const ms = z.number().min(-MAX_MS).max(MAX_MS);
const move = z.union([
  z.strictObject({ advanceMs: ms }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ offsetMs: ms }),
]);

function offsetAfter(clock: Clock, asked: z.infer<typeof move>): number {
  if ('advanceMs' in asked) return clock.offsetMs() + asked.advanceMs;
  if ('offsetMs' in asked) return asked.offsetMs;
  return Date.parse(asked.to) - Date.now();
}

/** Resolves when the clock moves, when time is over or when nobody waits any more. */
function moved(clock: Clock, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopListening();
      gone.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, WAIT_MS);
    const stopListening = clock.onChange(done);
    gone.addEventListener('abort', done);
  });
}

/** The clock that scheduled things go by. `?after=<offsetMs>` waits for it to be moved. */
export function clockRoutes(clock: Clock, stopping: AbortSignal): Hono {
  const app = new Hono();
  app.get('/', async (c) => {
    const gone = AbortSignal.any([c.req.raw.signal, stopping]);
    if (c.req.query('after') === String(clock.offsetMs()) && !gone.aborted) await moved(clock, gone);
    return c.json(clock.view());
  });
  app.post('/', async (c) => {
    const offset = offsetAfter(clock, await readBody(c, move));
    if (Math.abs(offset) > MAX_MS) throw badRequest('that is more than 200 years from now');
    clock.setOffset(offset);
    return c.json(clock.view());
  });
  return app;
}
