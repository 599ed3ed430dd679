import { Hono } from 'hono';
import { z } from 'zod';
import { ensureBot, saveBot, viewBot } from '../bots.ts';
import { chatOf, saveChat } from '../chats.ts';
import type { World } from '../world.ts';
import { knownUser } from '../user/write.ts';
import { idIn, readBody } from './read-body.ts';

const names = z.object({
  username: z.string().min(1).optional(),
  firstName: z.string().min(1).max(64).optional(),
});
const started = z.object({ users: z.array(z.int().positive()) });

/** The bots that have spoken to this Telegram or were made here. */
export function botRoutes(world: World): Hono {
  const app = new Hono();
  app.get('/', (c) => c.json([...world.bots.values()].map(viewBot)));
  app.put('/:bot', async (c) => {
    const { username, firstName } = await readBody(c, names);
    const bot = ensureBot(world, idIn(c, 'bot'));
    const named = { ...bot, username: username ?? bot.username, firstName: firstName ?? bot.firstName };
    world.events.emit({ type: 'bots' });
    return c.json(viewBot(saveBot(world, named)));
  });
  app.put('/:bot/started', async (c) => {
    const { users } = await readBody(c, started);
    const bot = ensureBot(world, idIn(c, 'bot'));
    for (const id of users) {
      const user = knownUser(world, id);
      saveChat(world, { ...chatOf(world, bot.id, user.id), started: true });
    }
    return c.json({ count: users.length });
  });
  return app;
}
