/** One tap on one button. */
export type Tap = { bot: number; chat: number; data: string };

/** Where updates are posted; without it they wait to be polled for. */
export type Webhook = { url: string; secret: string };

/** Everybody presses the same button, round and round. */
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

/** Each tap once, in this order, through a webhook. */
export type TapPlan = { taps: readonly Tap[]; perSecond: number; webhook: Webhook };

export const slowChatOf = (plan: PressPlan | TapPlan): { chat: number; ms: number } | undefined =>
  'taps' in plan || plan.slowMs === undefined ? undefined : { chat: plan.firstChat, ms: plan.slowMs };

/** What is tapped at each beat of a plan. */
export function* beatsOf(plan: PressPlan | TapPlan): Generator<Tap[]> {
  if ('taps' in plan) {
    for (const tap of plan.taps) yield [tap];
    return;
  }
  const { bots, firstChat, chats, perSecond, seconds, data, slowMs } = plan;
  for (let i = 0; i < perSecond * seconds; i += 1) {
    const place = i % bots.length;
    const nth = Math.floor(i / bots.length) % chats;
    // The slow one presses once, at the beginning; the others share what follows.
    const own = slowMs === undefined || i === 0 ? nth : 1 + (nth % (chats - 1));
    const tap = { bot: bots[place] ?? 0, chat: firstChat + place + own * bots.length, data };
    yield [tap, tap];
  }
}
