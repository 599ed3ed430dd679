import { Composer } from 'telegraf';
import { makeCreditCard } from '../../documents/credit-card.ts';
import { makeCreditPaper } from '../../documents/credit-paper.ts';
import type { FileDocument } from '../../domain/credit/document-rules.ts';
import { lookAtCard } from '../../domain/credit/look-at-card.ts';
import { readOwnDocument } from '../../domain/credit/read-document.ts';
import { noteShownFile } from '../../domain/credit/shown-files.ts';
import { spellCharacter } from '../../domain/people/name-pinyin.ts';
import { dayOf } from '../../domain/schedule/calendar.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  cardCaption,
  cardFacts,
  documentFileName,
  lookCaption,
  paperCaption,
} from '../../messages/credit-card.ts';
import { cardShownText } from '../../messages/file-access.ts';
import { paperFacts } from '../../messages/credit-pdf.ts';
import type { BotContext } from '../context.ts';
import { sayBarred } from '../credit/show-look.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { fitsCaption, prefaced, sayAsIs, toast } from '../reply.ts';

/** One's own file as a picture and as a paper, and the picture of somebody else's. Papers of others are made on the server, for the office. */
export function createFileDocumentsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'file.card', (ctx) => withOwn(ctx, sendCard));
  onPress(composer, 'file.pdf', (ctx) => withOwn(ctx, sendPaper));
  onPress(composer, 'file.look-card', sendLookCard);
  return { composer, flows: {} };
}

async function withOwn(
  ctx: BotContext,
  send: (ctx: BotContext, document: FileDocument) => Promise<void>,
): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const { db, pack } = ctx.services;
  const document = await readOwnDocument(db, ctx.actor, pack, ctx.now);
  await (document ? send(ctx, document) : saysStale(ctx));
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

/** The picture of somebody else's file, with the reader's name all over it; it leaves the chat when the look's minutes are over. */
async function sendLookCard(ctx: BotContext, [personId]: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  if (!isId(personId)) return saysStale(ctx);
  const { language, now, actor } = ctx;
  const { db, pack } = ctx.services;
  const looked = await lookAtCard(db, actor, personId, pack, now);
  if ('problem' in looked) {
    if (looked.problem === 'shown') return toast(ctx, cardShownText(language, looked.minutes), true);
    return looked.problem === 'not-found' ? saysStale(ctx) : sayBarred(ctx, looked.problem);
  }
  const { document, request, minutes } = looked;
  const reader = { name: actor.name, staffNo: actor.staffNo, now };
  const png = await makeCreditCard(cardFacts(language, document, dayOf(now), reader), spellCharacter);
  const caption = prefaced(ctx, lookCaption(language, document, minutes));
  const { message_id: messageId } = await ctx.replyWithPhoto(
    { source: Buffer.from(png), filename: `${documentFileName(language, document)}.png` },
    { caption: caption.text, parse_mode: 'HTML', protect_content: true },
  );
  const about = { requestId: request.id, subjectId: request.subjectId, minutes, what: 'card' as const };
  await noteShownFile(db, actor, { ...about, botId: ctx.botInfo.id, messageId }, now);
}

async function sendPaper(ctx: BotContext, document: FileDocument): Promise<void> {
  const { language, now } = ctx;
  const reader = { name: ctx.actor.name, staffNo: ctx.actor.staffNo, purpose: null, now };
  const pdf = await makeCreditPaper(paperFacts(language, document, reader), spellCharacter);
  await ctx.replyWithDocument(
    { source: Buffer.from(pdf), filename: `${documentFileName(language, document)}.pdf` },
    { caption: paperCaption(language, document), protect_content: true },
  );
}
