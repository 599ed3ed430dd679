import { FLAGGED_A_PAGE, listFlagged } from '../../domain/questions/reverify-question.ts';
import { flaggedListView } from '../../messages/flagged.ts';
import type { BotContext } from '../context.ts';
import { allow } from '../flow.ts';
import { replace } from '../reply.ts';
import { otherLists } from './other-lists.ts';

/** Questions that wait to be verified. */
export async function showFlagged(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'keys.approve'))) return;
  const { rows, total } = await listFlagged(ctx.services.db, ctx.actor, page);
  // A page that has been worked off since it was shown.
  if (total === 0 && page > 0) return showFlagged(ctx, 0);
  const ways = await otherLists(ctx, 'flagged');
  await replace(ctx, flaggedListView(ctx.language, rows, { total, page, size: FLAGGED_A_PAGE }, ways));
}
