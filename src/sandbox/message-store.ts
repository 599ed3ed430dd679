import type { StoredMessage } from './rows.ts';
import type { Table } from './table.ts';

export type MessageStore = {
  get(bot: number, chat: number, messageId: number): StoredMessage | undefined;
  /** All messages of one chat in the order of their ids. */
  list(bot: number, chat: number): StoredMessage[];
  save(message: StoredMessage): StoredMessage;
  delete(message: StoredMessage): void;
};

const chatKey = (bot: number, chat: number) => `${bot}:${chat}`;
const rowKey = ({ bot, api }: StoredMessage) => `${chatKey(bot, api.chat.id)}:${api.message_id}`;

/** Messages by chat over one journalled table. */
export function createMessageStore(table: Table<StoredMessage>): MessageStore {
  const chats = new Map<string, Map<number, StoredMessage>>();
  const place = (message: StoredMessage) => {
    const key = chatKey(message.bot, message.api.chat.id);
    const chat = chats.get(key) ?? new Map<number, StoredMessage>();
    chats.set(key, chat);
    chat.set(message.api.message_id, message);
  };
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
