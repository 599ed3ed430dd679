import { Composer } from 'telegraf';
import { exportOwnData } from '../../domain/people/export-own-data.ts';
import { writeXlsxBook } from '../../formats/write-xlsx.ts';
import { ownDataCaption, ownDataFileName, ownDataSheets } from '../../messages/own-data.ts';
import type { BotContext } from '../context.ts';
import { allow, type Feature } from '../flow.ts';

/** Everything that is held about whoever asks, as a book that any office program opens. */
export function createOwnDataFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('mydata', sendOwnData);
  return { composer, flows: {} };
}

async function sendOwnData(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'data.own'))) return;
  const { language, now } = ctx;
  const tables = await exportOwnData(ctx.services.db, ctx.actor, now);
  const book = await writeXlsxBook(ownDataSheets(language, tables));
  await ctx.replyWithDocument(
    { source: Buffer.from(book), filename: ownDataFileName(language) },
    { caption: ownDataCaption(language, tables, now), protect_content: true },
  );
}
