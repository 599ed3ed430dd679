import { mayDo } from '../../domain/people/rules.ts';
import { CORRECTIONS_A_PAGE, listCorrections } from '../../domain/questions/decide-correction.ts';
import { correctionListView } from '../../messages/key-decisions.ts';
import type { BotContext } from '../context.ts';
import { allow } from '../flow.ts';
import { replace } from '../reply.ts';

/** Corrected keys that wait to be approved. */
export async function showCorrections(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'keys.approve'))) return;
  const { rows, total } = await listCorrections(ctx.services.db, ctx.actor, page);
  // A page that has been worked off since it was shown.
  if (total === 0 && page > 0) return showCorrections(ctx, 0);
  const where = { total, page, size: CORRECTIONS_A_PAGE, reports: mayDo(ctx.actor, 'reports.answer') };
  await replace(ctx, correctionListView(ctx.language, rows, where));
}
