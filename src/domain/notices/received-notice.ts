import type { NoticeRow } from '../../db/queries/notices.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { checkOf } from './answer-check.ts';
import type { NoticeCheck } from './draft.ts';
import { answersOf } from './rules.ts';

/** A notice as one recipient has it, with its question and the answers of its kind. */
export type ReceivedNotice = Omit<NoticeRow, 'check'> & {
  check: NoticeCheck | undefined;
  answers: readonly ('question' | 'cannot-attend')[];
};

export const receivedNotice = (notice: NoticeRow, pack: RulePack): ReceivedNotice => ({
  ...notice,
  check: checkOf(notice),
  answers: answersOf(pack, notice.kind),
});
