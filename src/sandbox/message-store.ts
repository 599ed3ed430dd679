import type { Table } from './table.ts';
import type { ApiMessage } from './telegram.ts';

/** A message as kept: the Bot API's object without its poll, and what only the sandbox knows. */
export type StoredMessage = {
  bot: number;
  api: ApiMessage;
  fromBot: boolean;
  pollId?: string;
  reaction?: string;
};

export type MessageStore = {
  get(bot: number, chat: number, messageId: number): StoredMessage | undefined;
  /** All messages of one chat in the order of their ids. */
  list(bot: number, chat: number): StoredMessage[];
  save(message: StoredMessage): StoredMessage;
  delete(message: StoredMessage): void;
};

/** Messages by chat over one journalled table. */
export function createMessageStore(table: Table<StoredMessage>): MessageStore {
  const chats = new Map<string, Map<number, StoredMessage>>();
  const chatKey = (bot: number, chat: number) => `${bot}:${chat}`;
  const place = (message: StoredMessage) => {
    const key = chatKey(message.bot, message.api.chat.id);
    const chat = chats.get(key) ?? new Map<number, StoredMessage>();
    chats.set(key, chat);
    chat.set(message.api.message_id, message);
  };
  const rowKey = (message: StoredMessage) =>
    `${chatKey(message.bot, message.api.chat.id)}:${message.api.message_id}`;
  for (const message of table.values()) place(message);
  return {
    get: (bot, chat, messageId) => chats.get(chatKey(bot, chat))?.get(messageId),
    list: (bot, chat) =>
      [...(chats.get(chatKey(bot, chat))?.values() ?? [])].sort(
        (a, b) => a.api.message_id - b.api.message_id,
      ),
    save(message) {
      place(message);
      return table.set(rowKey(message), message);
    },
    delete(message) {
      chats.get(chatKey(message.bot, message.api.chat.id))?.delete(message.api.message_id);
      table.delete(rowKey(message));
    },
  };
}
