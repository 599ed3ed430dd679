import { setTimeout as pause } from 'node:timers/promises';
import { TelegramError } from 'telegraf';
import type { Update } from 'telegraf/types';
import { coalesce } from '../domain/coalesce.ts';
import {
  failUpdate,
  makeSafe,
  storeUpdates,
  takeOverUpdates,
  type Sender,
} from '../domain/updates/take-updates.ts';
import { cleanUpdates } from './clean-updates.ts';
import type { Services } from './context.ts';
import { noteBlocked, type Bot } from './create-bot.ts';
import { createMarks } from './mark-handled.ts';

export type Receiver = {
  /**
   * Stores updates and has them handled; when it returns they are safe, and Telegram may forget them. Their handling is not
   * waited for, except that within `patienceMs` it makes them safe by itself, which spares a commit.
   */
  accept: (updates: readonly Update[], patienceMs?: number) => Promise<void>;
  /** Takes up what was stored and is in nobody's hands, e.g. of a process that died. Returns how many that was. */
  recover: () => Promise<number>;
  /** Waits until everything accepted is handled. */
  drain: () => Promise<void>;
};

/** Beyond this many updates in work, `accept` waits: the backlog stays at Telegram, not in our memory. */
const MOST_IN_WORK = 500;

const NOT_HERE = Promise.resolve(false);

/** What `promise` says, or false when that takes longer. */
async function within(promise: Promise<boolean>, ms: number): Promise<boolean> {
  if (ms === 0) return false;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** A webhook's body has been checked for its `update_id` alone, so nothing else of the shape is taken for granted. */
const chatKeyOf = (update: Update): string => {
  if ('message' in update) return String(update.message?.chat?.id);
  if ('callback_query' in update) return String(update.callback_query?.from?.id);
  if ('my_chat_member' in update) return String(update.my_chat_member?.chat?.id);
  return 'other';
};

/**
 * The inbox. Updates are stored, an id counts once, the updates of one chat are handled one after the other and those of
 * different chats side by side. Handled ids are marked in batches, and the next update of a chat waits for the mark: so a
 * crash makes at most the newest one come again, which wizards recognise. Handling does not wait until the storing is at the
 * disk, as whatever it stores comes behind it in the same log; Telegram's confirmation does.
 */
export function createReceiver(
  bot: Pick<Bot, 'handle' | 'apologise'>,
  botId: number,
  services: Services,
): Receiver {
  const { db, clock, log } = services;
  const chats = new Map<string, Promise<boolean>>();
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
  const marks = createMarks(services, botId, (ids) => void settled.push(...ids));

  /**
   * @param isAwaited whether the chat's next update is here already
   * @returns whether what became of it is stored
   */
  const work = async (
    update: Update,
    receivedAt: Date,
    sender: Sender | undefined,
    isAwaited: () => boolean,
  ): Promise<boolean> => {
    const finish = (): Promise<boolean> => {
      const marked = marks.finish(update.update_id);
      if (isAwaited()) marks.hurry();
      return marked;
    };
    for (let wait = 250, known = sender; ; wait *= 2, known = undefined) {
      try {
        await bot.handle(update, receivedAt, known);
        return await finish();
      } catch (error) {
        if (await noteBlocked(error, update, botId, services).catch(() => false)) return finish();
        log.error({ error, update: update.update_id }, 'update failed');
        const verdict = await failUpdate(db, botId, update.update_id, clock()).catch(() => 'again' as const);
        if (verdict === 'given-up') {
          settled.push(update.update_id);
          await bot.apologise(update);
          return true;
        }
        const asked = error instanceof TelegramError ? (error.parameters?.retry_after ?? 0) * 1000 : 0;
        await pause(Math.min(30_000, Math.max(wait, asked)));
      }
    }
  };

  /** @returns whether it was handled to its end by this call, and that is stored */
  const enqueue = (update: Update, receivedAt: Date, sender?: Sender): Promise<boolean> => {
    if (held.has(update.update_id)) return NOT_HERE;
    held.add(update.update_id);
    const key = chatKeyOf(update);
    const before = chats.get(key);
    if (before) marks.hurry();
    inWork += 1;
    const turn: Promise<boolean> = (before ?? Promise.resolve())
      .then(() => work(update, receivedAt, before ? undefined : sender, () => chats.get(key) !== turn))
      .finally(() => {
        inWork -= 1;
        letIn();
        if (chats.get(key) === turn) chats.delete(key);
      });
    chats.set(key, turn);
    return turn.catch((error: unknown) => {
      log.error({ error, update: update.update_id }, 'update dropped');
      return false;
    });
  };

  const drain = (): Promise<void> =>
    marks.inHurry(async () => {
      while (chats.size > 0) await Promise.allSettled(chats.values());
    });

  /** Updates before which nothing is under way in their chat: who they are from stays as it is when they are stored. */
  const unhindered = (updates: readonly Update[]): Set<number> => {
    const busy = new Set(chats.keys());
    const first = new Set<number>();
    for (const update of updates) {
      const key = chatKeyOf(update);
      if (!busy.has(key)) first.add(update.update_id);
      busy.add(key);
    }
    return first;
  };

  const takeOver = async (wanted: Parameters<typeof takeOverUpdates>[2]): Promise<number> => {
    const left = await takeOverUpdates(db, botId, wanted, MOST_IN_WORK);
    for (const { body, receivedAt } of left) void enqueue(body as Update, new Date(receivedAt));
    return left.length;
  };
  const flush = coalesce(
    async (all: readonly void[]) => {
      await makeSafe(db);
      return all;
    },
    { most: MOST_IN_WORK },
  );

  /** Webhooks that come while a statement is under way go into the next one together. */
  const insert = coalesce(async (batches: readonly (readonly Update[])[]) => {
    const receivedAt = clock();
    const fresh = await storeUpdates(db, botId, batches.flat(), receivedAt);
    return batches.map(() => ({ fresh, receivedAt }));
  });
  /** @returns what becomes true when all of them have been handled to their end here, and that is at the disk */
  const store = async (given: readonly Update[]): Promise<{ handled: Promise<boolean> }> => {
    const updates = cleanUpdates(given);
    const first = unhindered(updates);
    const { fresh, receivedAt } = await insert(updates);
    // Stored by a process that died, or by this one when the connection broke before it was told.
    const among = updates.map(({ update_id: id }) => id).filter((id) => !fresh.has(id) && !held.has(id));
    if (among.length > 0) await takeOver({ among });
    const turns = updates.map((update) => {
      const { update_id: id } = update;
      const sender = first.has(id) ? fresh.get(id) : undefined;
      return fresh.delete(id) ? enqueue(update, receivedAt, sender) : NOT_HERE;
    });
    return { handled: Promise.all(turns).then((all) => all.every(Boolean)) };
  };

  return {
    drain,
    recover: () => {
      for (const id of settled) held.delete(id);
      settled = [];
      return takeOver({ allBut: [...held] });
    },
    accept: async (given, patienceMs = 0) => {
      while (isFull()) await new Promise<void>((goOn) => waiting.push(goOn));
      coming += given.length;
      const { handled } = await store(given).finally(() => {
        coming -= given.length;
        letIn();
      });
      if (!(await within(handled, patienceMs))) await flush();
    },
  };
}
