import type { Bot, PendingUpdate } from './rows.ts';
import type { World } from './world.ts';

const ANSWER_MS = 60_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 60_000;
const MAX_RETRY_AFTER_S = 3600;

export type Webhooks = {
  /** Looks at the bot's webhook anew and sends what waits. */
  wake: (bot: number) => void;
  /** The last failure since the webhook last worked. */
  trouble: (bot: number) => { at: number; message: string } | undefined;
  close(): void;
};

/** How long the sender of a failed answer is to wait: its Retry-After, or twice as long each time. */
function retryMs(failures: number, retryAfter: string | null): number {
  const seconds = Number(retryAfter);
  if (retryAfter !== null && Number.isFinite(seconds) && seconds > 0)
    return Math.min(seconds, MAX_RETRY_AFTER_S) * 1000;
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
}

async function post(bot: Bot, update: unknown, stop: AbortSignal): Promise<Response> {
  const response = await fetch(bot.webhook?.url ?? '', {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      ...(bot.webhook?.secretToken ? { 'x-telegram-bot-api-secret-token': bot.webhook.secretToken } : {}),
    },
    body: JSON.stringify(update),
    signal: AbortSignal.any([stop, AbortSignal.timeout(ANSWER_MS)]),
  });
  await response.arrayBuffer();
  return response;
}

/**
 * Sends updates to bots with a webhook: up to `max_connections` at once, those of one chat one after the other, and
 * again until a 2xx. A method call in the answer is not read: the sandbox does not do replies by webhook.
 */
export function createWebhooks(world: World): Webhooks {
  const stopping = new AbortController();
  const underWay = new Map<number, PendingUpdate>();
  const failures = new Map<number, number>();
  const troubles = new Map<number, { at: number; message: string }>();
  const timers = new Set<NodeJS.Timeout>();

  const failed = (entry: PendingUpdate, message: string, retryAfter: string | null) => {
    const count = (failures.get(entry.seq) ?? 0) + 1;
    failures.set(entry.seq, count);
    troubles.set(entry.bot, { at: world.clock.now(), message });
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        underWay.delete(entry.seq);
        wake(entry.bot);
      },
      retryMs(count, retryAfter),
    );
    timers.add(timer);
  };

  const deliver = async (bot: Bot, entry: PendingUpdate): Promise<void> => {
    underWay.set(entry.seq, entry);
    try {
      const response = await post(bot, entry.update, stopping.signal);
      if (!response.ok) {
        const message = `Wrong response from the webhook: ${response.status} ${response.statusText}`;
        failed(entry, message, response.headers.get('retry-after'));
        return;
      }
      underWay.delete(entry.seq);
      failures.delete(entry.seq);
      troubles.delete(entry.bot);
      world.queue.remove(entry);
      wake(entry.bot);
    } catch (error) {
      if (!stopping.signal.aborted)
        failed(entry, error instanceof Error ? error.message : String(error), null);
    }
  };

  const wake = (id: number): void => {
    const bot = world.bots.get(String(id));
    if (!bot?.webhook || stopping.signal.aborted) return;
    const own = [...underWay.values()].filter((entry) => entry.bot === id);
    const busy = new Set(own.map((entry) => entry.order));
    let free = bot.webhook.maxConnections - own.length;
    for (const entry of world.queue.pending(id)) {
      if (free <= 0) return;
      if (busy.has(entry.order)) continue;
      busy.add(entry.order);
      free -= 1;
      void deliver(bot, entry);
    }
  };

  const stopListening = world.queue.onPush(wake);
  for (const bot of world.bots.values()) wake(bot.id);
  return {
    wake,
    trouble: (bot) => troubles.get(bot),
    close() {
      stopListening();
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
