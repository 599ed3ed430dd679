import type { Update } from 'telegraf/types';
import type { RecordedCall, SandboxChat, SandboxMessage } from '../../src/sandbox/protocol.ts';
import { BOT } from './bot.ts';
import type { BotStage } from './bot.ts';

/** What came of one word or press. */
export type Reply = {
  /** What the person was shown, in order: messages, edits, and words over the chat; with HTML marks. */
  shown: string[];
  /** The same in one. */
  text: string;
  /** Every call of the bot meanwhile. */
  calls: RecordedCall[];
};

export type BotPerson = {
  id: number;
  send(text: string): Promise<Reply>;
  /** A message that is not a text, e.g. `{ sticker: … }`, or a text as no app would send it. */
  sendRaw(content: Record<string, unknown>): Promise<Reply>;
  /** Presses the newest button with this label. */
  press(label: string): Promise<Reply>;
  /** Presses a button that carries this: the newest that has it, or a forged one. */
  pressData(data: string): Promise<Reply>;
  chat(): Promise<SandboxChat>;
  /** The newest message with buttons. */
  buttons(): Promise<string[]>;
  /** What the newest button with this label carries. */
  dataOf(label: string): Promise<string>;
};

const SHOWING = ['sendMessage', 'editMessageText', 'answerCallbackQuery'];

/** Somebody of the sandbox at their chat with the bot; one at a time, since calls are told apart by time only. */
export function createBotPerson(stage: BotStage, id: number): BotPerson {
  const { client } = stage;
  const chat = () => client.chat(BOT, id);
  const replyTo = async (act: () => Promise<unknown>): Promise<Reply> => {
    const before = (await client.calls()).at(-1)?.n ?? 0;
    await stage.after(act);
    const calls = await client.calls(before);
    const shown = calls
      .filter((call) => call.status === 200 && SHOWING.includes(call.method))
      .filter(({ params }) => params['chat_id'] === undefined || Number(params['chat_id']) === id)
      .flatMap(({ params }) => (typeof params['text'] === 'string' ? [params['text']] : []));
    return { shown, text: shown.join('\n'), calls };
  };
  const newestFirst = async () =>
    (await chat()).messages.filter((message) => message.from === 'bot').toReversed();
  const find = async (fits: (button: { text: string; callbackData?: string }) => boolean) => {
    for (const message of await newestFirst()) {
      const button = message.buttons.flat().find(fits);
      if (button?.callbackData !== undefined) return { message, data: button.callbackData };
    }
    return undefined;
  };
  const named = async (label: string) => {
    const found = await find((button) => button.text === label || button.text === `✓ ${label}`);
    if (!found) throw new Error(`${id} has no button "${label}" but:\n${describe(await newestFirst())}`);
    return found;
  };
  const pressAt = (message: SandboxMessage, data: string) =>
    replyTo(() => client.press(BOT, id, message.messageId, data));
  return {
    id,
    chat,
    send: (text) => replyTo(() => client.write(BOT, id, text)),
    sendRaw(content) {
      stage.changeNext(id, (update) => withContent(update, content));
      return replyTo(() => client.write(BOT, id, '.'));
    },
    async press(label) {
      const { message, data } = await named(label);
      return pressAt(message, data);
    },
    async pressData(data) {
      const real = await find((button) => button.callbackData === data);
      if (real) return pressAt(real.message, data);
      const any = (await find(() => true)) ?? (await anyButton());
      stage.changeNext(id, (update) => withData(update, data));
      return pressAt(any.message, any.data);
    },
    async buttons() {
      const message = (await newestFirst()).find(({ buttons }) => buttons.length > 0);
      return message?.buttons.flat().map(({ text }) => text) ?? [];
    },
    dataOf: async (label) => (await named(label)).data,
  };

  /** Asks for the choice of languages: a message with buttons that anybody bound can have. */
  async function anyButton() {
    await replyTo(() => client.write(BOT, id, '/language'));
    const found = await find(() => true);
    if (!found) throw new Error(`${id} gets no buttons`);
    return found;
  }
}

const describe = (messages: SandboxMessage[]): string =>
  messages
    .slice(0, 2)
    .map(
      ({ text, buttons }) =>
        `${text ?? ''} [${buttons
          .flat()
          .map((it) => it.text)
          .join('] [')}]`,
    )
    .join('\n--\n');

const withContent = (update: Update, content: Record<string, unknown>): Update => {
  if (!('message' in update)) return update;
  const { message_id, date, chat, from } = update.message;
  return { ...update, message: { message_id, date, chat, from, ...content } } as Update;
};

const withData = (update: Update, data: string): Update =>
  'callback_query' in update ? { ...update, callback_query: { ...update.callback_query, data } } : update;
