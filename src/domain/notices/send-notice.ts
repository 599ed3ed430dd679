import { v7 as newId } from 'uuid';
import { countAudience, type AudienceCount } from '../../db/queries/audience.ts';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  freezeNotice,
  insertNotice,
  type Frozen,
  type NoticeRecord,
} from '../../db/queries/notice-sending.ts';
import { nextDigestTimes, PRIORITY } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { NoticeKind } from '../rules/notice-rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';
import { deadlineIn } from '../schedule/working-days.ts';
import { askForApproval } from './ask-for-approval.ts';
import { audienceOf, audienceSchema, type AudienceDraft } from './audience.ts';
import { findDraftProblem, type NoticeDraft } from './draft.ts';
import type { TextProblem } from './rules.ts';

export type { AudienceCount };

/** The moment an audience is looked at; a week begins on Monday. */
export function momentOf(now: Date): { day: string; weekFrom: Date; now: Date } {
  const day = dayOf(now);
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return { day, weekFrom: startOfDay(addDays(day, -weekday)), now };
}

/** How many a notice to this audience would reach; what lies outside the author's scope counts for nobody. */
export async function previewAudience(
  db: Db | Tx,
  author: Actor,
  draft: AudienceDraft,
  pack: RulePack,
  now: Date,
): Promise<AudienceCount> {
  const audience = audienceOf(draft);
  const scope = scopeOf(author, 'notices.send');
  if (!audience || scope.length === 0) return { people: 0, units: 0, unreachable: 0, exempt: 0, overCap: 0 };
  const whose = { scope, authorId: author.personId, weeklyCap: pack.noticeRules.weeklyCap };
  return countAudience(db, audience, whose, momentOf(now));
}

export const findKind = (pack: RulePack, id: string): NoticeKind | undefined =>
  pack.noticeKinds.find((kind) => kind.id === id);

/** Whether a second person has to agree: for many recipients, and for whatever passes the quiet hours (row E2). */
export const needsApproval = (pack: RulePack, people: number, urgent: boolean): boolean =>
  urgent || people > pack.noticeRules.approvalAbove;

export type Submitted =
  | {
      ok: true;
      first: boolean;
      outcome: 'sent' | 'scheduled' | 'awaiting-approval';
      people: number;
      unreachable: number;
      dueAt: Date | null;
      /** Who was asked to approve; the first of them to decide decides. */
      approvers: readonly string[];
    }
  | {
      ok: false;
      problem:
        'not-allowed' | 'nobody' | 'unknown-kind' | 'not-urgent' | 'no-first-time' | 'past' | 'no-approver';
    }
  | { ok: false; problem: 'unknown-year'; year: number }
  | { ok: false; problem: 'text'; text: TextProblem };

/**
 * Stores a confirmed notice and does what comes next, in one transaction: asks a second person, waits for its time, or
 * freezes the audience and queues it. Confirming twice stores one (`first: false`).
 */
export async function submitNotice(
  db: Db,
  author: Actor,
  draft: NoticeDraft,
  pack: RulePack,
  now: Date,
): Promise<Submitted> {
  const scope = scopeOf(author, 'notices.send');
  const audience = audienceOf(draft.audience);
  const kind = findKind(pack, draft.kind);
  if (scope.length === 0) return { ok: false, problem: 'not-allowed' };
  if (!kind) return { ok: false, problem: 'unknown-kind' };
  const urgent = draft.urgentReason !== null;
  if (urgent && (!kind.mayBeUrgent || draft.urgentReason?.trim() === ''))
    return { ok: false, problem: 'not-urgent' };
  if (draft.repeat && (draft.sendAt === null || dayOf(draft.sendAt) > draft.repeat.until))
    return { ok: false, problem: 'no-first-time' };
  const text = findDraftProblem(draft);
  if (text) return { ok: false, problem: 'text', text };
  const count = await previewAudience(db, author, draft.audience, pack, now);
  if (!audience || count.people === 0) return { ok: false, problem: 'nobody' };
  const asks = needsApproval(pack, count.people, urgent);

  return db
    .transaction(async (tx): Promise<Submitted> => {
      const deadline =
        draft.deadlineWorkingDays === null
          ? undefined
          : await deadlineIn(tx, draft.deadlineWorkingDays, draft.sendAt ?? now);
      if (deadline && !deadline.ok) return { ok: false, problem: 'unknown-year', year: deadline.year };
      const dueAt = deadline?.at ?? null;
      const outcome = asks ? 'awaiting-approval' : draft.sendAt ? 'scheduled' : 'sent';
      const state = outcome === 'sent' ? 'sending' : outcome;
      const row = {
        ...draft,
        authorId: author.personId,
        state,
        audience,
        unitIds: draft.audience.unitIds,
        needsAcknowledgement: kind.needsAcknowledgement,
        policy: kind.unknown,
        dueAt,
        seriesId: null,
      } as const;
      const answer = {
        ok: true,
        outcome,
        people: count.people,
        unreachable: count.unreachable,
        dueAt,
      } as const;
      if (!(await insertNotice(tx, row, now))) return { ...answer, first: false, approvers: [] };
      // A time that has passed since it was chosen is no reason to refuse what is there already.
      if (draft.sendAt && draft.sendAt <= now) throw new PastError();
      const approvers = outcome === 'awaiting-approval' ? await askForApproval(tx, author, row, now) : [];
      if (outcome === 'awaiting-approval' && approvers.length === 0) throw new NoApproverError();
      const frozen =
        outcome === 'sent' ? await releaseNotice(tx, { ...row, audience }, author, pack, now) : undefined;
      await logNotice(
        tx,
        author.personId,
        outcome === 'sent' ? 'notices.send' : 'notices.submit',
        draft.id,
        count.people,
        now,
      );
      return { ...answer, first: true, approvers, ...(frozen ? { people: frozen.people } : {}) };
    })
    .catch((error: unknown): Submitted => {
      if (error instanceof PastError) return { ok: false, problem: 'past' };
      if (error instanceof NoApproverError) return { ok: false, problem: 'no-approver' };
      throw error;
    });
}

/** Thrown to undo the transaction; the caller gets a refusal. */
class PastError extends Error {}
class NoApproverError extends Error {}

/** Freezes the audience by the author's scope of today and queues a message for each. */
export function releaseNotice(
  tx: Tx,
  notice: Pick<NoticeRecord, 'id' | 'authorId' | 'policy' | 'urgentReason' | 'inDigest'> & {
    audience: unknown;
  },
  author: Pick<Actor, 'posts'>,
  pack: RulePack,
  now: Date,
): Promise<Frozen> {
  const priority = notice.urgentReason === null ? PRIORITY.bulk : PRIORITY.urgent;
  return freezeNotice(
    tx,
    notice,
    audienceSchema.parse(notice.audience),
    scopeOf(author, 'notices.send'),
    momentOf(now),
    priority,
    notice.inDigest ? nextDigestTimes(pack.reminders.digestAt, now) : undefined,
  );
}

export async function logNotice(
  tx: Tx,
  actorId: string,
  action: string,
  noticeId: string,
  people: number,
  now: Date,
): Promise<void> {
  const detail = { noticeId, people };
  await insertAccess(tx, { id: newId(), actorId, action, subjectPersonId: null, purpose: null, detail }, now);
}
