import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import {
  cancelNoticeRows,
  countNoticeRows,
  lockNotice,
  markNoticeDue,
  markNoticeState,
  type NoticeRecord,
} from '../../db/queries/notice-sending.ts';
import { findPostsOf, isScopeCovering } from '../../db/queries/people.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { moveDeadline } from '../schedule/working-days.ts';
import { findContentProblem } from './content-rules.ts';
import { planNext } from './plan-next.ts';
import { logNotice, releaseNotice } from './send-notice.ts';

export type Decided =
  | { ok: true; state: 'sending' | 'scheduled' | 'rejected'; people: number }
  | { ok: false; problem: 'not-found' | 'own' | 'decided' | 'needs-reason' | 'private-reason' };

/** Whether this person may decide on the notice: the right over the whole of what its author may address. */
export async function mayDecide(
  db: Db | Tx,
  person: Actor,
  notice: NoticeRecord,
  now: Date,
): Promise<boolean> {
  const scope = scopeOf(person, 'notices.approve');
  if (scope.length === 0) return false;
  const author = { posts: await findPostsOf(db, notice.authorId, dayOf(now)) };
  const wanted = scopeOf(author, 'notices.send');
  return wanted.length > 0 && isScopeCovering(db, scope, wanted);
}

/**
 * A second person approves or rejects with a reason (row E2); nobody decides on their own. The first decision stays. An
 * approved notice goes out in the same transaction, or waits for its time; the author is told.
 */
export function decideNotice(
  db: Db,
  person: Actor,
  { id, approve, reason }: { id: string; approve: boolean; reason: string | null },
  pack: RulePack,
  now: Date,
): Promise<Decided> {
  return db.transaction(async (tx): Promise<Decided> => {
    const notice = await lockNotice(tx, id);
    if (!notice) return { ok: false, problem: 'not-found' };
    if (notice.authorId === person.personId) return { ok: false, problem: 'own' };
    if (!(await mayDecide(tx, person, notice, now))) return { ok: false, problem: 'not-found' };
    if (notice.state !== 'awaiting-approval') return { ok: false, problem: 'decided' };
    const why = reason?.trim() ?? '';
    if (!approve && why === '') return { ok: false, problem: 'needs-reason' };
    if (findContentProblem(why)) return { ok: false, problem: 'private-reason' };
    const waits = notice.sendAt !== null && new Date(notice.sendAt) > now;
    const state = !approve ? 'rejected' : waits ? 'scheduled' : 'sending';
    await markNoticeState(tx, id, { state, decidedBy: person.personId, decisionReason: why || null }, now);
    const author = { posts: await findPostsOf(tx, notice.authorId, dayOf(now)) };
    const frozen = state === 'sending' ? await releaseNotice(tx, notice, author, pack, now) : undefined;
    if (state === 'sending') await makeUpForWait(tx, notice, now);
    await logNotice(
      tx,
      person.personId,
      approve ? 'notices.approve' : 'notices.reject',
      id,
      frozen?.people ?? 0,
      now,
    );
    await tellAuthor(tx, notice, now);
    return { ok: true, state, people: frozen?.people ?? 0 };
  });
}

/** The time to confirm in begins when the notice goes out, and one that repeats goes on from its planned time. */
async function makeUpForWait(tx: Tx, notice: NoticeRecord, now: Date): Promise<void> {
  if (notice.dueAt !== null)
    await markNoticeDue(
      tx,
      notice.id,
      await moveDeadline(tx, new Date(notice.dueAt), new Date(notice.sentAt), now),
    );
  await planNext(tx, notice, now);
}

async function tellAuthor(tx: Tx, notice: NoticeRecord, now: Date): Promise<void> {
  await insertDelivery(
    tx,
    {
      id: newId(),
      kind: 'notice-decided',
      personId: notice.authorId,
      subjectId: notice.id,
      onceKey: `notice-decided:${notice.id}`,
      priority: PRIORITY.answer,
      policy: 'resend',
      urgent: notice.urgentReason !== null,
      notBefore: now,
    },
    now,
  );
}

export type Cancelled =
  { ok: true; gone: number; stopped: number } | { ok: false; problem: 'not-found' | 'too-late' };

/**
 * The author takes a notice back before it is all out: at once while it waits, and for the rows still pending once it is
 * on its way. `gone` is how many had it already, or were just getting it.
 */
export function cancelNotice(db: Db, author: Actor, id: string, now: Date): Promise<Cancelled> {
  return db.transaction(async (tx): Promise<Cancelled> => {
    const notice = await lockNotice(tx, id);
    if (!notice || notice.authorId !== author.personId) return { ok: false, problem: 'not-found' };
    if (notice.state === 'rejected' || notice.state === 'withdrawn')
      return { ok: false, problem: 'too-late' };
    const stopped = notice.state === 'sending' ? await cancelNoticeRows(tx, id) : 0;
    if (notice.state === 'sending' && stopped === 0) return { ok: false, problem: 'too-late' };
    if (notice.state !== 'cancelled') {
      await markNoticeState(tx, id, { state: 'cancelled', endedBy: author.personId }, now);
      await logNotice(tx, author.personId, 'notices.cancel', id, stopped, now);
    }
    const { sent, waiting } = await countNoticeRows(tx, id);
    return { ok: true, gone: sent + waiting, stopped };
  });
}
