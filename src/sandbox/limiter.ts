import type { Limits } from './protocol.ts';
import { tooManyRequests } from './refusal.ts';

/** What Telegram is known to hold bots to: core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
const DEFAULT_LIMITS: Limits = {
  perSecond: 30,
  perChatPerSecond: 1,
  perChatBurst: 5,
  retryAfterSeconds: 3,
};
const GROUP_PER_MINUTE = 20;
const PAID_PER_SECOND = 1000;
/** Chats remembered before those that have nothing to remember are forgotten. */
const SWEEP_AT = 10_000;

export type Limiter = {
  get(): Limits;
  set(limits: Limits): Limits;
  /**
   * Counts one message on its way.
   * @throws Refusal 429; what was refused is not counted.
   */
  take(bot: number, chat: number, paid: boolean): void;
};

/** Times of what happened under a key within the last `windowMs`; older ones are forgotten. */
function createWindow(windowMs: number) {
  const times = new Map<string, number[]>();
  return {
    count(key: string, now: number): number {
      const recent = (times.get(key) ?? []).filter((at) => now - at < windowMs);
      if (recent.length > 0) times.set(key, recent);
      else times.delete(key);
      return recent.length;
    },
    add: (key: string, now: number) => void times.set(key, [...(times.get(key) ?? []), now]),
  };
}

/** A bucket of `burst` messages a chat, refilled at `perSecond`; a full one is as good as none. */
function createBuckets() {
  const buckets = new Map<string, { left: number; at: number }>();
  let sweepAt = SWEEP_AT;
  const left = (key: string, now: number, { perChatBurst, perChatPerSecond }: Limits): number => {
    const bucket = buckets.get(key);
    if (!bucket) return perChatBurst;
    return Math.min(perChatBurst, bucket.left + ((now - bucket.at) / 1000) * perChatPerSecond);
  };
  return {
    left,
    take(key: string, now: number, limits: Limits): void {
      buckets.set(key, { left: left(key, now, limits) - 1, at: now });
      if (buckets.size < sweepAt) return;
      for (const other of buckets.keys())
        if (left(other, now, limits) >= limits.perChatBurst) buckets.delete(other);
      sweepAt = Math.max(SWEEP_AT, buckets.size * 2);
    },
  };
}

/** What was refused stays closed until its `retry_after` is over; calls meanwhile are told what is left of it. */
function createHolds(monotonicMs: () => number) {
  const until = new Map<string, number>();
  return {
    check(key: string): void {
      const leftMs = (until.get(key) ?? 0) - monotonicMs();
      if (leftMs > 0) throw tooManyRequests(Math.ceil(leftMs / 1000));
      until.delete(key);
    },
    refuse(key: string, seconds: number): never {
      until.set(key, monotonicMs() + seconds * 1000);
      throw tooManyRequests(seconds);
    },
    clear: () => until.clear(),
  };
}

/**
 * Holds bots to `limits` by real time, whatever the sandbox clock says. One message is one send, copy or forward;
 * edits, deletions, answers to presses and chat actions are free. It passes when all of these have room, and then
 * counts in each:
 * - the bot: fewer than `perSecond` messages in the 1,000 ms before it (a sliding window, so 30 at once and the
 *   31st a second later pass); messages with `allow_paid_broadcast` count apart, against `paidPerSecond`
 * - the chat: a bucket of `perChatBurst` messages that refills at `perChatPerSecond`
 * - a group: fewer than `groupPerMinute` in the 60,000 ms before it
 *
 * The first that has no room is closed for `retryAfterSeconds`: for the bot or for that chat alone. A message that is
 * refused for another reason (400, 403) after it passed here has been counted. `set` opens what is closed.
 */
export function createLimiter(monotonicMs: () => number = () => performance.now()): Limiter {
  let limits = DEFAULT_LIMITS;
  const seconds = createWindow(1000);
  const minutes = createWindow(60_000);
  const buckets = createBuckets();
  const holds = createHolds(monotonicMs);
  return {
    get: () => limits,
    set(next) {
      holds.clear();
      return (limits = next);
    },
    take(bot, chat, paid) {
      const now = monotonicMs();
      const botKey = `${bot}:${paid ? 'paid' : 'free'}`;
      const chatKey = `${bot}:${chat}`;
      holds.check(botKey);
      holds.check(chatKey);
      const refuse = (key: string) => holds.refuse(key, limits.retryAfterSeconds);
      const most = paid ? (limits.paidPerSecond ?? PAID_PER_SECOND) : limits.perSecond;
      if (most > 0 && seconds.count(botKey, now) >= most) refuse(botKey);
      const mostToGroup = limits.groupPerMinute ?? GROUP_PER_MINUTE;
      if (chat < 0 && mostToGroup > 0 && minutes.count(chatKey, now) >= mostToGroup) refuse(chatKey);
      const isPaced = limits.perChatPerSecond > 0;
      if (isPaced && buckets.left(chatKey, now, limits) < 1) refuse(chatKey);
      seconds.add(botKey, now);
      if (chat < 0) minutes.add(chatKey, now);
      if (isPaced) buckets.take(chatKey, now, limits);
    },
  };
}
