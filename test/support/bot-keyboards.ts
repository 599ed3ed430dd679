import type { InlineKeyboardButton } from 'telegraf/types';
import type { RecordedCall } from '../../src/sandbox/protocol.ts';

export type Keyboard = { messageId: number; buttons: { text: string; data: string }[] };

type Sent = {
  message_id: number;
  chat: { id: number };
  reply_markup?: { inline_keyboard?: InlineKeyboardButton[][] };
};

const SHOWING = /^(send(Message|Photo|Document)|editMessage(Text|Caption|ReplyMarkup))$/;
const sentBy = ({ method, status, result }: RecordedCall): Sent | undefined =>
  status === 200 && SHOWING.test(method) ? (result as Sent | undefined) : undefined;

/** Which message of which chat has which inline buttons, by what the bot's calls were answered. */
export function createKeyboards() {
  const chats = new Map<number, Map<number, Keyboard>>();
  return {
    note(call: RecordedCall): void {
      const sent = sentBy(call);
      if (!sent) return;
      const chat = chats.get(sent.chat.id) ?? new Map<number, Keyboard>();
      chats.set(sent.chat.id, chat);
      const buttons = (sent.reply_markup?.inline_keyboard ?? [])
        .flat()
        .flatMap((button) =>
          'callback_data' in button ? [{ text: button.text, data: button.callback_data }] : [],
        );
      chat.set(sent.message_id, { messageId: sent.message_id, buttons });
    },
    /** The newest message first. */
    of: (user: number): Keyboard[] =>
      [...(chats.get(user)?.values() ?? [])]
        .filter(({ buttons }) => buttons.length > 0)
        .toSorted((a, b) => b.messageId - a.messageId),
  };
}
