import { badRequest, forbidden } from './refusal.ts';
import type { Chat, StoredUser } from './rows.ts';
import type { ApiChat, ApiUser } from './telegram.ts';
import type { World } from './world.ts';

export const chatKey = (bot: number, chat: number): string => `${bot}:${chat}`;

export const userOf = (world: World, id: number): StoredUser | undefined => world.users.get(String(id));

/** A user as the Bot API shows one. */
export const apiUser = (user: StoredUser): ApiUser => ({
  id: user.id,
  is_bot: false,
  first_name: user.firstName,
  ...(user.username === undefined ? {} : { username: user.username }),
  language_code: user.languageCode,
});

/** The chat between a bot and a user or group, as it is or as it would begin. */
export const chatOf = (world: World, bot: number, id: number): Chat =>
  world.chats.get(chatKey(bot, id)) ?? { bot, id, started: false, blocked: false, lastMessageId: 0 };

export const saveChat = (world: World, chat: Chat): Chat => world.chats.set(chatKey(chat.bot, chat.id), chat);

/** A chat as the Bot API shows one. */
export function apiChat(world: World, chat: Chat): ApiChat {
  if (chat.id < 0) return { id: chat.id, type: 'group', title: chat.title ?? `Group ${-chat.id}` };
  const user = userOf(world, chat.id);
  return {
    id: chat.id,
    type: 'private',
    first_name: user?.firstName ?? '',
    ...(user?.username === undefined ? {} : { username: user.username }),
  };
}

/** Whether a bot knows of a user: from a chat of their own, or from a group both are in. */
function hasMet(world: World, bot: number, user: number): boolean {
  if (world.chats.get(chatKey(bot, user))) return true;
  return [...world.chats.values()].some((chat) => chat.bot === bot && chat.members?.includes(user));
}

/**
 * The chat a `chat_id` parameter names, when the bot may read it.
 * @throws Refusal 400 `chat_id is empty` or `chat not found`.
 */
export function knownChat(world: World, bot: number, chatId: unknown): Chat {
  if (chatId === undefined || chatId === '') throw badRequest('chat_id is empty');
  if (typeof chatId !== 'number') throw badRequest('chat not found');
  const isKnown = chatId < 0 || (userOf(world, chatId) && hasMet(world, bot, chatId));
  const chat = world.chats.get(chatKey(bot, chatId));
  if (!isKnown || (chatId < 0 && !chat)) throw badRequest('chat not found');
  return chat ?? chatOf(world, bot, chatId);
}

/**
 * The chat a bot may write to. A user it never met is not found; one it met in a group alone has to write first.
 * @throws Refusal as `knownChat`, and 403 when the user never started the bot, blocked it, or is gone.
 */
export function writableChat(world: World, bot: number, chatId: unknown): Chat {
  if (chatId === bot) throw forbidden("bot can't send messages to bots");
  const chat = knownChat(world, bot, chatId);
  if (chat.id < 0) return chat;
  if (userOf(world, chat.id)?.deactivated) throw forbidden('user is deactivated');
  if (chat.blocked) throw forbidden('bot was blocked by the user');
  if (!chat.started) throw forbidden("bot can't initiate conversation with a user");
  return chat;
}
