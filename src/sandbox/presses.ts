import { createHash } from 'node:crypto';
import { apiUser, userOf } from './chats.ts';
import { longId } from './polls.ts';
import { badRequest } from './refusal.ts';
import type { Press, StoredMessage } from './rows.ts';
import { sendUpdate } from './updates.ts';
import { apiMessage } from './views.ts';
import type { World } from './world.ts';

const ANSWERABLE_MS = 15 * 60 * 1000;

/** A user presses an inline button: the bot gets a callback_query. */
export function pressButton(world: World, message: StoredMessage, userId: number, data: string): Press {
  const user = userOf(world, userId);
  if (!user) throw badRequest('user not found');
  const { bot, api } = message;
  const chat = api.chat.id;
  const press: Press = {
    id: longId(),
    bot,
    chat,
    user: userId,
    messageId: api.message_id,
    at: world.clock.now(),
  };
  world.presses.set(press.id, press);
  const instance = createHash('sha256').update(`${bot}:${chat}`).digest().readBigInt64BE().toString();
  world.events.emit({ type: 'press', bot, user: chat, pressId: press.id, answered: false });
  const query = {
    id: press.id,
    from: apiUser(user),
    message: apiMessage(world, message),
    chat_instance: instance,
    data,
  };
  sendUpdate(world, bot, 'callback_query', query, chat);
  return press;
}

/**
 * Answers a press once, within 15 minutes of the sandbox clock.
 * @throws Refusal 400 when it is unknown, answered, another bot's or too old.
 */
export function answerPress(
  world: World,
  bot: number,
  id: string,
  answer: { text?: string; alert?: boolean; url?: string },
): void {
  const press = world.presses.get(id);
  const known = press?.bot === bot;
  if (known) world.presses.delete(id);
  if (!known || world.clock.now() - press.at > ANSWERABLE_MS)
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  world.events.emit({ type: 'press', bot, user: press.chat, pressId: id, answered: true, ...answer });
}

/** Forgets presses that can no longer be answered. */
export function forgetOldPresses(world: World): void {
  const oldest = world.clock.now() - 2 * ANSWERABLE_MS;
  for (const press of world.presses.values()) if (press.at < oldest) world.presses.delete(press.id);
}
