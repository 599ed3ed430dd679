import { Hono } from 'hono';
import { z } from 'zod';
import { userOf } from '../chats.ts';
import type { SandboxUser } from '../protocol.ts';
import type { World } from '../world.ts';
import { viewUser } from '../views.ts';
import { knownUser } from '../user/write.ts';
import { idIn, readBody } from './read-body.ts';

const input = z.object({
  firstName: z.string().min(1).max(64),
  username: z.string().optional(),
  languageCode: z.string().regex(/^[a-z]{2}(-[A-Za-z]+)?$/, 'expected a language code, e.g. "zh"'),
  note: z.string().optional(),
  suggest: z.string().optional(),
});
const withId = input.extend({ id: z.int().positive() });

function save(world: World, { id, ...rest }: z.infer<typeof withId>): SandboxUser {
  const given = Object.entries({ id, ...rest }).filter(([, value]) => value !== undefined);
  const deactivated = userOf(world, id)?.deactivated ? { deactivated: true } : {};
  world.users.set(String(id), { ...(Object.fromEntries(given) as SandboxUser), ...deactivated });
  return viewUser(world, id);
}

/** The people who have an account in this Telegram. */
export function userRoutes(world: World): Hono {
  const app = new Hono();
  app.get('/', (c) => c.json([...world.users.values()].map((user) => viewUser(world, user.id))));
  app.put('/', async (c) => {
    const users = await readBody(c, z.array(withId));
    for (const user of users) save(world, user);
    world.events.emit({ type: 'users' });
    return c.json({ count: users.length });
  });
  app.put('/:id', async (c) => {
    const user = save(world, { ...(await readBody(c, input)), id: idIn(c, 'id') });
    world.events.emit({ type: 'users' });
    return c.json(user);
  });
  app.post('/:id/deactivate', async (c) => {
    const { deactivated } = await readBody(c, z.object({ deactivated: z.boolean() }));
    const { deactivated: _, ...user } = knownUser(world, idIn(c, 'id'));
    world.users.set(String(user.id), deactivated ? { ...user, deactivated } : user);
    return c.json({ ok: true });
  });
  return app;
}
