import { v7 as newId } from 'uuid';
import type { Tx } from '../../db/client.ts';
import { insertNotice, type NoticeRecord } from '../../db/queries/notice-sending.ts';
import { moveDeadline } from '../schedule/working-days.ts';
import { nextOccurrence, repeatSchema } from './draft.ts';

/**
 * Plans the next occurrence of a repeating notice that is going out now: the first one in the future, those missed are not
 * made up for. It needs no second approval. Nothing for a notice that does not repeat, or whose last day is over.
 */
export async function planNext(tx: Tx, notice: NoticeRecord, now: Date): Promise<void> {
  if (!notice.repeat || !notice.sendAt) return;
  const repeat = repeatSchema.parse(notice.repeat);
  const first = new Date(notice.sendAt);
  let next = nextOccurrence(first, repeat);
  while (next && next <= now) next = nextOccurrence(next, repeat, first);
  if (!next) return;
  const dueAt = notice.dueAt === null ? null : await moveDeadline(tx, new Date(notice.dueAt), first, next);
  const seriesId = notice.seriesId ?? notice.id;
  await insertNotice(tx, { ...notice, id: newId(), state: 'scheduled', sendAt: next, dueAt, seriesId }, now);
}
