import { apiChat, chatKey, chatOf, saveChat } from './chats.ts';
import type { Bot, Chat, StoredMessage } from './rows.ts';
import type { ApiMessage, ApiUser } from './telegram.ts';
import { viewMessage } from './views.ts';
import type { World } from './world.ts';

/** What a new message says; the rest (id, date, chat, sender) is stamped here. */
export type Content = Omit<ApiMessage, 'message_id' | 'date' | 'chat' | 'from'>;

/** Appends a message to a chat with the chat's next id and the sandbox time, and tells the listeners. */
export function postMessage(
  world: World,
  bot: Bot,
  chat: Chat,
  from: ApiUser,
  content: Content,
  pollId?: string,
): StoredMessage {
  const current = world.chats.get(chatKey(bot.id, chat.id)) ?? chatOf(world, bot.id, chat.id);
  const messageId = current.lastMessageId + 1;
  saveChat(world, { ...current, lastMessageId: messageId });
  const message = world.messages.save({
    bot: bot.id,
    api: {
      message_id: messageId,
      from,
      chat: apiChat(world, current),
      date: world.clock.seconds(),
      ...content,
    },
    fromBot: from.is_bot,
    ...(pollId === undefined ? {} : { pollId }),
  });
  world.events.emit({
    type: 'message',
    bot: bot.id,
    user: chat.id,
    message: viewMessage(world, message),
  });
  return message;
}

/** Replaces a message and tells the listeners. */
export function replaceMessage(world: World, message: StoredMessage): StoredMessage {
  world.messages.save(message);
  world.events.emit({
    type: 'edit',
    bot: message.bot,
    user: message.api.chat.id,
    message: viewMessage(world, message),
  });
  return message;
}

/** Removes a message and tells the listeners. */
export function removeMessage(world: World, message: StoredMessage): void {
  world.messages.delete(message);
  world.events.emit({
    type: 'delete',
    bot: message.bot,
    user: message.api.chat.id,
    messageId: message.api.message_id,
  });
}
