import { Composer } from 'telegraf';
import { mayDo } from '../../domain/people/rules.ts';
import { LOOK_BACK_DAYS, readLearning } from '../../domain/study/learning-overview.ts';
import { readProposal } from '../../domain/study/propose-plan.ts';
import { isId } from '../../messages/callback-data.ts';
import { learningView, weakArticleView } from '../../messages/learning.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';

/** How a unit learns, without names: shares by village, and the articles known least, with their words. */
export function createLearningFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('learning', (ctx) => showUnit(ctx, null, 0));
  onPress(composer, 'learning.open', (ctx) => showUnit(ctx, null, 0));
  onPress(composer, 'learning.unit', (ctx, [id, page]) =>
    isId(id) ? showUnit(ctx, id, readIndex(page) ?? 0) : saysStale(ctx),
  );
  onPress(composer, 'learning.text', showArticle);
  return { composer, flows: {} };
}

async function showUnit(ctx: BotContext, unitId: string | null, page: number): Promise<void> {
  if (!(await allow(ctx, 'learning.overview'))) return;
  const overview = await readLearning(ctx.services.db, ctx.actor, unitId, ctx.now);
  if (!overview) return saysStale(ctx);
  const alike = mayDo(ctx.actor, 'learning.alike');
  await replace(ctx, learningView(ctx.language, { ...overview, days: LOOK_BACK_DAYS, alike }, page));
}

async function showArticle(ctx: BotContext, [unitId, versionId]: string[]): Promise<void> {
  if (!(await allow(ctx, 'learning.overview'))) return;
  if (!isId(unitId) || !isId(versionId)) return saysStale(ctx);
  const { db, plans } = ctx.services;
  const proposal = await readProposal(db, ctx.actor, { unitId, versionId }, plans);
  await (proposal ? replace(ctx, weakArticleView(ctx.language, proposal)) : saysStale(ctx));
}
