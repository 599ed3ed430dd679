import type { Db } from '../../db/client.ts';
import { findNotice } from '../../db/queries/notice-sending.ts';
import {
  findOpenProgress,
  lockDueProgress,
  markProgressDone,
  markProgressShown,
  putProgress,
  type ProgressRow,
} from '../../db/queries/notice-progress.ts';
import type { Actor } from '../people/rules.ts';

export type { ProgressRow };
/** A message is edited this often at most, and seldom while everybody who is left has quiet hours. */
const SHOW_EVERY_MS = 3_000;
const IDLE_EVERY_MS = 60_000;
/** The rate is that of the last so many milliseconds. */
const RATE_OVER_MS = 20_000;
const AT_ONCE = 10;

/**
 * From now on this message of the author's shows how far their notice is, until it is all out; a newer one in the same
 * chat takes its place. Nothing happens for somebody else's notice, or one that is not being sent.
 */
export async function watchProgress(
  db: Db,
  author: Actor,
  message: { noticeId: string; botId: number; chatId: number; messageId: number },
  now: Date,
): Promise<void> {
  const notice = await findNotice(db, message.noticeId);
  if (notice?.authorId !== author.personId || notice.state !== 'sending' || notice.inDigest) return;
  await putProgress(db, message, now);
}

/** Whether a message of the author's is one that shows how far a notice is, and is still being changed. */
export const isWatched = (db: Db, chatId: number, messageId: number): Promise<boolean> =>
  findOpenProgress(db, chatId, messageId);

/** Messages of these bots that are due for an edit; each is given to one process, and not again for a while. */
export function takeDueProgress(db: Db, botIds: readonly number[], now: Date): Promise<ProgressRow[]> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  const pace = {
    shownBefore: before(SHOW_EVERY_MS),
    idleBefore: before(IDLE_EVERY_MS),
    rateFrom: before(RATE_OVER_MS),
  };
  return db.transaction((tx) => lockDueProgress(tx, botIds, pace, now, AT_ONCE));
}

/** Everybody has the notice, or never will; or the message is gone. */
export const endProgress = (
  db: Db,
  { noticeId, chatId }: Pick<ProgressRow, 'noticeId' | 'chatId'>,
  now: Date,
): Promise<void> => markProgressDone(db, noticeId, chatId, now);

/** Telegram wants to be left alone for so long. */
export const postponeProgress = (
  db: Db,
  { noticeId, chatId }: Pick<ProgressRow, 'noticeId' | 'chatId'>,
  waitMs: number,
  now: Date,
): Promise<void> => markProgressShown(db, noticeId, chatId, new Date(now.getTime() + waitMs));
