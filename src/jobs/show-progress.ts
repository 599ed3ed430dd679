import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../domain/db.ts';
import {
  endProgress,
  postponeProgress,
  takeDueProgress,
  type ProgressRow,
} from '../domain/notices/watch-progress.ts';
import type { Log } from '../logger.ts';
import { progressView } from '../messages/progress.ts';
import type { Sender } from '../sender/create-sender.ts';

/** How often it looks; an author's message is edited every 3 s at most, whoever looks. */
const LOOK_EVERY_MS = 1_000;

export type ShowProgress = { stop: () => Promise<void> };
export type ShowProgressOptions = {
  db: Db;
  bots: readonly { id: number; sender: Sender }[];
  clock: () => Date;
  log: Log;
  lookEveryMs?: number;
};

/**
 * Keeps the authors' status messages up to date while their notices go out. The rows say what is due, so that several
 * processes edit a message once, and a restart goes on where it was. A text that has not changed is not sent again.
 */
export function startShowingProgress({
  db,
  bots,
  clock,
  log,
  lookEveryMs = LOOK_EVERY_MS,
}: ShowProgressOptions): ShowProgress {
  const stopping = new AbortController();
  const senders = new Map(bots.map(({ id, sender }) => [id, sender]));
  const shown = new Map<string, string>();

  const show = async (row: ProgressRow): Promise<void> => {
    const view = progressView(row.language, row);
    const key = `${row.noticeId}:${row.chatId}:${row.messageId}`;
    const isLast = row.waiting === 0;
    if (shown.get(key) === view.text && !isLast) return;
    const edits = { messageId: row.messageId, isCaption: false };
    const result = await senders.get(row.botId)?.send(row.chatId, { ...view, edits });
    if (result?.kind === 'sent') shown.set(key, view.text);
    if (result?.kind === 'wait') return postponeProgress(db, row, result.afterMs, clock());
    // It may or may not have been changed: the next look will tell.
    if (result === undefined || result.kind === 'unknown' || (result.kind === 'sent' && !isLast)) return;
    shown.delete(key);
    await endProgress(db, row, clock());
  };

  const loop = async (): Promise<void> => {
    let failing = false;
    while (!stopping.signal.aborted) {
      try {
        const due = await takeDueProgress(db, [...senders.keys()], clock());
        await Promise.all(due.map(show));
        failing = false;
      } catch (error) {
        if (!failing) log.warn({ error }, 'progress could not be shown: trying again');
        failing = true;
      }
      await pause(lookEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = loop();

  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
