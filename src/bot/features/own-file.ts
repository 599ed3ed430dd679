import { Composer } from 'telegraf';
import { listLooks, LOOKS_A_PAGE } from '../../domain/credit/list-looks.ts';
import { looksView } from '../../messages/file-access.ts';
import type { BotContext } from '../context.ts';
import { showOwnFile } from '../credit/show-own.ts';
import { allow, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';

/** One's own file, and who has looked at it. */
export function createOwnFileFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('myfile', showOwnFile);
  onPress(composer, 'file.own', showOwnFile);
  composer.command('access', (ctx) => showLooks(ctx, ['0']));
  onPress(composer, 'access.list', showLooks);
  return { composer, flows: {} };
}

async function showLooks(ctx: BotContext, [pageText]: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const page = readIndex(pageText) ?? 0;
  const { rows, total } = await listLooks(ctx.services.db, ctx.actor, page, ctx.now);
  // Past the end of a list that was longer, it begins anew.
  if (rows.length === 0 && page > 0) return showLooks(ctx, ['0']);
  await replace(ctx, looksView(ctx.language, rows, { total, page, pages: Math.ceil(total / LOOKS_A_PAGE) }));
}
