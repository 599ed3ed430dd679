import { Composer } from 'telegraf';
import { mayDo } from '../../domain/people/rules.ts';
import { LOOK_BACK_DAYS, readLearning } from '../../domain/study/learning-overview.ts';
import { giveProposal, readProposal, type Proposal } from '../../domain/study/propose-plan.ts';
import { isId } from '../../messages/callback-data.ts';
import { learningView, planGivenView, proposePlanView, weakArticleView } from '../../messages/learning.ts';
import type { View } from '../../messages/view.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';

/** How a unit learns, without names: shares by village, the articles known least, and cards on them for all. */
export function createLearningFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('learning', (ctx) => showUnit(ctx, null, 0));
  onPress(composer, 'learning.open', (ctx) => showUnit(ctx, null, 0));
  onPress(composer, 'learning.unit', (ctx, [id, page]) =>
    isId(id) ? showUnit(ctx, id, readIndex(page) ?? 0) : saysStale(ctx),
  );
  onPress(composer, 'learning.text', (ctx, parts) =>
    onProposal(ctx, parts, (proposal) => weakArticleView(ctx.language, proposal)),
  );
  onPress(composer, 'learning.plan', (ctx, parts) =>
    onProposal(ctx, parts, (proposal) => proposePlanView(ctx.language, proposal)),
  );
  onPress(composer, 'learning.assign', async (ctx, [unitId, versionId]) => {
    if (!(await allow(ctx, 'learning.overview'))) return;
    if (!isId(unitId) || !isId(versionId)) return saysStale(ctx);
    const { db, plans } = ctx.services;
    const done = await giveProposal(db, ctx.actor, { unitId, versionId }, plans, ctx.now);
    if (!done) return saysStale(ctx);
    const { proposal, plan, given } = done;
    await replace(ctx, planGivenView(ctx.language, { unit: proposal.unit, plan, given }));
  });
  return { composer, flows: {} };
}

async function showUnit(ctx: BotContext, unitId: string | null, page: number): Promise<void> {
  if (!(await allow(ctx, 'learning.overview'))) return;
  const overview = await readLearning(ctx.services.db, ctx.actor, unitId, ctx.now);
  if (!overview) return saysStale(ctx);
  const alike = mayDo(ctx.actor, 'learning.alike');
  await replace(ctx, learningView(ctx.language, { ...overview, days: LOOK_BACK_DAYS, alike }, page));
}

async function onProposal(
  ctx: BotContext,
  [unitId, versionId]: string[],
  view: (proposal: Proposal) => View,
): Promise<void> {
  if (!(await allow(ctx, 'learning.overview'))) return;
  if (!isId(unitId) || !isId(versionId)) return saysStale(ctx);
  const { db, plans } = ctx.services;
  const proposal = await readProposal(db, ctx.actor, { unitId, versionId }, plans, ctx.now);
  await (proposal ? replace(ctx, view(proposal)) : saysStale(ctx));
}
