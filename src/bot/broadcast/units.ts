import { findUnit, rootsOf } from '../../domain/people/browse-roster.ts';
import { broadcastUnitsView } from '../../messages/broadcast.ts';
import { isId } from '../../messages/callback-data.ts';
import type { BotContext } from '../context.ts';
import { saysStale } from '../flow.ts';
import { replace } from '../reply.ts';
import { keepDraft, type Draft, type Step } from './draft.ts';

/** The author's own units and what lies right under them. */
export async function listUnits(ctx: BotContext): Promise<{ id: string; name: string; root: boolean }[]> {
  const units = [];
  for (const root of rootsOf(ctx.actor, 'notices.send')) {
    const found = await findUnit(ctx.services.db, ctx.actor, 'notices.send', root.id);
    units.push({ ...root, root: true });
    for (const { id, name } of found?.children ?? []) units.push({ id, name, root: false });
  }
  return units;
}

export async function askUnits(ctx: BotContext, draft: Draft): Promise<void> {
  await keepDraft(ctx, 'units', draft);
  const units = (await listUnits(ctx)).map((unit) => ({ ...unit, chosen: draft.unitIds.includes(unit.id) }));
  await replace(ctx, broadcastUnitsView(ctx.language, units, draft.staffNos.length));
}

/** The button says whether the unit is to be in or out, so that pressing it twice is once. */
export const chooseUnit: Step = async (ctx, draft, [unitId, wanted]) => {
  const known = isId(unitId) && (await findUnit(ctx.services.db, ctx.actor, 'notices.send', unitId));
  if (!known) return saysStale(ctx);
  const others = draft.unitIds.filter((id) => id !== unitId);
  await askUnits(ctx, { ...draft, unitIds: wanted === '1' ? [...others, unitId] : others });
};
