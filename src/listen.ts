import { setTimeout as pause } from 'node:timers/promises';
import { createBot, type BotOptions } from './bot/create-bot.ts';
import { ALLOWED_UPDATES, pollUpdates } from './bot/poll-updates.ts';
import { createReceiver, type Receiver } from './bot/receive-updates.ts';
import type { HttpOptions } from './http/create-http.ts';
import type { Shutdown } from './shutdown.ts';

/** How often updates are looked for that a process left behind when it died. */
const LOOK_MS = 5_000;
/** Rounds of polling that may fail in a row before the bot counts as down. */
const FAILURES_BORNE = 3;

/** Telegram sends so many updates at once (40 by default) that a webhook may wait so long until what is in it is handled. */
const MARK_PATIENCE_MS = 250;

type Webhook = NonNullable<HttpOptions['webhooks']>[number];

export type Listening = {
  id: number;
  username: string;
  /** Whether updates come in. */
  isUp: () => boolean;
  webhook?: Webhook;
  /** Begins to take updates; with a webhook only after somebody listens on its path. */
  begin: () => Promise<void>;
};

/**
 * One bot with its inbox. Updates of an earlier run are taken up at once.
 * @param webhook where Telegram is to send updates; without it they are polled for
 */
export async function prepareBot(
  options: BotOptions,
  webhook: { url: string; secret: string } | undefined,
  shutdown: Shutdown,
): Promise<Listening> {
  const { log } = options;
  const bot = createBot(options);
  const { id, username } = await bot.init();
  const receiver = createReceiver(bot, id, options);
  const recovered = await receiver.recover();
  if (recovered > 0) log.info({ bot: username, updates: recovered }, 'taking up updates of an earlier run');
  shutdown.add('inbox', () => receiver.drain());
  shutdown.add('inbox watch', watchLeftovers(receiver, username, log));
  if (webhook) {
    const { url, secret } = webhook;
    return {
      id,
      username,
      isUp: () => true,
      webhook: {
        path: new URL(url).pathname,
        secret,
        accept: (update) => receiver.accept([update as never], MARK_PATIENCE_MS),
      },
      begin: async () => {
        await bot.telegram.setWebhook(url, { secret_token: secret, allowed_updates: [...ALLOWED_UPDATES] });
      },
    };
  }
  let failing = 0;
  return {
    id,
    username,
    isUp: () => failing < FAILURES_BORNE,
    begin: async () => {
      await bot.telegram.deleteWebhook();
      const stopping = new AbortController();
      const polling = pollUpdates(
        bot.telegram,
        receiver,
        log,
        stopping.signal,
        (failures) => void (failing = failures),
      );
      shutdown.add('polling', () => {
        stopping.abort();
        return polling;
      });
    },
  };
}

/** Takes up, every few seconds, what other processes left. Returns how to stop that. */
function watchLeftovers({ recover }: Receiver, bot: string, log: BotOptions['log']): () => Promise<void> {
  const stopping = new AbortController();
  const watch = async (): Promise<void> => {
    const wait = () => pause(LOOK_MS, true, { signal: stopping.signal }).catch(() => false);
    while (await wait())
      try {
        const updates = await recover();
        if (updates > 0) log.info({ bot, updates }, 'taking up updates of a process that is gone');
      } catch (error) {
        log.debug({ error }, 'no look for updates left behind');
      }
  };
  const watching = watch();
  return () => {
    stopping.abort();
    return watching;
  };
}
