import type { Update } from 'telegraf/types';
import { expect } from 'vitest';
import { createBot } from '../../src/bot/create-bot.ts';
import type { Bot } from '../../src/bot/create-bot.ts';
import { pollUpdates } from '../../src/bot/poll-updates.ts';
import { createReceiver } from '../../src/bot/receive-updates.ts';
import type { Receiver } from '../../src/bot/receive-updates.ts';
import { openDatabase } from '../../src/db/client.ts';
import { createSandboxClient } from '../../src/sandbox/client.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { createKeyboards } from './bot-keyboards.ts';
import { createBotPerson } from './bot-person.ts';
import type { BotPerson } from './bot-person.ts';
import { createTestClock } from './clock.ts';
import { testKeys } from './field-keys.ts';
import { createTestDatabase } from './databases.ts';
import { createInspector } from './inspector.ts';
import { forms } from './forms.ts';
import { pack } from './pack.ts';
import { plans } from './plans.ts';

export const BOT = 7_700_000_003;
const TOKEN = `${BOT}:a_token_for_the_tests_only`;
/** telegraf repeats the method in the form of an upload; Telegram passes over it. */
export const TELEGRAFS_OWN = 'method is not a known field';
const NO_LIMITS = { perSecond: 0, perChatPerSecond: 0, perChatBurst: 5, retryAfterSeconds: 1 };
/** Accounts that no person of the county has: people who are not bound. The last one's Telegram speaks English. */
export const STRANGERS = Array.from({ length: 20 }, (_, i) => 5_009_000 + i);
export const ENGLISH_STRANGER = 5_009_019;

/** Whether a statement is one by which the inbox keeps its updates, whoever they are from and whatever is done about them. */
export const isOfInbox = (statement: string): boolean =>
  /processed_updates|pg_logical_emit_message/.test(statement);

export type BotStage = Awaited<ReturnType<typeof startBot>>;

/**
 * The bot in this process on a database of the test file's own, with the sample county in it, against a sandbox. `close`
 * fails when a call did not fit the Bot API's description, was refused, or an update could not be handled.
 */
