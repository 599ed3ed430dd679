import { CORRECTIONS_A_PAGE, listCorrections } from '../../domain/questions/decide-correction.ts';
import { correctionListView } from '../../messages/key-decisions.ts';
import type { BotContext } from '../context.ts';
import { allow } from '../flow.ts';
import { replace } from '../reply.ts';
import { otherLists } from './other-lists.ts';

/** Corrected keys that wait to be approved. */
export async function showCorrections(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'keys.approve'))) return;
  const { rows, total } = await listCorrections(ctx.services.db, ctx.actor, page);
  // A page that has been worked off since it was shown.
  if (total === 0 && page > 0) return showCorrections(ctx, 0);
  const ways = await otherLists(ctx, 'keys');
  await replace(ctx, correctionListView(ctx.language, rows, { total, page, size: CORRECTIONS_A_PAGE }, ways));
}
