import { Composer } from 'telegraf';
import { makeCreditCard } from '../../documents/credit-card.ts';
import type { FileDocument } from '../../domain/credit/document-rules.ts';
import { readDocument, readOwnDocument } from '../../domain/credit/read-document.ts';
import { findPerson } from '../../domain/people/find-people.ts';
import { spellCharacter } from '../../domain/people/name-pinyin.ts';
import { dayOf } from '../../domain/schedule/calendar.ts';
import { isId } from '../../messages/callback-data.ts';
import { purposeView } from '../../messages/credit.ts';
import { cardCaption, cardFacts, documentFileName } from '../../messages/credit-card.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { fitsCaption, prefaced, say, sayAsIs } from '../reply.ts';

/** A file as a picture: one's own, or one that was opened for a purpose. */
export function createFileDocumentsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'file.card', (ctx, [personId]) => showCard(ctx, personId));
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
