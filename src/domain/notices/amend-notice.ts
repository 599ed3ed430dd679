import type { Db, Tx } from '../../db/client.ts';
import {
  countHolders,
  findLaggingNotices,
  findNoticeVersions,
  insertNoticeEdits,
  markNoticeText,
  type Change,
} from '../../db/queries/notice-changes.ts';
import {
  cancelNoticeRows,
  findNotice,
  insertNoticeVersion,
  lockNotice,
  markNoticeState,
  type NoticeRecord,
} from '../../db/queries/notice-sending.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import type { Actor } from '../people/rules.ts';
import { findTextProblem, type TextProblem } from './rules.ts';
import { logNotice } from './send-notice.ts';

export type Amended =
  | { ok: true; version: number; recipients: number }
  | { ok: false; problem: 'not-found' | 'not-sent' | 'same' }
  | { ok: false; problem: 'text'; text: TextProblem };

/** Changes of so long ago are looked after: somebody may just have been getting the old text. */
const LOOK_BACK_MS = 86_400_000;

type Amendment = { text: string; html: string | null; change: 'correction' | 'withdrawal' };

/** `version` is the one that it makes, as it was previewed; with it, the same correction again is one. */
export type Correction = { id: string; text: string; html: string | null; version?: number };
export type Correctable =
  | { ok: true; notice: NoticeRecord; holders: number; waiting: number }
  | { ok: false; problem: 'not-found' | 'not-sent' | 'same' }
  | { ok: false; problem: 'text'; text: TextProblem };

function findObstacle(
  notice: NoticeRecord | undefined,
  author: Actor,
  { text, html }: Correction,
): Exclude<Correctable, { ok: true }> | undefined {
  if (!notice || notice.authorId !== author.personId) return { ok: false, problem: 'not-found' };
  if (notice.state !== 'sending') return { ok: false, problem: 'not-sent' };
  if (notice.text === text && notice.html === html) return { ok: false, problem: 'same' };
  const problem = findTextProblem(text, notice.fileId !== null);
  return problem && { ok: false, problem: 'text', text: problem };
}

/** The text of the author's own notice that is out and can be corrected. */
export async function readOwnText(db: Db, author: Actor, id: string): Promise<string | undefined> {
  const notice = await findNotice(db, id);
  return notice?.authorId === author.personId && notice.state === 'sending' ? notice.text : undefined;
}

/**
 * Whether a correction can be made, how many have the notice already and how many are still to get it; the notice as it
 * would then be numbered.
 */
export async function previewCorrection(db: Db, author: Actor, correction: Correction): Promise<Correctable> {
  const notice = await findNotice(db, correction.id);
  const obstacle = findObstacle(notice, author, correction);
  if (!notice || obstacle) return obstacle ?? { ok: false, problem: 'not-found' };
  const next = { ...notice, version: notice.version + 1 };
  return { ok: true, notice: next, ...(await countHolders(db, notice.id)) };
}

/**
 * The author corrects a notice that is out: a new version, an edit of every message that Telegram still lets us edit, a
 * correction as a new message where it does not. What is still pending goes out with the new text. The versions stay.
 */
export function correctNotice(db: Db, author: Actor, correction: Correction, now: Date): Promise<Amended> {
  const { id, text, html } = correction;
  return db.transaction(async (tx): Promise<Amended> => {
    const notice = await lockNotice(tx, id);
    const obstacle = findObstacle(notice, author, correction);
    if (!notice || (obstacle && !(obstacle.problem === 'same' && notice.version === correction.version)))
      return obstacle ?? { ok: false, problem: 'not-found' };
    if (obstacle)
      return { ok: true, version: notice.version, recipients: (await countHolders(tx, id)).holders };
    return amend(tx, notice, author, { text, html, change: 'correction' }, now);
  });
}

/** The author withdraws a notice: pending rows are given up, what was sent is replaced by a word that it no longer holds. */
export function withdrawNotice(db: Db, author: Actor, id: string, now: Date): Promise<Amended> {
  return db.transaction(async (tx): Promise<Amended> => {
    const notice = await lockNotice(tx, id);
    if (!notice || notice.authorId !== author.personId) return { ok: false, problem: 'not-found' };
    if (notice.state !== 'sending' && notice.state !== 'cancelled') return { ok: false, problem: 'not-sent' };
    await cancelNoticeRows(tx, id);
    await markNoticeState(tx, id, { state: 'withdrawn', endedBy: author.personId }, now);
    return amend(tx, notice, author, { text: notice.text, html: notice.html, change: 'withdrawal' }, now);
  });
}

async function amend(
  tx: Tx,
  notice: NoticeRecord,
  author: Actor,
  { change, ...said }: Amendment,
  now: Date,
): Promise<Amended> {
  const version = notice.version + 1;
  await markNoticeText(tx, notice.id, { ...said, version });
  await insertNoticeVersion(tx, notice.id, { ...said, version, change, by: author.personId }, now);
  await insertNoticeEdits(tx, notice.id, changeTo(version, notice.urgentReason !== null), now);
  const { holders: recipients } = await countHolders(tx, notice.id);
  await logNotice(tx, author.personId, `notices.${change}`, notice.id, recipients, now);
  return { ok: true, version, recipients };
}

const changeTo = (version: number, urgent: boolean): Change => ({
  version,
  urgent,
  priority: urgent ? PRIORITY.urgent : PRIORITY.reminder,
});

/**
 * Queues the changes that were missed: who was just getting the old text while it was corrected or withdrawn. Running it
 * again queues nothing.
 */
export async function catchUpChanges(db: Db, now: Date): Promise<number> {
  const lagging = await findLaggingNotices(db, new Date(now.getTime() - LOOK_BACK_MS));
  for (const { id, version, urgent } of lagging)
    await db.transaction((tx) => insertNoticeEdits(tx, id, changeTo(version, urgent), now));
  return lagging.length;
}

/** What the author's notice said, version by version, and how many are known to have each. */
export const listVersions = (
  db: Db,
  author: Actor,
  id: string,
): Promise<{ version: number; change: string; text: string; at: string; recipients: number }[]> =>
  findNoticeVersions(db, id, author.personId);
