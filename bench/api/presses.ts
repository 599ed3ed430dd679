import { setTimeout as pause } from 'node:timers/promises';
import { postUpdate } from './post-update.ts';
import { pressUpdate } from './press-update.ts';
import { beatsOf, slowChatOf, type PressPlan, type Tap, type TapPlan, type Webhook } from './press-plan.ts';

export type PressReport = {
  /** From the press to its answer, of every chat but the slow one, in milliseconds. */
  latencies: number[];
  pressed: number;
  answered: number;
  /** Answers that came before the answer to an earlier press in the same chat. */
  outOfOrder: number;
  /** Posted, and not taken. */
  refused: number;
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
  const answers = new Map<string, number>();
  let slow: { chat: number; ms: number } | undefined;
  let next = 1;
  let running: Promise<void> = Promise.resolve();
  let report: PressReport = { latencies: [], pressed: 0, answered: 0, outOfOrder: 0, refused: 0 };

  const give = (bot: number): void => {
    const waiter = waiters.get(bot);
    const queue = queues.get(bot) ?? [];
    if (!waiter || queue.length === 0) return;
    waiters.delete(bot);
    clearTimeout(waiter.timer);
    waiter.resolve(queue.slice(0, 100));
  };

  const post = async (webhook: Webhook, update: Update): Promise<void> => {
    if ((await postUpdate(webhook, update)) !== 200) report.refused += 1;
  };

  const press = ({ bot, chat, data }: Tap, webhook: Webhook | undefined): void => {
    const place = next++;
    const id = String(place);
    open.set(id, { at: now(), chat, place });
    report.pressed += 1;
    const update = pressUpdate(place, id, { chat, data });
    if (webhook) return void post(webhook, update);
    queues.set(bot, [...(queues.get(bot) ?? []), update]);
    give(bot);
  };

  const run = async (plan: PressPlan | TapPlan): Promise<void> => {
    const start = now();
    slow = slowChatOf(plan);
    let beat = 0;
    // Open loop: the next press does not wait for the answer to the last one.
    for (const taps of beatsOf(plan)) {
      const wait = start + (beat * SECOND) / plan.perSecond - now();
      if (wait > 0) await pause(wait);
      for (const tap of taps) press(tap, 'taps' in plan ? plan.webhook : undefined);
      beat += 1;
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
      answers.set(id, (answers.get(id) ?? 0) + 1);
      const press = open.get(id);
      if (!press) return;
      open.delete(id);
      report.answered += 1;
      if (press.chat !== slow?.chat) report.latencies.push(now() - press.at);
      const last = answeredIn.get(press.chat) ?? 0;
      if (press.place < last) report.outOfOrder += 1;
      answeredIn.set(press.chat, Math.max(last, press.place));
    },
    /** How often each press was answered so far, whoever sent it. */
    answers: (): ReadonlyMap<string, number> => answers,
    /** How long an edit in this chat takes to be answered. */
    slowness: (chat: number): number => (slow?.chat === chat ? slow.ms : 0),
    begin: (plan: PressPlan | TapPlan): void => {
      report = { latencies: [], pressed: 0, answered: 0, outOfOrder: 0, refused: 0 };
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
