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

/** A bucket of `burst` messages a chat, refilled at `perSecond`; remembered only while it is not full. */
function createBuckets() {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    left(key: string, now: number, burst: number, perSecond: number): number {
      const bucket = buckets.get(key);
      return bucket ? Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond) : burst;
    },
    put: (key: string, now: number, left: number) => void buckets.set(key, { left, at: now }),
  };
}

/** Holds bots to `limits` by real time: over a sliding second for each bot, with a burst for each chat. */
export function createLimiter(monotonicMs: () => number = () => performance.now()): Limiter {
  let limits = DEFAULT_LIMITS;
  const seconds = createWindow(1000);
  const minutes = createWindow(60_000);
  const buckets = createBuckets();
  return {
    get: () => limits,
    set: (next) => (limits = next),
    take(bot, chat, paid) {
      const now = monotonicMs();
      const refuse = () => tooManyRequests(limits.retryAfterSeconds);
      const botKey = `${bot}:${paid ? 'paid' : 'free'}`;
      const chatKey = `${bot}:${chat}`;
      const most = paid ? (limits.paidPerSecond ?? PAID_PER_SECOND) : limits.perSecond;
      if (most > 0 && seconds.count(botKey, now) >= most) throw refuse();
      const mostToGroup = limits.groupPerMinute ?? GROUP_PER_MINUTE;
      if (chat < 0 && mostToGroup > 0 && minutes.count(chatKey, now) >= mostToGroup) throw refuse();
      const { perChatPerSecond, perChatBurst } = limits;
      const left = buckets.left(chatKey, now, perChatBurst, perChatPerSecond);
      if (perChatPerSecond > 0 && left < 1) throw refuse();
      seconds.add(botKey, now);
      if (chat < 0) minutes.add(chatKey, now);
      if (perChatPerSecond > 0) buckets.put(chatKey, now, left - 1);
    },
  };
}
