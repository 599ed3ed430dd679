import type { Db, Tx } from '../../db/client.ts';
import { findAwaitingIds, getNoticeAbout, type NoticeAbout } from '../../db/queries/notice-approvals.ts';
import { findNotice, type NoticeRecord } from '../../db/queries/notice-sending.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { audienceSchema, draftOfAudience, EMPTY_AUDIENCE } from './audience.ts';
import { mayDecide } from './decide-notice.ts';
import { noticeCheckSchema, repeatSchema, type NoticeDraft } from './draft.ts';
import { planNotice, readPlanFacts, type PlanFacts } from './plan-notice.ts';

/** A stored notice as it is looked at before its receipts: what its author put together, to whom it goes, how it stands. */
export type NoticeState = {
  notice: NoticeRecord;
  about: NoticeAbout;
  draft: NoticeDraft;
  facts: PlanFacts;
};

/** What the author had put together, from the row it became. A deadline is a moment by now, not a number of days. */
function draftOf(notice: NoticeRecord): NoticeDraft {
  const audience = audienceSchema.safeParse(notice.audience);
  return {
    ...notice,
    audience: audience.success
      ? draftOfAudience(audience.data)
      : { ...EMPTY_AUDIENCE, unitIds: notice.unitIds },
    check: noticeCheckSchema.nullable().parse(notice.check ?? null),
    repeat: repeatSchema.nullable().parse(notice.repeat ?? null),
    sendAt: notice.sendAt === null ? null : new Date(notice.sendAt),
    deadlineWorkingDays: null,
  };
}

/** How a notice stands, for whoever was told of it. Undefined when there is none of this id. */
export async function readNoticeState(db: Db | Tx, id: string, now: Date): Promise<NoticeState | undefined> {
  const notice = await findNotice(db, id);
  if (!notice) return undefined;
  const about = await getNoticeAbout(db, id);
  const draft = draftOf(notice);
  const author = { personId: notice.authorId, posts: await findPostsOf(db, notice.authorId, dayOf(now)) };
  const read = await readPlanFacts(db, author, draft, Number.MAX_SAFE_INTEGER, now);
  const dueAt = notice.dueAt === null ? null : new Date(notice.dueAt);
  const people = about.frozen > 0 ? about.frozen : read.people;
  return { notice, about, draft, facts: { ...read, people, dueAt } };
}

/** What it will do, in the shape in which it is shown to a second person. */
export const planOfState = ({ notice, about, draft, facts }: NoticeState, pack: RulePack, now: Date) => ({
  ...planNotice(draft, facts, pack, now),
  authorName: notice.authorName,
  file: about.file,
});

/** How it was decided, in the shape in which it is told. */
export const decisionOf = ({ notice, about, facts }: NoticeState) => ({
  ...notice,
  people: facts.people,
  decidedByName: about.decidedByName,
});

/** A notice and how it stands, for somebody who may decide on it; undefined for anybody else, its author too. */
export async function readNoticeToDecide(
  db: Db,
  person: Actor,
  id: string,
  now: Date,
): Promise<NoticeState | undefined> {
  const state = await readNoticeState(db, id, now);
  const isOther = state && state.notice.authorId !== person.personId;
  return isOther && (await mayDecide(db, person, state.notice, now)) ? state : undefined;
}

const LIST = 8;

/** What waits for this person to approve, the oldest first. */
export async function listToDecide(db: Db, person: Actor, now: Date): Promise<NoticeRecord[]> {
  const scope = scopeOf(person, 'notices.approve');
  if (scope.length === 0) return [];
  const found: NoticeRecord[] = [];
  for (const id of await findAwaitingIds(db, scope, person.personId, dayOf(now), LIST * 3)) {
    const notice = found.length < LIST ? await findNotice(db, id) : undefined;
    if (notice && (await mayDecide(db, person, notice, now))) found.push(notice);
  }
  return found;
}

/** One of the author's own notices that did not go out, or did, as the draft of a new one. */
export async function readOwnDraft(
  db: Db,
  author: Actor,
  id: string,
): Promise<{ draft: NoticeDraft; file: NoticeAbout['file'] } | undefined> {
  const notice = await findNotice(db, id);
  if (notice?.authorId !== author.personId) return undefined;
  return { draft: draftOf(notice), file: (await getNoticeAbout(db, id)).file };
}
