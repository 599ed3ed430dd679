import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import {
  answerNotice,
  findNoticeForRecipient,
  findNoticesOf,
  markVersionShown,
  putAcknowledgement,
  type AnsweredRow,
  type NoticeRow,
} from '../../db/queries/notices.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import type { Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';

export type { NoticeRow };
/** What a button answers; a question is asked in words (talk-about-notice.ts). */
export type Answer = 'understood' | 'cannot-attend';

export type Acknowledged =
  /** Stored now or before; `notice` is how it stands. */
  | { ok: true; notice: NoticeRow }
  /** The text was corrected since it was shown: the newest is to be read first. */
  | { ok: false; problem: 'outdated'; notice: NoticeRow }
  /** It has a question, and only the right answer to that acknowledges. */
  | { ok: false; problem: 'has-check'; notice: NoticeRow }
  /** Not sent to this person, or an answer that its kind does not have. */
  | { ok: false; problem: 'not-found' };

/**
 * Stores a recipient's answer to the text that was shown and, for "cannot attend", tells the author. The same answer
 * twice is stored once; "cannot attend" may later become "understood". An answer settles whether the message arrived.
 * @param version of the text beside the button
 */
export async function acknowledgeNotice(
  db: Db,
  person: Actor,
  { noticeId, answer, version }: { noticeId: string; answer: Answer; version: number },
  pack: RulePack,
  now: Date,
): Promise<Acknowledged> {
  const { personId } = person;
  const given = { noticeId, personId, state: answer, version };
  // Hundreds say this within a minute: it is one statement, which is a transaction by itself.
  if (answer === 'understood')
    return outcomeOf(await answerNotice(db, { ...given, kinds: null }, now), answer);
  const kinds = pack.noticeKinds.filter(({ answers }) => answers.includes(answer)).map(({ id }) => id);
  return db.transaction(async (tx): Promise<Acknowledged> => {
    const notice = await answerNotice(tx, { ...given, kinds }, now);
    if (notice?.stored) await tellAuthor(tx, person, notice, answer, now);
    return outcomeOf(notice, answer);
  });
}

function outcomeOf(notice: AnsweredRow | undefined, answer: Answer): Acknowledged {
  if (!notice) return { ok: false, problem: 'not-found' };
  if (notice.outdated) return { ok: false, problem: 'outdated', notice };
  const isLive = notice.state === 'sending';
  if (isLive && answer === 'understood' && notice.check !== null)
    return { ok: false, problem: 'has-check', notice };
  return { ok: true, notice };
}

async function tellAuthor(
  tx: Tx,
  person: Actor,
  notice: NoticeRow,
  answer: Answer,
  now: Date,
): Promise<void> {
  await insertDelivery(
    tx,
    {
      id: newId(),
      kind: 'notice-answer',
      personId: notice.authorId,
      subjectId: notice.id,
      onceKey: `notice-answer:${notice.id}:${person.personId}:${answer}:${notice.version}`,
      data: { answer, personName: person.name, unitName: person.posts[0]?.unitName ?? '' },
      priority: PRIORITY.answer,
      policy: 'resend',
      notBefore: now,
    },
    now,
  );
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

/** One notice as this person received it; that it was opened is kept, which is no answer yet. */
export function openNotice(
  db: Db,
  person: Actor,
  noticeId: string,
  now: Date,
): Promise<NoticeRow | undefined> {
  const { personId } = person;
  return db.transaction(async (tx) => {
    const notice = await findNoticeForRecipient(tx, noticeId, personId);
    if (!notice) return undefined;
    await markVersionShown(tx, { noticeId, personId, version: notice.version });
    const seen = {
      noticeId,
      personId,
      state: 'seen',
      via: 'button',
      recordedBy: null,
      note: null,
    } as const;
    if (notice.acknowledgement === null) await putAcknowledgement(tx, seen, now);
    return findNoticeForRecipient(tx, noticeId, personId);
  });
}
