import { setTimeout as pause } from 'node:timers/promises';
import { TelegramError } from 'telegraf';
import type { Update } from 'telegraf/types';
import { coalesce } from '../domain/coalesce.ts';
import { failUpdate, finishUpdates, storeUpdates, takeOverUpdates } from '../domain/updates/take-updates.ts';
import { cleanUpdates } from './clean-updates.ts';
import type { Services } from './context.ts';
import { noteBlocked, type Bot } from './create-bot.ts';

export type Receiver = {
  /** Stores updates; when it returns they are safe, and Telegram may forget them. Handling goes on behind. */
  accept: (updates: readonly Update[]) => Promise<void>;
  /** Takes up what was stored and is in nobody's hands, e.g. of a process that died. Returns how many that was. */
  recover: () => Promise<number>;
  /** Waits until everything accepted is handled. */
  drain: () => Promise<void>;
};

/** Beyond this many updates in work, `accept` waits: the backlog stays at Telegram, not in our memory. */
const MOST_IN_WORK = 500;

/** Marking what was handled is tried this often: the database may be away for a moment. */
const MARK_TRIES = 10;
const MARK_AGAIN_MS = 1_000;

/** A webhook's body has been checked for its `update_id` alone, so nothing else of the shape is taken for granted. */
const chatKeyOf = (update: Update): string => {
  if ('message' in update) return String(update.message?.chat?.id);
  if ('callback_query' in update) return String(update.callback_query?.from?.id);
  if ('my_chat_member' in update) return String(update.my_chat_member?.chat?.id);
  return 'other';
};

/**
 * The inbox. Updates are stored before they are confirmed to Telegram, an id counts once, the updates of one chat are
 * handled one after the other and those of different chats side by side. Handled ids are marked in batches, and the next
 * update of a chat waits for the mark: so a crash makes at most the newest one come again, which wizards recognise.
 */
export function createReceiver(
  bot: Pick<Bot, 'handle' | 'apologise'>,
  botId: number,
  services: Services,
): Receiver {
  const { db, clock, log } = services;
  const chats = new Map<string, Promise<void>>();
  let inWork = 0;
  /** Updates that are being stored, and have their room already. */
  let coming = 0;
  const isFull = () => inWork + coming >= MOST_IN_WORK;
  /** Who waits for room, each woken once. */
  const waiting: (() => void)[] = [];
  const letIn = () => void (isFull() || waiting.shift()?.());
  /** What this process has stored or taken over, until some time after it was marked. */
  const held = new Set<number>();
  /** Marked since the last look for what is left over, which may still have seen them open. */
  let settled: number[] = [];
  let finished: { id: number; marked: () => void }[] = [];
  let flushing: Promise<void> | undefined;

  const flush = async (): Promise<void> => {
    await Promise.resolve();
    for (let failures = 0; finished.length > 0;) {
      const batch = finished;
      const ids = batch.map(({ id }) => id);
      finished = [];
      try {
        await finishUpdates(db, botId, ids, clock());
        settled.push(...ids);
        failures = 0;
      } catch (error) {
        failures += 1;
        // Given up, they stay "received"; handling them again after a restart changes nothing.
        log[failures < MARK_TRIES ? 'warn' : 'error'](
          { error, updates: ids.length },
          'handled updates could not be marked',
        );
        if (failures < MARK_TRIES) {
          finished = [...batch, ...finished];
          await pause(MARK_AGAIN_MS);
          continue;
        }
      }
      for (const { marked } of batch) marked();
    }
    flushing = undefined;
  };
  const finish = (id: number): Promise<void> =>
    new Promise((marked) => {
      finished.push({ id, marked });
      flushing ??= flush();
    });

  const work = async (update: Update, receivedAt: Date): Promise<void> => {
    for (let wait = 250; ; wait *= 2) {
      try {
        await bot.handle(update, receivedAt);
        return finish(update.update_id);
      } catch (error) {
        if (await noteBlocked(error, update, botId, services).catch(() => false))
          return finish(update.update_id);
        log.error({ error, update: update.update_id }, 'update failed');
        const verdict = await failUpdate(db, botId, update.update_id, clock()).catch(() => 'again' as const);
        if (verdict === 'given-up') {
          settled.push(update.update_id);
          return bot.apologise(update);
        }
        const asked = error instanceof TelegramError ? (error.parameters?.retry_after ?? 0) * 1000 : 0;
        await pause(Math.min(30_000, Math.max(wait, asked)));
      }
    }
  };

  const enqueue = (update: Update, receivedAt: Date): void => {
    if (held.has(update.update_id)) return;
    held.add(update.update_id);
    const key = chatKeyOf(update);
    inWork += 1;
    const turn = (chats.get(key) ?? Promise.resolve())
      .then(() => work(update, receivedAt))
      .finally(() => {
        inWork -= 1;
        letIn();
        if (chats.get(key) === turn) chats.delete(key);
      });
    chats.set(key, turn);
    turn.catch((error: unknown) => log.error({ error, update: update.update_id }, 'update dropped'));
  };

  const drain = async (): Promise<void> => {
    while (chats.size > 0) await Promise.allSettled(chats.values());
  };

  const takeOver = async (wanted: Parameters<typeof takeOverUpdates>[2]): Promise<number> => {
    const left = await takeOverUpdates(db, botId, wanted, MOST_IN_WORK);
    for (const { body, receivedAt } of left) enqueue(body as Update, new Date(receivedAt));
    return left.length;
  };

  /** Webhooks that come while a statement is under way go into the next one together. */
  const insert = coalesce(async (batches: readonly (readonly Update[])[]) => {
    const receivedAt = clock();
    const fresh = await storeUpdates(db, botId, batches.flat(), receivedAt);
    return batches.map(() => ({ fresh, receivedAt }));
  });
  const store = async (given: readonly Update[]): Promise<void> => {
    const updates = cleanUpdates(given);
    const { fresh, receivedAt } = await insert(updates);
    // Stored by a process that died, or by this one when the connection broke before it was told.
    const among = updates.map(({ update_id: id }) => id).filter((id) => !fresh.has(id) && !held.has(id));
    if (among.length > 0) await takeOver({ among });
    for (const update of updates) if (fresh.delete(update.update_id)) enqueue(update, receivedAt);
  };

  return {
    drain,
    recover: () => {
      for (const id of settled) held.delete(id);
      settled = [];
      return takeOver({ allBut: [...held] });
    },
    accept: async (given) => {
      while (isFull()) await new Promise<void>((goOn) => waiting.push(goOn));
      coming += given.length;
      try {
        await store(given);
      } finally {
        coming -= given.length;
        letIn();
      }
    },
  };
}
