import { refusal } from './refusal.ts';
import type { UpdateQueue } from './update-queue.ts';

export type LongPolls = {
  /**
   * Waits for updates up to `timeoutMs`, or answers at once when there are some.
   * @throws Refusal 409 when another getUpdates or a setWebhook ends the wait.
   */
  wait(
    bot: number,
    ask: { offset: number; limit: number; timeoutMs: number; gone: AbortSignal },
  ): Promise<Record<string, unknown>[]>;
  /** Ends a bot's waiting getUpdates with 409. */
  conflict(bot: number, by: 'getUpdates' | 'setWebhook'): void;
  /** Answers every waiting call with nothing. */
  close(): void;
};

const CONFLICTS = {
  getUpdates:
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  setWebhook: 'Conflict: terminated by setWebhook request',
};

/** The getUpdates calls that are waiting, at most one a bot. */
export function createLongPolls(queue: UpdateQueue): LongPolls {
  type Waiter = { finish: () => void; fail: (error: Error) => void };
  const waiters = new Map<number, Waiter>();
  // One turn later, so that updates arriving together leave together.
  queue.onPush((bot) => {
    const waiter = waiters.get(bot);
    if (waiter) setImmediate(waiter.finish);
  });

  const conflict = (bot: number, by: 'getUpdates' | 'setWebhook') =>
    waiters.get(bot)?.fail(refusal(409, CONFLICTS[by]));

  return {
    conflict,
    wait(bot, { offset, limit, timeoutMs, gone }) {
      conflict(bot, 'getUpdates');
      const first = queue.take(bot, offset, limit);
      if (first.length > 0 || timeoutMs <= 0) return Promise.resolve(first);
      return new Promise((resolve, reject) => {
        let settled = false;
        const settle = (then: () => void) => {
          if (settled) return;
          settled = true;
          clearTimeout(timer);
          gone.removeEventListener('abort', onGone);
          if (waiters.get(bot) === waiter) waiters.delete(bot);
          then();
        };
        const waiter: Waiter = {
          finish: () => settle(() => resolve(queue.take(bot, 0, limit))),
          fail: (error) => settle(() => reject(error)),
        };
        const onGone = () => settle(() => resolve([]));
        const timer = setTimeout(waiter.finish, timeoutMs);
        gone.addEventListener('abort', onGone);
        waiters.set(bot, waiter);
      });
    },
    close() {
      for (const waiter of waiters.values()) waiter.finish();
    },
  };
}
