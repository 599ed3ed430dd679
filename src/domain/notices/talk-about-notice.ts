import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertDelivery, settleByAnswer } from '../../db/queries/deliveries.ts';
import { findNotice, type NoticeRecord } from '../../db/queries/notice-sending.ts';
import { isScopeCovering } from '../../db/queries/people.ts';
import {
  findNoticeWord,
  findRecipient,
  findThread,
  findThreads,
  insertThreadMessage,
  type NoticeWord,
  type ThreadMessage,
  type ThreadRow,
} from '../../db/queries/notice-threads.ts';
import { putAcknowledgement } from '../../db/queries/notices.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { findTextProblem, type TextProblem } from './rules.ts';

export type { ThreadMessage, ThreadRow };
/** Longest word in a thread, in UTF-16 units. */
const THREAD_LIMIT = 1000;
const SHOWN = 8;

export type Talked =
  | { ok: true; stored: boolean }
  | { ok: false; problem: 'not-found' }
  | { ok: false; problem: 'text'; text: TextProblem };

export type Thread = {
  noticeId: string;
  personId: string;
  noticeText: string;
  messages: ThreadMessage[];
  isAuthor: boolean;
  /** Whose thread it is. */
  recipient: { name: string; unitName: string };
};

/** The notice and the recipient of a thread, if this person is one of the two in it. */
async function findSides(
  db: Db | Tx,
  person: Actor,
  noticeId: string,
  recipientId: string,
): Promise<{ notice: NoticeRecord; recipient: Thread['recipient']; isAuthor: boolean } | undefined> {
  const notice = await findNotice(db, noticeId);
  const recipient = await findRecipient(db, noticeId, recipientId);
  if (!notice || !recipient) return undefined;
  if (recipientId === person.personId) return { notice, recipient, isAuthor: false };
  const scope = scopeOf(person, 'notices.send');
  const isAuthor =
    notice.authorId === person.personId && (await isScopeCovering(db, scope, [recipient.unitId]));
  return isAuthor ? { notice, recipient, isAuthor } : undefined;
}

/**
 * The thread of a notice and a recipient, for the two people in it; undefined for anybody else, and for an author under
 * whom the recipient no longer is.
 */
export async function readThread(
  db: Db,
  person: Actor,
  noticeId: string,
  recipientId: string,
): Promise<Thread | undefined> {
  const sides = await findSides(db, person, noticeId, recipientId);
  if (!sides) return undefined;
  const { notice, recipient, isAuthor } = sides;
  const messages = await findThread(db, noticeId, recipientId, SHOWN);
  return { noticeId, personId: recipientId, noticeText: notice.text, messages, isAuthor, recipient };
}

/** A word that the author sent to this recipient; undefined for anybody else. */
export async function readAnswer(db: Db, person: Actor, wordId: string): Promise<NoticeWord | undefined> {
  const word = await findNoticeWord(db, wordId);
  return word?.recipientId === person.personId && word.fromId !== person.personId ? word : undefined;
}

export const THREADS_A_PAGE = 5;

/** The threads of one of the author's own notices, those that wait for an answer first. */
export function listThreads(
  db: Db,
  author: Actor,
  noticeId: string,
  page: number,
): Promise<{ rows: ThreadRow[]; total: number; waiting: number }> {
  const window = { offset: page * THREADS_A_PAGE, limit: THREADS_A_PAGE };
  return findThreads(db, noticeId, author.personId, scopeOf(author, 'notices.send'), window);
}

/**
 * Adds a word to a thread and brings it to the other side (row E9). A recipient's first word marks their answer as a
 * question. The id is the wizard's, so the same word twice is one.
 */
export function writeInThread(
  db: Db,
  person: Actor,
  word: { id: string; noticeId: string; recipientId: string; text: string },
  now: Date,
): Promise<Talked> {
  const text = word.text.trim();
  const problem = findTextProblem(text);
  if (problem) return Promise.resolve({ ok: false, problem: 'text', text: problem });
  if (text.length > THREAD_LIMIT)
    return Promise.resolve({
      ok: false,
      problem: 'text',
      text: { problem: 'too-long', length: text.length, limit: THREAD_LIMIT },
    });
  return db.transaction(async (tx): Promise<Talked> => {
    const { noticeId, recipientId } = word;
    const sides = await findSides(tx, person, noticeId, recipientId);
    if (!sides) return { ok: false, problem: 'not-found' };
    const { notice, isAuthor } = sides;
    const row = { id: word.id, noticeId, personId: recipientId, fromId: person.personId, text };
    const stored = await insertThreadMessage(tx, row, now);
    if (!stored) return { ok: true, stored };
    if (!isAuthor) {
      await settleByAnswer(tx, noticeId, recipientId, now);
      await putAcknowledgement(
        tx,
        { noticeId, personId: recipientId, state: 'question', via: 'button', recordedBy: null, note: null },
        now,
      );
    }
    await insertDelivery(
      tx,
      {
        id: newId(),
        kind: 'notice-message',
        personId: isAuthor ? recipientId : notice.authorId,
        subjectId: noticeId,
        onceKey: `notice-message:${word.id}`,
        data: { recipientId, messageId: word.id },
        priority: PRIORITY.answer,
        policy: 'resend',
        notBefore: now,
      },
      now,
    );
    return { ok: true, stored };
  });
}
