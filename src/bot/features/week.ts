import { Composer } from 'telegraf';
import { isWorthSaying, readWeek } from '../../domain/study/read-week.ts';
import { emptyWeekView, weekView } from '../../messages/week.ts';
import type { BotContext } from '../context.ts';
import { allow, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace } from '../reply.ts';

/** The word of the week, for whoever asks for it. */
export function createWeekFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('week', show);
  onPress(composer, 'week.open', show);
  return { composer, flows: {} };
}

async function show(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'study.cards'))) return;
  const week = await readWeek(ctx.services.db, ctx.actor, ctx.services, ctx.now);
  await replace(ctx, isWorthSaying(week) ? weekView(ctx.language, week) : emptyWeekView(ctx.language));
}
