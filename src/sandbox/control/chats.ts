import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { ensureBot } from '../bots.ts';
import { mimeTypeOf } from '../files.ts';
import { badRequest } from '../refusal.ts';
import type { Bot } from '../rows.ts';
import { press, setBlocked, vote } from '../user/answer.ts';
import { knownUser, sendFile, shareContact, writeInGroup, writeMessage } from '../user/write.ts';
import { viewChat, viewMessage } from '../views.ts';
import type { World } from '../world.ts';
import { chatIdIn, idIn, readBody } from './read-body.ts';

const text = z.string().min(1, 'expected a text');
const written = z.object({ text, replyTo: z.int().positive().optional() });
const contact = z.object({
  phoneNumber: z.string().regex(/^\+?\d{5,15}$/, 'expected a telephone number'),
  userId: z.int().positive().optional(),
  firstName: z.string().optional(),
});
const user = z.int().positive().optional();
const pressed = z.object({ messageId: z.int().positive(), data: z.string(), userId: user });
const voted = z.object({ messageId: z.int().positive(), options: z.array(z.int()), userId: user });
const inGroup = z.object({
  userId: z.int().positive(),
  chatId: z.int().negative('expected the negative id of a group'),
  text,
  title: z.string().optional(),
});

async function readFile(c: Context): Promise<Parameters<typeof sendFile>[3]> {
  const form = await c.req.formData().catch(() => {
    throw badRequest('expected a multipart form');
  });
  const file = form.get('file');
  const kind = form.get('kind') ?? 'document';
  const caption = form.get('caption') ?? '';
  if (!(file instanceof File)) throw badRequest('file: expected a file');
  if (kind !== 'photo' && kind !== 'document') throw badRequest('kind: expected photo or document');
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    file: { kind: 'upload', name: file.name, mimeType: mimeTypeOf(file), bytes },
    kind,
    caption: typeof caption === 'string' ? caption : '',
  };
}

/** What a person does in a chat with a bot. */
export function chatRoutes(world: World): Hono {
  const app = new Hono();
  const botIn = (c: Context): Bot => ensureBot(world, idIn(c, 'bot'));
  app.post('/:bot/group/messages', async (c) => {
    const message = writeInGroup(world, botIn(c), await readBody(c, inGroup));
    return c.json(viewMessage(world, message));
  });
  app.get('/:bot/:user', (c) => {
    const id = chatIdIn(c, 'user');
    return c.json(viewChat(world, botIn(c), id < 0 ? id : knownUser(world, id).id));
  });
  app.post('/:bot/:user/messages', async (c) => {
    const message = writeMessage(world, botIn(c), idIn(c, 'user'), await readBody(c, written));
    return c.json(viewMessage(world, message));
  });
  app.post('/:bot/:user/files', async (c) => {
    const message = sendFile(world, botIn(c), idIn(c, 'user'), await readFile(c));
    return c.json(viewMessage(world, message));
  });
  app.post('/:bot/:user/contacts', async (c) => {
    const message = shareContact(world, botIn(c), idIn(c, 'user'), await readBody(c, contact));
    return c.json(viewMessage(world, message));
  });
  app.post('/:bot/:user/presses', async (c) => {
    const made = press(world, botIn(c), chatIdIn(c, 'user'), await readBody(c, pressed));
    return c.json({ pressId: made.id });
  });
  app.post('/:bot/:user/votes', async (c) => {
    vote(world, botIn(c), chatIdIn(c, 'user'), await readBody(c, voted));
    return c.json({ ok: true });
  });
  app.post('/:bot/:user/block', async (c) => {
    const { blocked } = await readBody(c, z.object({ blocked: z.boolean() }));
    setBlocked(world, botIn(c), idIn(c, 'user'), blocked);
    return c.json({ ok: true });
  });
  return app;
}
