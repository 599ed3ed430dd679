import type { Tap } from './press-plan.ts';

/** A press of one person's button as Telegram sends it. */
export function pressUpdate(updateId: number, id: string, { chat, data }: Omit<Tap, 'bot'>) {
  const from = { id: chat, is_bot: false, first_name: 'P', language_code: 'zh' };
  const message = { message_id: 1, date: 1_700_000_000, chat: { id: chat, type: 'private' }, text: '…' };
  return { update_id: updateId, callback_query: { id, from, message, chat_instance: '1', data } };
}
