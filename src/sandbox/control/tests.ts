import { Hono } from 'hono';
import { z } from 'zod';
import { ensureBot } from '../bots.ts';
import type { Sandbox } from '../sandbox.ts';
import { idIn, readBody } from './read-body.ts';

const rate = z.number().nonnegative();
const limits = z.strictObject({
  perSecond: rate,
  perChatPerSecond: rate,
  perChatBurst: rate.min(1),
  retryAfterSeconds: z.int().positive(),
  groupPerMinute: rate.exactOptional(),
  paidPerSecond: rate.exactOptional(),
});
const fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.literal([400, 401, 403, 404, 429, 500, 502]),
    description: z.string().exactOptional(),
    retryAfter: z.int().positive().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('hang'), ms: z.int().nonnegative(), accept: z.boolean() }),
  z.strictObject({ kind: z.literal('reset'), accept: z.boolean() }),
]);
const rules = z.array(
  z.strictObject({
    bot: z.int().exactOptional(),
    method: z.string().exactOptional(),
    chatId: z.int().exactOptional(),
    probability: z.number().min(0).max(1).exactOptional(),
    times: z.int().positive().exactOptional(),
    fault,
  }),
);

/** What tests ask of a Telegram: what was called, what is to go wrong, how much is allowed, any update at all. */
export function testRoutes({ calls, faults, limiter, world }: Sandbox): Hono {
  const app = new Hono();
  app.get('/calls', (c) => c.json(calls.since(Number(c.req.query('since') ?? 0) || 0)));
  app.get('/faults', (c) => c.json(faults.list()));
  app.put('/faults', async (c) => c.json(faults.set(await readBody(c, rules))));
  app.get('/limits', (c) => c.json(limiter.get()));
  app.put('/limits', async (c) => c.json(limiter.set(await readBody(c, limits))));
  app.post('/updates/:bot', async (c) => {
    const update = await readBody(c, z.record(z.string(), z.unknown()));
    world.queue.pushRaw(ensureBot(world, idIn(c, 'bot')).id, update);
    return c.json({ ok: true });
  });
  return app;
}
