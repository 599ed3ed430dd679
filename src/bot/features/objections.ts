import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { listAnswerable } from '../../domain/credit/answer-objection.ts';
import {
  addEvidence,
  listOwnEntries,
  listOwnObjections,
  MOST_EVIDENCE,
  OBJECTION_LIMIT,
  OBJECTIONS_A_PAGE,
  objectToEntry,
  readOwnEntry,
  readOwnObjection,
} from '../../domain/credit/object-to-entry.ts';
import { readOwnSection } from '../../domain/credit/read-file.ts';
import { mayDo } from '../../domain/people/rules.ts';
import { isId } from '../../messages/callback-data.ts';
import { creditWord } from '../../messages/credit.ts';
import {
  evidenceAddedView,
  evidenceAskView,
  evidenceFullText,
  objectAskView,
  objectedView,
  objectProblemView,
  ownEntriesView,
  ownObjectionsView,
  ownObjectionView,
} from '../../messages/objections.ts';
import { keepAttachment } from '../keep-attachment.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const OBJECTION = 'objection';
const EVIDENCE = 'objection-evidence';

/** Objections to one's own file: to which record, what is said, what shows it, and how it was answered. */
export function createObjectionsFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('objection', (ctx) => showEntries(ctx, null, '0'));
  onPress(composer, 'objection.entries', (ctx, [page]) => showEntries(ctx, null, page));
  onPress(composer, 'file.object', (ctx, [section = '', page]) => showEntries(ctx, section, page));
  onPress(composer, 'file.object-to', begin);
  onPress(composer, 'objection.list', showList);
  onPress(composer, 'objection.open', showOne);
  onPress(composer, 'objection.add', askEvidence);
  return { composer, flows: { [OBJECTION]: flow, [EVIDENCE]: evidenceFlow } };
}

const pagesOf = (total: number): number => Math.ceil(total / OBJECTIONS_A_PAGE);

async function showEntries(
  ctx: BotContext,
  section: string | null,
  pageText: string | undefined,
): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const { db } = ctx.services;
  const read = section === null ? null : await readOwnSection(db, ctx.actor, section);
  if (read === undefined) return saysStale(ctx);
  const ids = read && read.entries.map(({ id }) => id);
  const page = readIndex(pageText) ?? 0;
  const { rows, total } = await listOwnEntries(db, ctx.actor, ids, page);
  if (rows.length === 0 && page > 0) return showEntries(ctx, section, '0');
  const own = (await listOwnObjections(db, ctx.actor, 0)).total;
  const answers = mayDo(ctx.actor, 'objections.answer');
  const waiting = answers ? (await listAnswerable(db, ctx.actor, ctx.now)).total : null;
  const list = { total, page, pages: pagesOf(total), section, own, waiting };
  await replace(ctx, ownEntriesView(ctx.language, rows, list));
}

const draftSchema = z.object({ id: z.string(), entryId: z.string() });

async function begin(ctx: BotContext, [entryId]: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const own = isId(entryId) ? await readOwnEntry(ctx.services.db, ctx.actor, entryId) : undefined;
  if (!own) return saysStale(ctx);
  await keepStep(ctx, OBJECTION, 'text', { id: newId(), entryId: own.entry.id }, true);
  await sayAsk(ctx, own.entry.id);
}

async function sayAsk(ctx: BotContext, entryId: string): Promise<void> {
  const own = await readOwnEntry(ctx.services.db, ctx.actor, entryId);
  if (!own) return saysStale(ctx);
  const ask = creditWord(ctx.language, 'objectAsk');
  await say(ctx, objectAskView(ctx.language, own.entry, own.objections, ask));
}

const flow: Flow = {
  text: takeObjection,
  resume: (ctx, { data }) => sayAsk(ctx, draftSchema.parse(data).entryId),
  start: (ctx) => showEntries(ctx, null, '0'),
};

async function takeObjection(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const { id, entryId } = draftSchema.parse(data);
  if (text.trim() === '' || [...text.trim()].length > OBJECTION_LIMIT)
    return say(ctx, objectProblemView(ctx.language));
  const { db, pack } = ctx.services;
  const objected = await objectToEntry(db, ctx.actor, { id, entryId, text }, pack, ctx.now);
  await (objected.ok
    ? say(ctx, objectedView(ctx.language, objected.objection, objected.told, ctx.now))
    : saysStale(ctx));
  endFlow(ctx, OBJECTION);
}

async function showList(ctx: BotContext, [pageText]: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const page = readIndex(pageText) ?? 0;
  const { rows, total } = await listOwnObjections(ctx.services.db, ctx.actor, page);
  if (rows.length === 0 && page > 0) return showList(ctx, ['0']);
  await replace(ctx, ownObjectionsView(ctx.language, rows, { total, page, pages: pagesOf(total) }));
}

async function showOne(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const own = isId(id) ? await readOwnObjection(ctx.services.db, ctx.actor, id) : undefined;
  await (own
    ? replace(ctx, ownObjectionView(ctx.language, own.objection, own.entry, ctx.now))
    : saysStale(ctx));
}

const evidenceSchema = z.object({ id: z.string(), fileId: z.string(), objectionId: z.string() });

async function askEvidence(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const own = isId(id) ? await readOwnObjection(ctx.services.db, ctx.actor, id) : undefined;
  if (!own) return saysStale(ctx);
  const { verdict, evidence } = own.objection;
  if (verdict !== null || evidence >= MOST_EVIDENCE) return toast(ctx, evidenceFullText(ctx.language), true);
  const draft = { id: newId(), fileId: newId(), objectionId: own.objection.id };
  await keepStep(ctx, EVIDENCE, 'file', draft, true);
  await say(ctx, evidenceAskView(ctx.language));
}

const evidenceFlow: Flow = {
  text: (ctx) => say(ctx, evidenceAskView(ctx.language, 'addProblem')),
  file: takeEvidence,
  resume: (ctx) => say(ctx, evidenceAskView(ctx.language)),
};

async function takeEvidence(ctx: BotContext, { data }: Conversation): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const draft = evidenceSchema.parse(data);
  const kept = await keepAttachment(ctx, draft.fileId);
  if (!kept.ok) {
    const words = { 'too-big': 'addTooBig', lost: 'addLost', 'not-text': 'addProblem' } as const;
    return say(ctx, evidenceAskView(ctx.language, words[kept.problem]));
  }
  const added = await addEvidence(ctx.services.db, ctx.actor, draft, ctx.now);
  const own = await readOwnObjection(ctx.services.db, ctx.actor, draft.objectionId);
  await (added && own
    ? say(ctx, evidenceAddedView(ctx.language, draft.objectionId, own.objection.evidence))
    : toast(ctx, evidenceFullText(ctx.language), true));
  endFlow(ctx, EVIDENCE);
}
