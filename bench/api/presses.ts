import { setTimeout as pause } from 'node:timers/promises';

export type PressPlan = {
  /** Bots that get presses, in turn. */
  bots: readonly number[];
  /** Chats of bot `bots[i]` are `firstChat + i + k × bots.length`, `chats` of them. */
  firstChat: number;
  chats: number;
  /** Taps a second; each is pressed twice, as impatient people do. */
  perSecond: number;
  seconds: number;
  data: string;
  /** One chat (the first of the first bot) whose edits take this long to answer; its handler waits meanwhile. */
  slowMs?: number;
};

export type PressReport = {
  /** From the press to its answer, of every chat but the slow one, in milliseconds. */
  latencies: number[];
  pressed: number;
  answered: number;
  /** Answers that came before the answer to an earlier press in the same chat. */
  outOfOrder: number;
};

type Update = { update_id: number } & Record<string, unknown>;
type Waiter = { resolve: (updates: Update[] | 'conflict') => void; timer: NodeJS.Timeout };
type Press = { at: number; chat: number; place: number };

/** The inbox of the server: presses of many people, handed out by long polling, and how long each waited for its answer. */
export function createPresses(now: () => number) {
  const queues = new Map<number, Update[]>();
  const waiters = new Map<number, Waiter>();
  const open = new Map<string, Press>();
  const answeredIn = new Map<number, number>();
  let slow: { chat: number; ms: number } | undefined;
  let next = 1;
  let running: Promise<void> = Promise.resolve();
  let report: PressReport = { latencies: [], pressed: 0, answered: 0, outOfOrder: 0 };

  const give = (bot: number): void => {
    const waiter = waiters.get(bot);
    const queue = queues.get(bot) ?? [];
    if (!waiter || queue.length === 0) return;
    waiters.delete(bot);
    clearTimeout(waiter.timer);
    waiter.resolve(queue.slice(0, 100));
  };

  const press = (bot: number, chat: number, data: string): void => {
    const place = next++;
    const id = String(place);
    open.set(id, { at: now(), chat, place });
    report.pressed += 1;
    const from = { id: chat, is_bot: false, first_name: 'P', language_code: 'zh' };
    const message = { message_id: 1, date: 1_700_000_000, chat: { id: chat, type: 'private' }, text: '…' };
    queues.set(bot, [
      ...(queues.get(bot) ?? []),
      { update_id: place, callback_query: { id, from, message, chat_instance: '1', data } },
    ]);
    give(bot);
  };

  const run = async (plan: PressPlan): Promise<void> => {
    const { bots, firstChat, chats, perSecond, seconds, data, slowMs } = plan;
    const start = now();
    slow = slowMs === undefined ? undefined : { chat: firstChat, ms: slowMs };
    // Open loop: the next press does not wait for the answer to the last one.
    for (let i = 0; i < perSecond * seconds; i += 1) {
      const wait = start + (i * SECOND) / perSecond - now();
      if (wait > 0) await pause(wait);
      const bot = i % bots.length;
      const nth = Math.floor(i / bots.length) % chats;
      const isSlow = slow !== undefined && i === 0;
      const chat = firstChat + bot + (slow && !isSlow ? 1 + (nth % (chats - 1)) : nth) * bots.length;
      for (let tap = 0; tap < 2; tap += 1) press(bots[bot] ?? 0, chat, data);
    }
  };

  return {
    /** getUpdates: what comes after `offset`, at once or within `seconds`. A second poll of a bot sends the first one home. */
    poll: (bot: number, offset: number, seconds: number): Promise<Update[] | 'conflict'> => {
      queues.set(
        bot,
        (queues.get(bot) ?? []).filter((update) => update.update_id >= offset),
      );
      const earlier = waiters.get(bot);
      if (earlier) {
        clearTimeout(earlier.timer);
        earlier.resolve('conflict');
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiters.delete(bot);
          resolve([]);
        }, seconds * SECOND);
        waiters.set(bot, { resolve, timer });
        give(bot);
      });
    },
    answer: (id: string): void => {
      const press = open.get(id);
      if (!press) return;
      open.delete(id);
      report.answered += 1;
      if (press.chat !== slow?.chat) report.latencies.push(now() - press.at);
      const last = answeredIn.get(press.chat) ?? 0;
      if (press.place < last) report.outOfOrder += 1;
      answeredIn.set(press.chat, Math.max(last, press.place));
    },
    /** How long an edit in this chat takes to be answered. */
    slowness: (chat: number): number => (slow?.chat === chat ? slow.ms : 0),
    begin: (plan: PressPlan): void => {
      report = { latencies: [], pressed: 0, answered: 0, outOfOrder: 0 };
      open.clear();
      running = run(plan);
    },
    /** When all has been pressed and `graceMs` have passed at most: what became of it. */
    end: async (graceMs: number): Promise<PressReport> => {
      await running;
      for (const deadline = now() + graceMs; open.size > 0 && now() < deadline;) await pause(20);
      return report;
    },
  };
}

const SECOND = 1000;
