import { Composer } from 'telegraf';
import { askForCheck, readAudit } from '../../domain/credit/check-ledger.ts';
import { auditView } from '../../messages/ledger.ts';
import type { BotContext } from '../context.ts';
import { allow, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say } from '../reply.ts';

/** Whether the chains of all files are sound, for auditors; a check takes its time and is told when it is done. */
export function createAuditFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('audit', async (ctx) => {
    if (await allow(ctx, 'ledger.audit')) await say(ctx, await standing(ctx));
  });
  onPress(composer, 'audit.check', async (ctx) => {
    if (!(await allow(ctx, 'ledger.audit'))) return;
    await askForCheck(ctx.services.db, ctx.actor, ctx.now);
    // The file of an anchor stays as it is; what comes of the press is said below it.
    const underFile = ctx.callbackQuery?.message !== undefined && 'document' in ctx.callbackQuery.message;
    const view = await standing(ctx);
    await (underFile ? say(ctx, view) : replace(ctx, view));
  });
  return { composer, flows: {} };
}

async function standing(ctx: BotContext) {
  const { anchor, check } = await readAudit(ctx.services.db, ctx.actor);
  return auditView(ctx.language, anchor, check);
}
