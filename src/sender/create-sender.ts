import type { Agent } from 'node:http';
import { Telegram } from 'telegraf';
import { sortError, type Failure } from './sort-error.ts';

/** A message as Telegram takes it: HTML text and rows of callback buttons. */
export type Outgoing = {
  text: string;
  buttons: readonly (readonly { label: string; data: string }[])[];
  protect?: boolean;
};
export type SendResult = { kind: 'sent'; chatId: number; messageId: number } | Failure;
export type Sender = { send: (chatId: number, message: Outgoing) => Promise<SendResult> };

/** A call without an answer is given up after this long; what became of it is then unknown. */
const CALL_TIMEOUT_MS = 12_000;

type CallSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

/** The only one who speaks first. One call, and it returns what happened; it never throws and never tries again. */
export function createSender({
  token,
  apiRoot,
  agent,
}: {
  token: string;
  apiRoot?: string | undefined;
  agent?: Agent | undefined;
}): Sender {
  const telegram = new Telegram(token, { ...(apiRoot ? { apiRoot } : {}), ...(agent ? { agent } : {}) });
  return {
    send: async (chatId, { text, buttons, protect }) => {
      const keyboard = buttons.map((row) =>
        row.map(({ label, data }) => ({ text: label, callback_data: data })),
      );
      const payload = {
        chat_id: chatId,
        text,
        parse_mode: 'HTML' as const,
        link_preview_options: { is_disabled: true },
        ...(protect ? { protect_content: true } : {}),
        ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
      };
      const signal = AbortSignal.timeout(CALL_TIMEOUT_MS) as unknown as CallSignal;
      try {
        const message = await telegram.callApi('sendMessage', payload, { signal });
        return { kind: 'sent', chatId, messageId: message.message_id };
      } catch (error) {
        return sortError(error);
      }
    },
  };
}
