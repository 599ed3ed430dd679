import type { Agent } from 'node:http';
import { Telegraf, TelegramError } from 'telegraf';
import type { Update } from 'telegraf/types';
import { noteReachability } from '../domain/people/change-account.ts';
import type { Sender } from '../domain/updates/take-updates.ts';
import { commonWord } from '../messages/people.ts';
import type { BotContext, Services } from './context.ts';
import { createFeatures } from './create-features.ts';
import { saysStale } from './flow.ts';
import { answerPresses } from './middleware/answer-presses.ts';
import { limitCalls } from './middleware/call-limits.ts';
import { doorman } from './middleware/doorman.ts';
import { labels } from './middleware/labels.ts';
import { settleFlow } from './middleware/settle-flow.ts';
import { typedPresses } from './middleware/typed-presses.ts';
import { pressesOf } from './on-press.ts';
import { createTexts } from './texts.ts';

export type BotOptions = Services & {
  token: string;
  apiRoot?: string | undefined;
  agent?: Agent | undefined;
};
export type Bot = {
  telegram: Telegraf<BotContext>['telegram'];
  /**
   * Handles one update to its end; who it is from is looked up unless given. It throws what went wrong, so that the caller may try
   * again.
   */
  handle: (update: Update, receivedAt: Date, sender?: Sender) => Promise<void>;
  /** Says the short apology for an update that could not be handled. */
  apologise: (update: Update) => Promise<void>;
  /** Asks Telegram who we are; must be called once before `handle`. */
  init: () => Promise<{ id: number; username: string }>;
};

/** Puts the features together. Nothing is sent until `init`. */
export function createBot({ token, apiRoot, agent, ...services }: BotOptions): Bot {
  const telegraf = new Telegraf<BotContext>(token, {
    handlerTimeout: Infinity,
    telegram: { webhookReply: false, ...(apiRoot ? { apiRoot } : {}) },
  });
  const received = new WeakMap<Update, { at: Date; sender: Sender | undefined }>();
  // Given to its constructor, which runs for every update, it would be dropped where the address is plain http.
  const useAgent = ({ options }: Bot['telegram']): void => {
    if (agent) options.agent = agent;
  };
  useAgent(telegraf.telegram);
  telegraf.use(async (ctx, next) => {
    useAgent(ctx.telegram);
    ctx.services = services;
    ctx.now = services.clock();
    const { at, sender } = received.get(ctx.update) ?? { at: ctx.now, sender: undefined };
    ctx.receivedAt = at;
    ctx.sender = sender;
    ctx.answered = false;
    await next();
  });
  telegraf.use(limitCalls, settleFlow, answerPresses, doorman, labels, typedPresses);

  const features = createFeatures();
  const flows = Object.assign(
    {},
    ...features.map((feature) => feature.flows),
  ) as (typeof features)[number]['flows'];
  const composers = [...features.map(({ composer }) => composer), createTexts(flows)];
  telegraf.use(pressesOf(composers, saysStale), ...composers);
  // Without a handler of its own telegraf would end the process; the receiver decides what to do.
  telegraf.catch((error) => {
    throw error;
  });

  return {
    telegram: telegraf.telegram,
    handle: (update, receivedAt, sender) => {
      received.set(update, { at: receivedAt, sender });
      return telegraf.handleUpdate(update);
    },
    apologise: (update) => apologise(telegraf, services, update),
    init: async () => {
      telegraf.botInfo = await telegraf.telegram.getMe();
      return { id: telegraf.botInfo.id, username: telegraf.botInfo.username };
    },
  };
}

async function apologise(telegraf: Telegraf<BotContext>, { log }: Services, update: Update): Promise<void> {
  const message =
    'message' in update
      ? update.message
      : 'callback_query' in update
        ? update.callback_query.message
        : undefined;
  if (!message || message.chat.type !== 'private') return;
  await telegraf.telegram
    .sendMessage(message.chat.id, commonWord('zh', 'wrong'))
    .catch((error: unknown) => log.warn({ error }, 'apology not sent'));
}

/** Who blocked the bot between their press and our reply is marked, and the update counts as handled. */
export async function noteBlocked(
  error: unknown,
  update: Update,
  botId: number,
  { db, clock }: Services,
): Promise<boolean> {
  if (!(error instanceof TelegramError) || error.code !== 403) return false;
  const message =
    'message' in update
      ? update.message
      : 'callback_query' in update
        ? update.callback_query.message
        : undefined;
  // In a group it is the group that does not want us; who spoke there can be reached as before.
  if (message?.chat.type === 'private')
    await noteReachability(db, { telegramId: message.chat.id, botId }, 'blocked', clock());
  return true;
}
