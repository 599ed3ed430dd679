import { Composer } from 'telegraf';
import { makeCreditCard } from '../../documents/credit-card.ts';
import { makeCreditPaper } from '../../documents/credit-paper.ts';
import type { FileDocument } from '../../domain/credit/document-rules.ts';
import { exportUnit } from '../../domain/credit/export-unit.ts';
import { readDocument, readOwnDocument } from '../../domain/credit/read-document.ts';
import { isPurpose } from '../../domain/credit/read-file.ts';
import { findPerson } from '../../domain/people/find-people.ts';
import { spellCharacter } from '../../domain/people/name-pinyin.ts';
import { dayOf } from '../../domain/schedule/calendar.ts';
import { writeXlsxSheets } from '../../formats/write-xlsx.ts';
import { isId } from '../../messages/callback-data.ts';
import { purposeView } from '../../messages/credit.ts';
import { cardCaption, cardFacts, documentFileName, paperCaption } from '../../messages/credit-card.ts';
import { paperFacts } from '../../messages/credit-pdf.ts';
import {
  noTableText,
  tableCaption,
  tableFileName,
  tablePurposeView,
  unitSheets,
} from '../../messages/credit-table.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { fitsCaption, prefaced, replace, say, sayAsIs } from '../reply.ts';

/**
 * A file as a picture: one's own, or one that was opened for a purpose. The whole of it only to whose it is; of all
 * in one's scope a table with the states and the records behind.
 */
export function createFileDocumentsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'file.card', (ctx, [personId]) => showCard(ctx, personId));
  onPress(composer, 'file.pdf', sendPaper);
  onPress(composer, 'file.table-ask', async (ctx) => {
    if (await allow(ctx, 'file.read')) await replace(ctx, tablePurposeView(ctx.language));
  });
  onPress(composer, 'file.table', (ctx, [purpose = '']) => sendTable(ctx, purpose));
  return { composer, flows: {} };
}

async function showCard(ctx: BotContext, personId: string | undefined): Promise<void> {
  if (!isId(personId)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const isOwn = personId === ctx.actor.personId;
  if (!(await allow(ctx, isOwn ? 'file.read-own' : 'file.read'))) return;
  if (isOwn) {
    const document = await readOwnDocument(db, ctx.actor, pack, ctx.now);
    return document ? sendCard(ctx, document) : saysStale(ctx);
  }
  const asked = { personId, purpose: null, action: 'file.card' };
  const read = await readDocument(db, ctx.actor, asked, pack, ctx.now);
  if (read.ok) return sendCard(ctx, read.document);
  // The purpose that was given holds for a while.
  const person =
    read.problem === 'purpose-needed'
      ? await findPerson(db, ctx.actor, 'file.read', personId, ctx.now)
      : undefined;
  await (person ? say(ctx, purposeView(ctx.language, person)) : saysStale(ctx));
}

async function sendCard(ctx: BotContext, document: FileDocument): Promise<void> {
  const { language } = ctx;
  const day = dayOf(ctx.now);
  const png = await makeCreditCard(cardFacts(language, document, day), spellCharacter);
  const caption = prefaced(ctx, cardCaption(language, document, day));
  const fits = fitsCaption(caption.text);
  await ctx.replyWithPhoto(
    { source: Buffer.from(png), filename: `${documentFileName(language, document)}.png` },
    { ...(fits && { caption: caption.text, parse_mode: 'HTML' }), protect_content: true },
  );
  if (!fits) await sayAsIs(ctx, caption);
}

async function sendPaper(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const { language, now } = ctx;
  const document = await readOwnDocument(ctx.services.db, ctx.actor, ctx.services.pack, now);
  if (!document) return saysStale(ctx);
  const reader = { name: ctx.actor.name, staffNo: ctx.actor.staffNo, purpose: null, now };
  const pdf = await makeCreditPaper(paperFacts(language, document, reader), spellCharacter);
  await ctx.replyWithDocument(
    { source: Buffer.from(pdf), filename: `${documentFileName(language, document)}.pdf` },
    { caption: paperCaption(language, document), protect_content: true },
  );
}

/** More are exported by the operator: to write so many rows keeps everybody else waiting. */
const TABLE_MOST = 500;

async function sendTable(ctx: BotContext, purpose: string): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  if (!isPurpose(purpose)) return saysStale(ctx);
  const { language, now } = ctx;
  const { db, pack } = ctx.services;
  const found = await exportUnit(db, ctx.actor, { purpose, most: TABLE_MOST }, pack, now);
  const refuse = (most: number | null) => replace(ctx, { text: noTableText(language, most), buttons: [] });
  if (!found.ok) return refuse(TABLE_MOST);
  if (found.documents.length === 0) return refuse(null);
  const source = Buffer.from(await writeXlsxSheets(unitSheets(language, found.documents)));
  await ctx.replyWithDocument(
    { source, filename: `${tableFileName(language, now)}.xlsx` },
    { caption: tableCaption(language, found.documents.length), protect_content: true },
  );
}