export async function startBot() {
  const database = await createTestDatabase({ county: true });
  const statements: string[] = [];
  const { db, close } = openDatabase({
    url: database.appUrl,
    keys: testKeys,
    // Each new connection asks by itself what types there are.
    onStatement: (text) => void (text.includes('pg_catalog.pg_type') || statements.push(text)),
  });
  const sandbox = await startSandbox({ page: false });
  const client = createSandboxClient(sandbox.url);
  const inspector = createInspector(database.ownerUrl);
  const clock = createTestClock();
  const failures: string[] = [];
  const forgiven = [/message is not modified/];
  const quiet = () => undefined;
  const log = {
    info: quiet,
    warn: quiet,
    debug: quiet,
    error: (details: object, message: string) => void failures.push(`${message}: ${reasonOf(details)}`),
  };
  const services = { db, pack, plans, forms, clock: clock.now, log };

  await client.setLimits(NO_LIMITS);
  await client.putBot(BOT, { username: 'qingfeng_test_bot', firstName: 'Qingfeng' });
  const accounts = await inspector.accounts();
  await client.putUsers([
    ...accounts.map(({ id, name, language }) => ({ id, firstName: name, languageCode: language })),
    ...STRANGERS.map((id) => ({
      id,
      firstName: 'Stranger',
      languageCode: id === ENGLISH_STRANGER ? 'en' : 'zh-hans',
    })),
  ]);
  await client.putStarted(BOT, [...accounts.map(({ id }) => id), ...STRANGERS]);

  let lastCall = 0;
  const keyboards = createKeyboards();
  const arrived = new Map<number, Update>();
  const changes = new Map<number, ((update: Update) => Update)[]>();
  let wake = quiet as () => void;
  /** What a test wants to have come in place of what the sandbox sent. */
  const changed = (update: Update): Update => {
    const from =
      'message' in update
        ? update.message.from.id
        : 'callback_query' in update
          ? update.callback_query.from.id
          : 0;
    return changes.get(from)?.shift()?.(update) ?? update;
  };
  let running: { bot: Bot; receiver: Receiver; stop: () => Promise<void> } | undefined;
  const run = async () => {
    const bot = createBot({ token: TOKEN, apiRoot: sandbox.url, ...services });
    const me = await bot.init();
    const receiver = createReceiver(bot, me.id, services);
    await receiver.recover();
    const stopping = new AbortController();
    const accept = async (given: readonly Update[]) => {
      const updates = given.map((update) => arrived.get(update.update_id) ?? changed(update));
      await receiver.accept(updates);
      for (const update of updates) arrived.set(update.update_id, update);
      wake();
    };
    const polling = pollUpdates(bot.telegram, { ...receiver, accept }, log, stopping.signal, quiet);
    const stop = async () => {
      stopping.abort();
      await polling;
      await receiver.drain();
    };
    running = { bot, receiver, stop };
  };
  const now = () => {
    if (!running) throw new Error('the bot is not running');
    return running;
  };
  await run();

  const stage = {
    client,
    clock,
    pack,
    inspector,
    statements,
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    /** The sandbox, as the bot's `apiRoot`. */
    url: sandbox.url,
    /** Errors of the bot's log so far; what is taken out of it does not fail `close`. */
    failures,
    /** A refusal that the test provokes. */
    forgive: (pattern: RegExp) => void forgiven.push(pattern),
    /** The bot's calls since this was last asked. */
    takeCalls: async () => {
      const calls = await client.calls(lastCall);
      lastCall = calls.at(-1)?.n ?? lastCall;
      for (const call of calls) keyboards.note(call);
      return calls;
    },
    /** The inline keyboards in a person's chat, the newest message first, as of the last `takeCalls`. */
    keyboards: (user: number) => keyboards.of(user),
    /** Does something that makes the sandbox send `count` updates, and waits until the bot is done with them. */
    after: async <T>(act: () => Promise<T>, count = 1): Promise<T> => {
      const wanted = arrived.size + count;
      const result = await act();
      while (arrived.size < wanted) await new Promise<void>((resolve) => (wake = resolve));
      await now().receiver.drain();
      return result;
    },
    /** The next update of this person comes in as `change` makes it. */
    changeNext: (user: number, change: (update: Update) => Update) =>
      void changes.set(user, [...(changes.get(user) ?? []), change]),
    /** Hands updates to the bot once more, as a repeat or a webhook would. */
    deliver: async (updates: readonly Update[]): Promise<void> => {
      await now().receiver.accept(updates);
      await now().receiver.drain();
    },
    /** Every update so far, in the order they came. */
    updates: () => [...arrived.values()],
    newest: (): Update => {
      const update = [...arrived.values()].at(-1);
      if (!update) throw new Error('no update has come yet');
      return update;
    },
    /** A new process on the same database, as after a stop. */
    restart: async (): Promise<void> => {
      await now().stop();
      await run();
      await now().receiver.drain();
    },
    /** As `restart`, after a crash between the work of the newest update and its mark. */
    restartBeforeMark: async (): Promise<void> => {
      // Its press has been answered already.
      forgiven.push(/query is too old/);
      await now().stop();
      await inspector.reopen(stage.newest());
      await run();
      await now().receiver.drain();
    },
    person: (id: number): BotPerson => createBotPerson(stage, id),
    close: async (): Promise<void> => {
      await now().stop();
      const calls = await client.calls();
      await Promise.all([sandbox.close(), close(), inspector.close(), database.close()]);
      expect(calls.filter((call) => call.warnings?.some((it) => it !== TELEGRAFS_OWN))).toEqual([]);
      const refused = calls.filter((call) => call.status !== 200);
      expect(refused.filter((call) => !forgiven.some((it) => it.test(call.description ?? '')))).toEqual([]);
      expect(failures.filter((failure) => !forgiven.some((it) => it.test(failure)))).toEqual([]);
    },
  };
  return stage;
}

const reasonOf = (details: object): string =>
  'error' in details && details.error instanceof Error
    ? `${details.error.message} ${details.error.cause instanceof Error ? details.error.cause.message : ''}`
    : JSON.stringify(details);
