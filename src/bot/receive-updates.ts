import { setTimeout as pause } from 'node:timers/promises';
import { TelegramError } from 'telegraf';
import type { Update } from 'telegraf/types';
import {
  failUpdate,
  finishUpdates,
  listLeftOpen,
  listOpenUpdates,
  storeUpdates,
} from '../domain/updates/take-updates.ts';
import { cleanUpdates } from './clean-updates.ts';
import type { Services } from './context.ts';
import { noteBlocked, type Bot } from './create-bot.ts';

export type Receiver = {
  /** Stores updates; when it returns they are safe, and Telegram may forget them. Handling goes on behind. */
  accept: (updates: readonly Update[]) => Promise<void>;
  /** Takes up what an earlier run stored and did not finish. */
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
 * handled one after the other and those of different chats side by side. Handled ids are marked in batches.
 */
export function createReceiver(
  bot: Pick<Bot, 'handle' | 'apologise'>,
  botId: number,
  services: Services,
): Receiver {
  const { db, clock, log } = services;
  const chats = new Map<string, Promise<void>>();
  let inWork = 0;
  const isFull = () => inWork >= MOST_IN_WORK;
  /** Storing these failed, as far as we were told: it may have gone through. */
  const unsure = new Set<number>();
  let finished: number[] = [];
  let flushing: Promise<void> | undefined;

  const flush = async (): Promise<void> => {
    await Promise.resolve();
    for (let failures = 0; finished.length > 0;) {
      const ids = finished;
      finished = [];
      try {
        await finishUpdates(db, botId, ids, clock());
        failures = 0;
      } catch (error) {
        failures += 1;
        // Given up, they stay "received"; handling them again after a restart changes nothing.
        log[failures < MARK_TRIES ? 'warn' : 'error'](
          { error, updates: ids.length },
          'handled updates could not be marked',
        );
        if (failures >= MARK_TRIES) continue;
        finished = [...ids, ...finished];
        await pause(MARK_AGAIN_MS);
      }
    }
    flushing = undefined;
  };
  const finish = (id: number): void => {
    finished.push(id);
    flushing ??= flush();
  };

  const work = async (update: Update): Promise<void> => {
    for (let wait = 250; ; wait *= 2) {
      try {
        await bot.handle(update);
        return finish(update.update_id);
      } catch (error) {
        if (await noteBlocked(error, update, botId, services).catch(() => false))
          return finish(update.update_id);
        log.error({ error, update: update.update_id }, 'update failed');
        const verdict = await failUpdate(db, botId, update.update_id, clock()).catch(() => 'again' as const);
        if (verdict === 'given-up') return bot.apologise(update);
        const asked = error instanceof TelegramError ? (error.parameters?.retry_after ?? 0) * 1000 : 0;
        await pause(Math.min(30_000, Math.max(wait, asked)));
      }
    }
  };

  const enqueue = (update: Update): void => {
    const key = chatKeyOf(update);
    inWork += 1;
    const turn = (chats.get(key) ?? Promise.resolve())
      .then(() => work(update))
      .finally(() => {
        inWork -= 1;
        if (chats.get(key) === turn) chats.delete(key);
      });
    chats.set(key, turn);
    turn.catch((error: unknown) => log.error({ error, update: update.update_id }, 'update dropped'));
  };

  const drain = async (): Promise<void> => {
    while (chats.size > 0) await Promise.allSettled(chats.values());
    await flushing;
  };

  return {
    drain,
    accept: async (given) => {
      while (isFull()) await Promise.race(chats.values());
      const updates = cleanUpdates(given);
      const ids = updates.map((update) => update.update_id);
      try {
        const fresh = await storeUpdates(db, botId, updates, clock());
        // Stored, and then the connection broke before we were told: nobody else will take these up.
        const repeated = ids.filter((id) => unsure.has(id) && !fresh.has(id));
        const left = await listLeftOpen(db, botId, repeated);
        for (const update of updates) {
          const id = update.update_id;
          const isOurs = fresh.delete(id) || (unsure.has(id) && left.has(id));
          unsure.delete(id);
          if (isOurs) enqueue(update);
        }
      } catch (error) {
        for (const id of ids) unsure.add(id);
        throw error;
      }
    },
    recover: async () => {
      const open = await listOpenUpdates(db, botId);
      for (const { body } of open) enqueue(body as Update);
      return open.length;
    },
  };
}
