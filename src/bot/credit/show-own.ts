import { readOwnFile, readOwnSection } from '../../domain/credit/read-file.ts';
import { fileSummary, noFileView, sectionView } from '../../messages/credit.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale } from '../flow.ts';
import { replace } from '../reply.ts';
import { fileViewOf } from './file-view.ts';

/** One's own file, with all that is in it. */
export async function showOwnFile(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const file = await readOwnFile(ctx.services.db, ctx.actor);
  await replace(
    ctx,
    file ? fileSummary(ctx.language, fileViewOf(ctx, file, null)) : noFileView(ctx.language, null),
  );
}

export async function showOwnSection(ctx: BotContext, section: string): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const read = await readOwnSection(ctx.services.db, ctx.actor, section);
  const file = read && fileViewOf(ctx, read.file, null);
  const view = file?.sections.find((one) => one.id === section);
  await (read && file && view
    ? replace(ctx, sectionView(ctx.language, file, view, read.entries))
    : saysStale(ctx));
}
