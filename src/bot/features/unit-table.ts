import { Composer } from 'telegraf';
import { noteShownFile } from '../../domain/credit/shown-files.ts';
import { findTableUnit, previewUnitTable, readUnitTable } from '../../domain/credit/unit-table.ts';
import { isPurpose, PURPOSES } from '../../domain/rules/file-access-rules.ts';
import { dayOf } from '../../domain/schedule/calendar.ts';
import { writeXlsxTable } from '../../formats/write-xlsx.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  tableCaption,
  tableFileName,
  tableNobodyView,
  tablePreview,
  tablePurposeView,
  tableRows,
  tableSheet,
  tableUnitView,
} from '../../messages/unit-table.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';

/** The section states of a unit as a table: unit → purpose → how many are looked at → the file, which goes away again. */
export function createUnitTableFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'table.open', (ctx) => showUnit(ctx, null, 0));
  onPress(composer, 'table.unit', (ctx, [id, page]) =>
    isId(id) ? showUnit(ctx, id, readIndex(page) ?? 0) : saysStale(ctx),
  );
  onPress(composer, 'table.here', async (ctx, [id]) => {
    if (!(await allow(ctx, 'file.read'))) return;
    const found = isId(id) ? await findTableUnit(ctx.services.db, ctx.actor, id) : undefined;
    await (found ? replace(ctx, tablePurposeView(ctx.language, found.unit, PURPOSES)) : saysStale(ctx));
  });
  onPress(composer, 'table.preview', preview);
  onPress(composer, 'table.send', send);
  return { composer, flows: {} };
}

async function showUnit(ctx: BotContext, unitId: string | null, page: number): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  const found = await findTableUnit(ctx.services.db, ctx.actor, unitId);
  await (found
    ? replace(ctx, tableUnitView(ctx.language, found.unit, found.children, page))
    : saysStale(ctx));
}

async function preview(ctx: BotContext, [unitId, purpose = '']: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  if (!isId(unitId) || !isPurpose(purpose)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const found = await previewUnitTable(db, ctx.actor, { unitId, purpose }, pack, ctx.now);
  const { minutes } = pack.fileAccess.purposes[purpose];
  await (found
    ? replace(ctx, tablePreview(ctx.language, { ...found, unitId, purpose, minutes }))
    : saysStale(ctx));
}

async function send(ctx: BotContext, [unitId, purpose = '']: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  if (!isId(unitId) || !isPurpose(purpose)) return saysStale(ctx);
  const { language, now } = ctx;
  const { db, pack } = ctx.services;
  const table = await readUnitTable(db, ctx.actor, { unitId, purpose }, pack, now);
  if (!table) return saysStale(ctx);
  if (table.listed.length === 0) return replace(ctx, tableNobodyView(language));
  const rows = tableRows(language, table.listed, pack.fileSections);
  const source = Buffer.from(await writeXlsxTable(tableSheet(language), rows));
  const about = { ...table, people: table.listed.length };
  const { message_id } = await ctx.replyWithDocument(
    { source, filename: `${tableFileName(language, table.unitName, dayOf(now))}.xlsx` },
    { caption: tableCaption(language, about), protect_content: true },
  );
  const shown = { requestId: null, subjectId: null, botId: ctx.botInfo.id, messageId: message_id };
  await noteShownFile(db, ctx.actor, { ...shown, minutes: table.minutes }, now);
}
