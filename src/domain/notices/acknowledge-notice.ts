import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertDelivery, markArrived } from '../../db/queries/deliveries.ts';
import {
  changeAcknowledgement,
  findNoticeForRecipient,
  findNoticesOf,
  insertAcknowledgement,
  type NoticeRow,
} from '../../db/queries/notices.ts';
import type { Actor } from '../people/rules.ts';

export type { NoticeRow };
export type Answer = 'understood' | 'question' | 'cannot-attend';

/**
 * Stores a recipient's answer and, for a question or "cannot attend", tells the author. The same answer twice is
 * stored once; a question may later become "understood". Undefined when the notice was not sent to this person.
 */
export async function acknowledgeNotice(
  db: Db,
  person: Actor,
  noticeId: string,
  answer: Answer,
  now: Date,
): Promise<NoticeRow | undefined> {
  return db.transaction(async (tx) => {
    const notice = await findNoticeForRecipient(tx, noticeId, person.personId);
    if (!notice) return undefined;
    const stored =
      (await insertAcknowledgement(tx, noticeId, person.personId, answer, now)) ||
      (await changeAcknowledgement(tx, noticeId, person.personId, answer, now));
    await markArrived(tx, noticeId, person.personId, now);
    if (stored && answer !== 'understood') {
      await insertDelivery(
        tx,
        {
          id: newId(),
          kind: 'notice-answer',
          personId: notice.authorId,
          subjectId: noticeId,
          onceKey: `notice-answer:${noticeId}:${person.personId}:${answer}`,
          data: { answer, personName: person.name, unitName: person.posts[0]?.unitName ?? '' },
          priority: 1,
          policy: 'resend',
          notBefore: now,
        },
        now,
      );
    }
    return findNoticeForRecipient(tx, noticeId, person.personId);
  });
}

export const NOTICES_A_PAGE = 5;

/** The person's notices, those that wait for an answer first. `page` counts from 0. */
export function listNotices(
  db: Db,
  person: Actor,
  page: number,
): Promise<{ rows: NoticeRow[]; total: number; waiting: number }> {
  return findNoticesOf(db, person.personId, { offset: page * NOTICES_A_PAGE, limit: NOTICES_A_PAGE });
}

/** One notice as this person received it. */
export function readNotice(db: Db, person: Actor, noticeId: string): Promise<NoticeRow | undefined> {
  return findNoticeForRecipient(db, noticeId, person.personId);
}
