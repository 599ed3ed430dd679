import { Composer } from 'telegraf';
import { exportOwnData } from '../../domain/people/export-own-data.ts';
import { mayDo } from '../../domain/people/rules.ts';
import { writeXlsxBook } from '../../formats/write-xlsx.ts';
import { ownDataView } from '../../messages/erasure.ts';
import { ownDataCaption, ownDataFileName, ownDataSheets } from '../../messages/own-data.ts';
import type { BotContext } from '../context.ts';
import { allow, type Feature } from '../flow.ts';
import { markup, noteShown } from '../reply.ts';

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
  const caption = ownDataCaption(language, tables, now);
  const view = ownDataView(language, caption, mayDo(ctx.actor, 'people.manage'));
  const { message_id } = await ctx.replyWithDocument(
    { source: Buffer.from(book), filename: ownDataFileName(language) },
    { caption, protect_content: true, reply_markup: markup(view) },
  );
  await noteShown(ctx, message_id, view);
}
