import { endLapsedRequests, listDueShownFiles, settleShownFile } from '../domain/credit/shown-files.ts';
import type { Job } from './define-job.ts';

/**
 * Takes what showed somebody else's file out of the chats when its time is over, and ends requests that lapsed. A message
 * that is gone already counts as deleted; one that may or may not be is tried again by the next run.
 */
export const clearShownFiles: Job = {
  name: 'clear-shown-files',
  run: async ({ db, clock, bots }) => {
    const senders = new Map(bots.map(({ id, sender }) => [id, sender]));
    const done = { deleted: 0, kept: 0 };
    const held = new Set<number>();
    for (const { id, botId, chatId, messageId } of await listDueShownFiles(
      db,
      [...senders.keys()],
      clock(),
    )) {
      const sender = senders.get(botId);
      if (!sender || held.has(botId)) continue;
      const result = await sender.deleteMessage(chatId, messageId);
      if (result.kind === 'deleted') {
        await settleShownFile(db, id, null, clock());
        done.deleted += 1;
      } else if (result.kind === 'rejected' || result.kind === 'unreachable') {
        await settleShownFile(db, id, result.problem, clock());
        done.kept += 1;
      } else held.add(botId);
    }
    return { ...done, lapsed: await endLapsedRequests(db, clock()) };
  },
};
