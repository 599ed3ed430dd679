import type { Db, Tx } from '../../db/client.ts';
import {
  findBoard,
  findNoticesBy,
  findRecipientsIn,
  findRecipientsOf,
  NAME_GROUPS,
  type BoardRow,
  type NameGroup,
  type RecipientRow,
  type SentNoticeRow,
} from '../../db/queries/notice-boards.ts';
import { countNoticeRows, lockNotice, type NoticeRows } from '../../db/queries/notice-sending.ts';
import { markArrived, requeueDead } from '../../db/queries/outbox-operations.ts';
import { countReminders, remindUnconfirmed } from '../../db/queries/notices.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { digestTimes } from '../deliveries/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { logNotice } from './send-notice.ts';

export type { BoardRow, NameGroup, NoticeRows, RecipientRow, SentNoticeRow };

export type Board = { notice: SentNoticeRow; rows: BoardRow[] };
const LIST = 8;

const authorOf = (author: Actor) => ({
  authorId: author.personId,
  scope: scopeOf(author, 'notices.send'),
});

/** The author's notices, newest first. */
export function listSentNotices(db: Db, author: Actor): Promise<SentNoticeRow[]> {
  return findNoticesBy(db, authorOf(author), LIST);
}

/** One of the author's own notices; undefined for anybody else's. */
export async function findOwnNotice(
  db: Db | Tx,
  author: Actor,
  noticeId: string,
): Promise<SentNoticeRow | undefined> {
  const [notice] = await findNoticesBy(db, authorOf(author), 1, noticeId);
  return notice;
}

/** The receipt board of one of the author's own notices, as far as their scope of today reaches. */
export async function readBoard(db: Db, author: Actor, noticeId: string): Promise<Board | undefined> {
  const [rows, notice] = await Promise.all([
    findBoard(db, noticeId, authorOf(author)),
    findOwnNotice(db, author, noticeId),
  ]);
  return notice && { notice, rows };
}

/** The messages of a notice by how they ended; the caller has made sure whose it is. */
export const countRows = (db: Db, noticeId: string): Promise<NoticeRows> => countNoticeRows(db, noticeId);

export const NAMES_A_PAGE = 10;
export const isNameGroup = (word: string | undefined): word is NameGroup =>
  NAME_GROUPS.some((group) => group === word);

/** A page of names of those who stand in one way; reading them is logged. */
export function listNames(
  db: Db,
  author: Actor,
  { noticeId, group, page }: { noticeId: string; group: NameGroup; page: number },
  now: Date,
): Promise<{ rows: RecipientRow[]; total: number }> {
  const window = { offset: page * NAMES_A_PAGE, limit: NAMES_A_PAGE };
  return db.transaction(async (tx) => {
    const names = await findRecipientsIn(tx, noticeId, authorOf(author), group, window);
    if (names.rows.length > 0)
      await logNotice(tx, author.personId, 'notices.read-names', noticeId, names.rows.length, now);
    return names;
  });
}

/** Everybody of one of the author's own notices, for a file; logged. */
export function exportBoard(
  db: Db,
  author: Actor,
  noticeId: string,
  now: Date,
): Promise<{ notice: SentNoticeRow; rows: RecipientRow[] } | undefined> {
  return db.transaction(async (tx) => {
    const notice = await findOwnNotice(tx, author, noticeId);
    if (!notice) return undefined;
    const rows = await findRecipientsOf(tx, noticeId, authorOf(author));
    await logNotice(tx, author.personId, 'notices.export', noticeId, rows.length, now);
    return { notice, rows };
  });
}

/** How many reminders were queued, and when they are said. */
export type Reminded = { queued: number; times: { at: string; people: number }[] };

/** Reminds the unconfirmed of one notice in their next digests, under the pack's cap and gap. */
export function remindNow(
  db: Db,
  author: Actor,
  noticeId: string,
  pack: RulePack,
  now: Date,
): Promise<Reminded> {
  const digest = digestTimes(pack.reminders.digestAt, now);
  const only = { noticeId, ...authorOf(author) };
  return db.transaction(async (tx) => {
    const queued = await remindUnconfirmed(tx, now, dayOf(now), pack.reminders.ackReminder, digest, only);
    if (queued === 0) return { queued, times: [] };
    await logNotice(tx, author.personId, 'notices.remind', noticeId, queued, now);
    return { queued, times: await countReminders(tx, noticeId, now) };
  });
}

/**
 * The author settles what became of messages of which nobody knows whether they arrived: all did, or they are sent
 * again, at the risk of a second copy. Logged. Returns how many; 0 for anybody else's notice.
 */
export function decideUnknown(
  db: Db,
  author: Actor,
  noticeId: string,
  decision: 'arrived' | 'again',
  now: Date,
): Promise<number> {
  return db.transaction(async (tx) => {
    const notice = await lockNotice(tx, noticeId);
    if (notice?.authorId !== author.personId || scopeOf(author, 'notices.send').length === 0) return 0;
    if (decision === 'again' && notice.state !== 'sending') return 0;
    const settled =
      decision === 'arrived'
        ? await markArrived(tx, { noticeId }, 'the author', now)
        : await requeueDead(tx, { noticeId }, ['unknown'], 'the author', now);
    if (settled > 0)
      await logNotice(tx, author.personId, `notices.unknown-${decision}`, noticeId, settled, now);
    return settled;
  });
}
