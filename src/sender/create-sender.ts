import type { Agent } from 'node:http';
import { Telegram, TelegramError } from 'telegraf';
import { callBotApi } from '../call-bot-api.ts';
import { sortError, type Failure } from './sort-error.ts';

/** A photo or document: the id that this bot got for it before, or the bytes. */
export type OutgoingFile = {
  kind: 'photo' | 'document';
  name: string;
  telegramFileId: string | null;
  read: () => Promise<Uint8Array>;
};

/** A message as Telegram takes it: HTML text and rows of callback buttons. */
export type Outgoing = {
  text: string;
  buttons: readonly (readonly { label: string; data: string }[])[];
  protect?: boolean;
  file?: OutgoingFile;
  /** Puts it in place of a message that was sent before, instead of sending a new one. */
  edits?: { messageId: number; isCaption: boolean };
};

export type SendResult =
  | { kind: 'sent'; chatId: number; messageId: number; telegramFileId?: string }
  /** The message to edit is gone, or too old: nothing was changed. */
  | { kind: 'not-editable'; problem: string }
  | Failure;
/** Deleted, or gone before. A message that Telegram will not delete, e.g. after 48 hours, is `rejected`. */
export type DeleteResult = { kind: 'deleted' } | Failure;
export type Sender = {
  send: (chatId: number, message: Outgoing) => Promise<SendResult>;
  deleteMessage: (chatId: number, messageId: number) => Promise<DeleteResult>;
};

/** A call without an answer is given up after this long; what became of it is then unknown. */
const CALL_TIMEOUT_MS = 10_000;
/** Files take longer on their way up. */
const UPLOAD_TIMEOUT_MS = 45_000;

/** Gone, too old, or not of the kind that was sent. */
const NOT_EDITABLE =
  /message can't be edited|message to edit not found|MESSAGE_ID_INVALID|there is no (text|caption) in the message to edit/;

/** There is nothing left to delete. */
const GONE = /message to delete not found|MESSAGE_ID_INVALID/;

type CallSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;
type Call = { method: string; payload: Record<string, unknown> };

const common = ({ buttons, protect }: Outgoing): Record<string, unknown> => ({
  parse_mode: 'HTML',
  ...(protect ? { protect_content: true } : {}),
  ...(buttons.length > 0
    ? {
        reply_markup: {
          inline_keyboard: buttons.map((row) =>
            row.map(({ label, data }) => ({ text: label, callback_data: data })),
          ),
        },
      }
    : {}),
});

async function callFor(chatId: number, message: Outgoing): Promise<Call> {
  const { text, file, edits } = message;
  const base = { chat_id: chatId, ...common(message) };
  const plain = { text, link_preview_options: { is_disabled: true } };
  if (edits) {
    const { protect_content: _, ...rest } = { protect_content: false, ...base };
    const target = { ...rest, message_id: edits.messageId };
    return edits.isCaption
      ? { method: 'editMessageCaption', payload: { ...target, caption: text } }
      : { method: 'editMessageText', payload: { ...target, ...plain } };
  }
  if (!file) return { method: 'sendMessage', payload: { ...base, ...plain } };
  const input = file.telegramFileId ?? { source: Buffer.from(await file.read()), filename: file.name };
  return file.kind === 'photo'
    ? { method: 'sendPhoto', payload: { ...base, photo: input, caption: text } }
    : { method: 'sendDocument', payload: { ...base, document: input, caption: text } };
}

type Answer = {
  message_id: number;
  photo?: { file_id: string }[];
  document?: { file_id: string };
};

/**
 * The only one who speaks first. One call, and it returns what happened; it never throws and never tries again.
 * "Message is not modified" is a success: the message says it already.
 */
export function createSender({
  token,
  apiRoot,
  agent,
  paid = false,
}: {
  token: string;
  apiRoot?: string | undefined;
  agent?: Agent | undefined;
  /** Asks Telegram to take messages beyond its free rate, for stars. */
  paid?: boolean;
}): Sender {
  const telegram = new Telegram(token, apiRoot ? { apiRoot } : {});
  // Given to the constructor it would be dropped where the address is plain http.
  if (agent) telegram.options.agent = agent;
  // telegraf's types stop at Bot API 7.1 and tie each payload to its method: this is the one untyped call.
  const callApi = telegram.callApi.bind(telegram) as unknown as (
    method: string,
    payload: Record<string, unknown>,
    options: { signal: CallSignal },
  ) => Promise<Answer>;
  const upload = (method: string, payload: Record<string, unknown>): Promise<Answer> =>
    callApi(method, payload, { signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS) as unknown as CallSignal });
  const post = async (method: string, payload: Record<string, unknown>): Promise<Answer> => {
    const { apiRoot: root, agent: kept } = telegram.options;
    const answer = await callBotApi({ apiRoot: root, token, agent: kept }, method, payload, CALL_TIMEOUT_MS);
    if (!answer.ok) throw new TelegramError(answer, { method, payload });
    return answer.result as Answer;
  };
  return {
    send: async (chatId, message) => {
      const { method, payload: free } = await callFor(chatId, message);
      const payload = paid && !message.edits ? { ...free, allow_paid_broadcast: true } : free;
      const isUpload = message.file !== undefined && message.file.telegramFileId === null;
      try {
        const answer = await (isUpload ? upload : post)(method, payload);
        const fileId = answer.photo?.at(-1)?.file_id ?? answer.document?.file_id;
        return {
          kind: 'sent',
          chatId,
          messageId: answer.message_id,
          ...(fileId ? { telegramFileId: fileId } : {}),
        };
      } catch (error) {
        const failure = sortError(error);
        if (!message.edits || failure.kind !== 'rejected') return failure;
        if (failure.problem.includes('message is not modified'))
          return { kind: 'sent', chatId, messageId: message.edits.messageId };
        return NOT_EDITABLE.test(failure.problem)
          ? { kind: 'not-editable', problem: failure.problem }
          : failure;
      }
    },
    deleteMessage: async (chatId, messageId) => {
      try {
        await post('deleteMessage', { chat_id: chatId, message_id: messageId });
        return { kind: 'deleted' };
      } catch (error) {
        const failure = sortError(error);
        return failure.kind === 'rejected' && GONE.test(failure.problem) ? { kind: 'deleted' } : failure;
      }
    },
  };
}

/** Sends to nobody and says so: every row ends as cancelled, with this as its reason. */
export function createDrySender(): Sender {
  const dropped = { kind: 'dropped', problem: 'dry run: nothing was sent' } as const;
  return { send: () => Promise.resolve(dropped), deleteMessage: () => Promise.resolve(dropped) };
}
