import { settleByAnswer } from '../../db/queries/deliveries.ts';
import type { Db } from '../../db/client.ts';
import { countCheckAnswers, insertCheckAnswer } from '../../db/queries/notice-threads.ts';
import {
  findNoticeForRecipient,
  markVersionShown,
  putAcknowledgement,
  type NoticeRow,
} from '../../db/queries/notices.ts';
import type { Actor } from '../people/rules.ts';
import { noticeCheckSchema, type NoticeCheck } from './draft.ts';

/** The one question of a notice, if it has one. */
export const checkOf = (notice: Pick<NoticeRow, 'check'>): NoticeCheck | undefined =>
  notice.check === null || notice.check === undefined ? undefined : noticeCheckSchema.parse(notice.check);

export type Checked =
  | { ok: true; notice: NoticeRow; right: boolean }
  /** The text was corrected since it was shown: the newest is to be read first. */
  | { ok: false; problem: 'outdated'; notice: NoticeRow }
  | { ok: false; problem: 'not-found' };

/**
 * An answer to a notice's comprehension question (row E14). The right one acknowledges; a wrong one is "seen", and may be
 * tried again as often as it takes. Only the first answer is kept, to show the author what was misunderstood.
 * @param version of the text that the question stood under
 */
export function answerCheck(
  db: Db,
  person: Actor,
  { noticeId, chosen, version }: { noticeId: string; chosen: number; version: number },
  now: Date,
): Promise<Checked> {
  return db.transaction(async (tx): Promise<Checked> => {
    const { personId } = person;
    const notice = await findNoticeForRecipient(tx, noticeId, personId);
    const check = notice && checkOf(notice);
    if (!notice || !check || chosen >= check.options.length) return { ok: false, problem: 'not-found' };
    await settleByAnswer(tx, noticeId, personId, now);
    if (version < notice.version) {
      await markVersionShown(tx, { noticeId, personId, version: notice.version });
      return { ok: false, problem: 'outdated', notice };
    }
    const right = chosen === check.answer;
    if (notice.state === 'sending') {
      await insertCheckAnswer(tx, { noticeId, personId, chosen }, now);
      const answer = { noticeId, personId, via: 'button', recordedBy: null, note: null } as const;
      await putAcknowledgement(tx, { ...answer, state: right ? 'understood' : 'seen' }, now);
    }
    const after = await findNoticeForRecipient(tx, noticeId, personId);
    return { ok: true, notice: after ?? notice, right };
  });
}

/** How many first answers to one of the author's own notices fell on each option, in their order. */
export async function readCheckAnswers(
  db: Db,
  author: Actor,
  notice: Pick<NoticeRow, 'id' | 'check'>,
): Promise<{ check: NoticeCheck; counts: number[] } | undefined> {
  const check = checkOf(notice);
  if (!check) return undefined;
  const counts = await countCheckAnswers(db, notice.id, author.personId);
  return { check, counts: check.options.map((_, place) => counts.get(place) ?? 0) };
}
