import { setTimeout as pause } from 'node:timers/promises';
import { TelegramError } from 'telegraf';
import type { Log } from '../logger.ts';
import { callSignal } from './call-signal.ts';
import type { Bot } from './create-bot.ts';
import type { Receiver } from './receive-updates.ts';

/** Seconds Telegram may hold the call while nothing happens. */
const HOLD_SECONDS = 20;
/** A call that is held for so much longer has been lost on the way. */
const GRACE_SECONDS = 8;

/** What we listen to; anything else is not sent to us. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;

/**
 * Long polling. The offset moves on only after the batch is stored. Another poller of the same bot (409) is said once
 * and waited out; other failures are tried again with growing pauses. Returns when `signal` is aborted.
 * @param note told after each round how many in a row have failed
 */
export async function pollUpdates(
  telegram: Bot['telegram'],
  receiver: Receiver,
  log: Log,
  signal: AbortSignal,
  note: (failures: number) => void,
): Promise<void> {
  let offset = 0;
  let failures = 0;
  /** After a failure the call is not held: whether Telegram is back is to be known at once. */
  let isAsking = false;
  while (!signal.aborted) {
    try {
      const timeout = isAsking ? 0 : HOLD_SECONDS;
      const call = AbortSignal.any([signal, AbortSignal.timeout((timeout + GRACE_SECONDS) * 1000)]);
      const payload = { offset, timeout, limit: 100, allowed_updates: [...ALLOWED_UPDATES] };
      const updates = await telegram.callApi('getUpdates', payload, {
        signal: callSignal(call),
      });
      await receiver.accept(updates);
      offset = updates.reduce((next, update) => Math.max(next, update.update_id + 1), offset);
      if (failures > 0) log.info({}, 'updates are coming again');
      failures = 0;
      isAsking = false;
      note(failures);
    } catch (error) {
      if (signal.aborted) return;
      const isConflict = error instanceof TelegramError && error.code === 409;
      if (failures === 0)
        log.warn(
          isConflict ? {} : { error },
          isConflict ? 'another process polls for this bot: waiting' : 'no updates: trying again',
        );
      failures += 1;
      isAsking = !isConflict;
      note(failures);
      const asked = error instanceof TelegramError ? (error.parameters?.retry_after ?? 0) * 1000 : 0;
      await pause(
        Math.max(asked, Math.min(30_000, isConflict ? 3_000 : 250 * 2 ** Math.min(failures, 7))),
        undefined,
        { signal },
      ).catch(() => undefined);
    }
  }
}
