import { fileURLToPath } from 'node:url';
import type { BotStats, StrictOptions } from './api/create-strict-server.ts';
import type { PressPlan, TapPlan } from './api/press-plan.ts';
import type { PressReport } from './api/presses.ts';
import type { TroubleCounts } from './api/trouble.ts';
import { forkPart } from './fork-part.ts';

const FILE = fileURLToPath(new URL('./strict-server.ts', import.meta.url));

export type StrictApi = {
  url: string;
  /** What each bot has sent so far. */
  stats: () => Promise<Record<string, BotStats>>;
  /** All bots' counts together, of those that have sent anything. */
  total: () => Promise<{ accepted: number; refused: number; floods: number; chats: number; paid: number }>;
  /** How many messages were accepted for each chat. */
  chats: () => Promise<Map<number, number>>;
  trouble: () => Promise<TroubleCounts>;
  acceptedBetween: (from: number, until: number) => Promise<number>;
  /** Changes the limit of every bot; returns the server's instant. */
  limitTo: (perSecond: number) => Promise<number>;
  press: (plan: PressPlan | TapPlan) => Promise<void>;
  /** How often each press was answered, and how many messages were edited. */
  replies: () => Promise<{ answers: [id: string, times: number][]; edits: number }>;
  /** Waits until all has been pressed, and then for the last answers. */
  pressed: (graceMs?: number) => Promise<PressReport>;
  stop: () => Promise<void>;
};

/** Starts the strict server as a process of its own. */
export async function startStrictApi(options: StrictOptions): Promise<StrictApi> {
  // It measures, so it must not clean up while it rests.
  const flags = ['--no-memory-reducer'];
  const part = await forkPart(FILE, { args: [JSON.stringify(options)], flags, tsx: true });
  const url = String(part.ready['url']);
  const ask = async <Result>(what: string, params: object = {}): Promise<Result> => {
    const response = await fetch(`${url}/bench/${what}`, { method: 'POST', body: JSON.stringify(params) });
    return ((await response.json()) as { result: Result }).result;
  };
  const stats = async () => (await ask<{ bots: Record<string, BotStats> }>('stats')).bots;
  return {
    url,
    stats,
    total: async () => {
      const all = Object.values(await stats());
      const sum = (count: (bot: BotStats) => number) => all.reduce((total, bot) => total + count(bot), 0);
      return {
        accepted: sum((bot) => bot.accepted),
        refused: sum((bot) => bot.refused),
        floods: sum((bot) => bot.floods),
        chats: sum((bot) => bot.chats),
        paid: sum((bot) => bot.paid),
      };
    },
    chats: async () => new Map(await ask<[number, number][]>('chats')),
    trouble: () => ask('trouble'),
    acceptedBetween: (from, until) => ask('between', { from, until }),
    limitTo: (perSecond) => ask('limit', { perSecond }),
    press: (plan) => ask('press', plan),
    replies: () => ask('replies'),
    pressed: (graceMs = 10_000) => ask('pressed', { graceMs }),
    stop: part.stop,
  };
}
