import type { Update } from 'telegraf/types';
import type { RecordedCall, SandboxChat } from '../../src/sandbox/protocol.ts';
import type { Keyboard } from './bot-keyboards.ts';
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
  /** Presses buttons of one message faster than the bot answers. */
  pressTogether(data: readonly string[]): Promise<Reply>;
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
  const replyTo = async (act: () => Promise<unknown>, updates = 1): Promise<Reply> => {
    await stage.takeCalls();
    await stage.after(act, updates);
    const calls = await stage.takeCalls();
    const shown = calls
      .filter((call) => call.status === 200 && SHOWING.includes(call.method))
      .filter(({ params }) => params['chat_id'] === undefined || Number(params['chat_id']) === id)
      .flatMap(({ params }) => (typeof params['text'] === 'string' ? [params['text']] : []));
    return { shown, text: shown.join('\n'), calls };
  };
  const keyboards = async (): Promise<Keyboard[]> => {
    await stage.takeCalls();
    return stage.keyboards(id);
  };
  const find = async (fits: (button: Keyboard['buttons'][number]) => boolean) => {
    for (const { messageId, buttons } of await keyboards()) {
      const button = buttons.find(fits);
      if (button) return { messageId, data: button.data };
    }
    return undefined;
  };
  const named = async (label: string) => {
    const found = await find((button) => button.text === label || button.text === `✓ ${label}`);
    if (!found) throw new Error(`${id} has no button "${label}" but:\n${describe(await chat())}`);
    return found;
  };
  const pressAt = (messageId: number, data: string) => replyTo(() => client.press(BOT, id, messageId, data));
  return {
    id,
    chat,
    send: (text) => replyTo(() => client.write(BOT, id, text)),
    sendRaw(content) {
      stage.changeNext(id, (update) => withContent(update, content));
      return replyTo(() => client.write(BOT, id, '.'));
    },
    async press(label) {
      const { messageId, data } = await named(label);
      return pressAt(messageId, data);
    },
    async pressData(data) {
      const real = await find((button) => button.data === data);
      if (real) return pressAt(real.messageId, data);
      const any = (await find(() => true)) ?? (await anyButton());
      stage.changeNext(id, (update) => withData(update, data));
      return pressAt(any.messageId, any.data);
    },
    async pressTogether(data) {
      const real = await find((button) => button.data === data[0]);
      if (!real) throw new Error(`${id} has no button ${data[0] ?? ''}`);
      return replyTo(
        () => Promise.all(data.map((one) => client.press(BOT, id, real.messageId, one))),
        data.length,
      );
    },
    buttons: async () => (await keyboards())[0]?.buttons.map(({ text }) => text) ?? [],
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

const describe = ({ messages }: SandboxChat): string =>
  messages
    .slice(-2)
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
