import type { Db } from '../../db/client.ts';
import {
  findBoard,
  findNoticesBy,
  findOpenRecipients,
  remindUnconfirmed,
  type BoardRow,
  type OpenRecipientRow,
  type SentNoticeRow,
} from '../../db/queries/notices.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { quietly } from '../schedule/quiet-hours.ts';

export type { BoardRow, OpenRecipientRow, SentNoticeRow };

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

/** The receipt board of one of the author's own notices; undefined for anybody else's. */
export async function readBoard(db: Db, author: Actor, noticeId: string): Promise<Board | undefined> {
  const [rows, sent] = await Promise.all([
    findBoard(db, noticeId, authorOf(author)),
    findNoticesBy(db, authorOf(author), 200),
  ]);
  const notice = sent.find((row) => row.id === noticeId);
  return notice && { notice, rows };
}

export const OPEN_A_PAGE = 10;

export function listOpenRecipients(
  db: Db,
  author: Actor,
  noticeId: string,
  page: number,
): Promise<{ rows: OpenRecipientRow[]; total: number }> {
  return findOpenRecipients(db, noticeId, authorOf(author), {
    offset: page * OPEN_A_PAGE,
    limit: OPEN_A_PAGE,
  });
}

/** Reminds the unconfirmed of one notice now, under the pack's cap and gap. Returns how many were queued. */
export function remindNow(
  db: Db,
  author: Actor,
  noticeId: string,
  pack: RulePack,
  now: Date,
): Promise<number> {
  const { ackReminder, quietHours } = pack.reminders;
  return remindUnconfirmed(db, quietly(quietHours, now), dayOf(now), ackReminder, {
    noticeId,
    ...authorOf(author),
  });
}
