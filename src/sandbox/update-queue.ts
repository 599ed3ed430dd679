import { randomInt } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { PendingUpdate } from './rows.ts';
import type { Table } from './table.ts';

const KEPT_MS = 24 * 3600 * 1000;
/** Telegram takes an offset this far past its last update for one of another numbering and ignores it. */
const FAR_OFFSET = 10;

export type UpdateQueue = {
  /** Adds an update of one kind with the bot's next update_id. */
  push(bot: number, kind: string, payload: unknown, order: string): void;
  /** Adds any object as it is. */
  pushRaw(bot: number, update: Record<string, unknown>): void;
  /** Updates not confirmed and not older than a day, oldest first. */
  pending(bot: number): PendingUpdate[];
  count(bot: number): number;
  /** Confirms what lies below `offset` (getUpdates semantics) and returns up to `limit` of the rest. */
  take(bot: number, offset: number, limit: number): Record<string, unknown>[];
  remove(update: PendingUpdate): void;
  clear(bot: number): void;
  /** Runs `listener(bot)` after each addition; returns how to stop that. */
  onPush(listener: (bot: number) => void): () => void;
};

/** The updates every bot has not confirmed yet, over one journalled table; `ids` keeps each bot's last update_id. */
export function createUpdateQueue(deps: {
  table: Table<PendingUpdate>;
  ids: Table<number>;
  clock: Clock;
}): UpdateQueue {
  const { table, ids, clock } = deps;
  const queues = new Map<number, Map<number, PendingUpdate>>();
  const delivered = new Set<number>();
  const listeners = new Set<(bot: number) => void>();
  let lastSeq = 0;

  const queueOf = (bot: number) => {
    const queue = queues.get(bot) ?? new Map<number, PendingUpdate>();
    queues.set(bot, queue);
    return queue;
  };
  const remove = (entry: PendingUpdate) => {
    queueOf(entry.bot).delete(entry.seq);
    delivered.delete(entry.seq);
    table.delete(`${entry.bot}:${entry.seq}`);
  };
  const add = (entry: PendingUpdate) => {
    queueOf(entry.bot).set(entry.seq, entry);
    table.set(`${entry.bot}:${entry.seq}`, entry);
    for (const listener of listeners) listener(entry.bot);
  };
  const dropOld = (bot: number) => {
    const oldest = clock.now() - KEPT_MS;
    for (const entry of queueOf(bot).values()) {
      if (entry.at >= oldest) break;
      remove(entry);
    }
  };
  const idOf = (entry: PendingUpdate) =>
    typeof entry.update.update_id === 'number' ? entry.update.update_id : undefined;
  const confirm = (bot: number, offset: number) => {
    if (offset > (ids.get(String(bot)) ?? 0) + 1 + FAR_OFFSET) {
      for (const entry of queueOf(bot).values()) if (entry.raw && delivered.has(entry.seq)) remove(entry);
      return;
    }
    for (const entry of queueOf(bot).values()) {
      const id = idOf(entry);
      if (entry.raw ? delivered.has(entry.seq) : id !== undefined && id < offset) remove(entry);
    }
  };
  const keepLast = (bot: number, count: number) => {
    const all = [...queueOf(bot).values()];
    for (const entry of all.slice(0, Math.max(0, all.length - count))) remove(entry);
  };

  for (const entry of [...table.values()].sort((a, b) => a.seq - b.seq)) {
    queueOf(entry.bot).set(entry.seq, entry);
    lastSeq = Math.max(lastSeq, entry.seq);
  }

  return {
    push(bot, kind, payload, order) {
      const id = (ids.get(String(bot)) ?? randomInt(100_000_000, 900_000_000)) + 1;
      ids.set(String(bot), id);
      add({ bot, seq: ++lastSeq, at: clock.now(), order, update: { update_id: id, [kind]: payload } });
    },
    pushRaw(bot, update) {
      const seq = ++lastSeq;
      add({ bot, seq, at: clock.now(), order: `raw:${seq}`, update, raw: true });
    },
    pending(bot) {
      dropOld(bot);
      return [...queueOf(bot).values()];
    },
    count(bot) {
      dropOld(bot);
      return queueOf(bot).size;
    },
    take(bot, offset, limit) {
      dropOld(bot);
      if (offset < 0) keepLast(bot, -offset);
      else if (offset > 0) confirm(bot, offset);
      const taken: Record<string, unknown>[] = [];
      for (const entry of queueOf(bot).values()) {
        if (taken.length >= limit) break;
        delivered.add(entry.seq);
        taken.push(entry.update);
      }
      return taken;
    },
    remove,
    clear: (bot) => keepLast(bot, 0),
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
