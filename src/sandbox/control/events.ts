import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { SandboxEvent } from '../protocol.ts';
import type { Sandbox } from '../sandbox.ts';

const KEEP_ALIVE_MS = 15_000;

const concerns = (event: SandboxEvent, bot: string | undefined, user: string | undefined): boolean =>
  (bot === undefined || !('bot' in event) || String(event.bot) === bot) &&
  (user === undefined || !('user' in event) || String(event.user) === user);

/** Everything that happens, as it happens; `?bot=` and `?user=` narrow it. */
export function eventRoutes({ world, stopping }: Sandbox): Hono {
  const app = new Hono();
  app.get('/', (c) => {
    const { bot, user } = c.req.query();
    return streamSSE(c, async (stream) => {
      const stopListening = world.events.listen((event) => {
        if (concerns(event, bot, user)) void stream.writeSSE({ data: JSON.stringify(event) });
      });
      await stream.write(': listening\n\n');
      const alive = setInterval(() => void stream.write(': still here\n\n'), KEEP_ALIVE_MS);
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
        stopping.addEventListener('abort', () => resolve());
      });
      clearInterval(alive);
      stopListening();
    });
  });
  return app;
}
