import { Composer } from 'telegraf';
import { chooseElderMode } from '../../domain/people/change-account.ts';
import { mayDo } from '../../domain/people/rules.ts';
import { readWeekly, setWeekly } from '../../domain/study/read-week.ts';
import { elderSetView, ownSettingsView } from '../../messages/own-settings.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace } from '../reply.ts';

/** What everybody may set for themselves, in one place; quiet hours, card time and language have their own. */
export function createOwnSettingsFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('settings', show);
  onPress(composer, 'settings.open', show);
  onPress(composer, 'settings.elder', async (ctx, [wanted]) => {
    if (wanted !== '0' && wanted !== '1') return saysStale(ctx);
    const elder = wanted === '1';
    await chooseElderMode(ctx.services.db, ctx.actor, elder);
    ctx.actor.elder = elder;
    await replace(ctx, elderSetView(ctx.language, elder));
  });
  onPress(composer, 'settings.weekly', async (ctx, [wanted]) => {
    if (!(await allow(ctx, 'study.cards'))) return;
    if (wanted !== '0' && wanted !== '1') return saysStale(ctx);
    await setWeekly(ctx.services.db, ctx.actor, wanted === '1');
    await show(ctx);
  });
  return { composer, flows: {} };
}

async function show(ctx: BotContext): Promise<void> {
  const weekly = await readWeekly(ctx.services.db, ctx.actor);
  const { elder } = ctx.actor;
  await replace(
    ctx,
    ownSettingsView(ctx.language, { elder, weekly, studies: mayDo(ctx.actor, 'study.cards') }),
  );
}
