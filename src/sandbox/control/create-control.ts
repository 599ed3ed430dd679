import { Hono } from 'hono';
import { fileBytes } from '../files.ts';
import { isRefusal, refusal } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import { botRoutes } from './bots.ts';
import { chatRoutes } from './chats.ts';
import { clockRoutes } from './clock.ts';
import { eventRoutes } from './events.ts';
import { testRoutes } from './tests.ts';
import { userRoutes } from './users.ts';

const asJson = (error: string, status: number): Response =>
  new Response(JSON.stringify({ error }), { status, headers: { 'content-type': 'application/json' } });

/** The control API of protocol.ts. */
export function createControl(sandbox: Sandbox): Hono {
  const { world } = sandbox;
  const app = new Hono();
  app.route('/users', userRoutes(world));
  app.route('/bots', botRoutes(world));
  app.route('/chats', chatRoutes(world));
  app.route('/clock', clockRoutes(world.clock, sandbox.stopping));
  app.route('/events', eventRoutes(sandbox));
  app.route('/', testRoutes(sandbox));
  app.get('/files/:fileId', (c) => {
    const file = world.files.get(c.req.param('fileId'));
    const bytes = file && fileBytes(world, file.id);
    if (!bytes) throw refusal(404, 'there is no such file');
    const name = encodeURIComponent(file.name ?? 'photo');
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': file.mimeType,
      'content-disposition': `inline; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox',
    });
  });
  app.all('*', () => asJson('no such address', 404));
  app.onError((error) => {
    if (isRefusal(error)) return asJson(error.message.replace(/^Bad Request: /, ''), error.code);
    world.log(error.stack ?? error.message);
    return asJson('the sandbox failed: see its log', 500);
  });
  return app;
}
