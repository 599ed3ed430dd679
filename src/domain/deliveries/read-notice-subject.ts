import type { Db } from '../../db/client.ts';
import { findNoticeWord, type NoticeWord } from '../../db/queries/notice-threads.ts';
import { findVisits, type VisitRow } from '../../db/queries/notice-visits.ts';
import type { NoticeRow } from '../../db/queries/notices.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { readNoticeState, type NoticeState } from '../notices/read-approval.ts';

/** What a queued message about a notice is about. */
export type NoticeSubject =
  | { kind: 'notice' | 'ack-reminder' | 'notice-correction'; notice: NoticeRow }
  | { kind: 'notice-edit'; notice: NoticeRow; messageId: number }
  | { kind: 'notice-message'; word: NoticeWord }
  | { kind: 'notice-approval' | 'notice-decided'; asked: NoticeState }
  | VisitList
  | { kind: 'notice-answer'; noticeId: string; answer: string; personName: string; unitName: string };
/** Visits to be made because of one notice, or of several (`noticeId` null); the first of them by name. */
export type VisitList = { kind: 'visit-list'; noticeId: string | null; visits: VisitRow[]; total: number };

/** Kinds that show the notice itself, as its recipient has it. */
export const NOTICE_KINDS = ['notice', 'ack-reminder', 'notice-edit', 'notice-correction'];
/** Visits named in a message of their own; the rest is found under /visits. */
const VISITS_NAMED = 5;

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The notice itself; undefined where it is not to be said any more. */
export function readShownNotice(
  { kind, data, chatId }: DeliveryRow,
  notice: NoticeRow | undefined,
): NoticeSubject | undefined {
  if (!notice) return undefined;
  const stands = notice.state === 'sending';
  switch (kind) {
    case 'notice':
      return stands ? { kind, notice } : undefined;
    case 'ack-reminder':
      return stands && (notice.acknowledgement ?? 'seen') === 'seen' ? { kind, notice } : undefined;
    case 'notice-correction':
      return data['version'] === notice.version ? { kind, notice } : undefined;
    case 'notice-edit':
      // An edit that a newer one has overtaken is left to that.
      if (data['version'] !== notice.version) return undefined;
      return data['chatId'] === chatId && typeof data['messageId'] === 'number'
        ? { kind, notice, messageId: data['messageId'] }
        : { kind: 'notice-correction', notice };
    default:
      return undefined;
  }
}

/** What is said around a notice: to its author, to who approves it, to who visits for it. */
export async function readNoticeSubject(
  db: Db,
  { kind, subjectId, personId, data }: DeliveryRow,
  now: Date,
): Promise<NoticeSubject | undefined> {
  if (!subjectId) return undefined;
  switch (kind) {
    case 'notice-message': {
      const said = await findNoticeWord(db, word(data['messageId']));
      return said && { kind, word: said };
    }
    case 'notice-answer': {
      const { answer, personName, unitName } = data;
      return {
        kind,
        noticeId: subjectId,
        answer: word(answer),
        personName: word(personName),
        unitName: word(unitName),
      };
    }
    case 'notice-approval':
    case 'notice-decided': {
      const asked = await readNoticeState(db, subjectId, now);
      const { decidedBy = null, state = '' } = asked?.notice ?? {};
      const stands =
        kind === 'notice-approval'
          ? state === 'awaiting-approval'
          : decidedBy !== null && ['sending', 'scheduled', 'rejected'].includes(state);
      return asked && stands ? { kind, asked } : undefined;
    }
    case 'visit-list': {
      const page = { offset: 0, limit: VISITS_NAMED };
      const { rows, total } = await findVisits(db, personId, page, subjectId);
      return total > 0 ? { kind, noticeId: subjectId, visits: rows, total } : undefined;
    }
    default:
      return undefined;
  }
}

/** Lists of visits as one list, each notice counted once. */
export function mergeVisits(lists: readonly VisitList[]): VisitList | undefined {
  const [first, ...others] = lists.filter(
    (list, i) => lists.findIndex((one) => one.noticeId === list.noticeId) === i,
  );
  if (!first || others.length === 0) return first;
  const all = [first, ...others];
  return {
    kind: 'visit-list',
    noticeId: null,
    visits: all.flatMap(({ visits }) => visits).slice(0, VISITS_NAMED),
    total: all.reduce((sum, { total }) => sum + total, 0),
  };
}
