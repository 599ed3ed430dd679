import type { Db } from '../../db/client.ts';
import { lockDueNotices, markNoticeState } from '../../db/queries/notice-sending.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import { scopeOf } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { planNext } from './plan-next.ts';
import { releaseNotice } from './send-notice.ts';

const AT_ONCE = 20;

/**
 * Sends what was scheduled and is due: freezes each audience now, by the author's scope of now, and plans the next
 * occurrence of a repeating notice, each in one transaction. An author who may not send any more sends nothing. Missed
 * occurrences are not made up for: the next one is the first in the future.
 */
export async function releaseScheduled(
  db: Db,
  pack: RulePack,
  now: Date,
): Promise<{ released: number; dropped: number }> {
  const total = { released: 0, dropped: 0 };
  for (;;) {
    const done = await db.transaction(async (tx) => {
      const due = await lockDueNotices(tx, now, AT_ONCE);
      for (const notice of due) {
        const author = { posts: await findPostsOf(tx, notice.authorId, dayOf(now)) };
        const mayStill = scopeOf(author, 'notices.send').length > 0;
        if (mayStill) await releaseNotice(tx, notice, author, pack, now);
        else await markNoticeState(tx, notice.id, { state: 'cancelled', endedBy: notice.authorId }, now);
        if (mayStill) await planNext(tx, notice, now);
        total[mayStill ? 'released' : 'dropped'] += 1;
      }
      return due.length;
    });
    if (done < AT_ONCE) return total;
  }
}
