import { Composer } from 'telegraf';
import { readDrift } from '../../domain/drift/read-drift.ts';
import { driftView } from '../../messages/drift.ts';
import type { BotContext } from '../context.ts';
import { allow, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';

/** What lags behind by village, as counts. */
export function createDriftFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('drift', (ctx) => show(ctx, 0));
  onPress(composer, 'drift.open', (ctx, [page]) => show(ctx, readIndex(page) ?? 0));
  return { composer, flows: {} };
}

async function show(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'drift.read'))) return;
  const { db, pack } = ctx.services;
  await replace(ctx, driftView(ctx.language, await readDrift(db, ctx.actor, pack, ctx.now), page));
}
