import { readPool } from '../../domain/exams/call-exam.ts';
import { itemsOf, MINUTES, paperOf, usualMinutes } from '../../domain/exams/exam-rules.ts';
import { itemsAskView, minutesAskView, whatAskView } from '../../messages/exam-call.ts';
import type { BotContext } from '../context.ts';
import { saysStale } from '../flow.ts';
import { readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';
import { keepDraft, type Draft, type Step } from './draft.ts';
import { askOpens } from './when.ts';

export async function askWhat(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  await keepDraft(ctx, 'what', draft, begins);
  const topics = ctx.services.pack.quizTopics.map(({ id, name }) => ({ id, name: name[ctx.language] }));
  await replace(ctx, whatAskView(ctx.language, topics));
}

/** Everything, or one group of topics. */
export const chooseTopic: Step = (ctx, draft, [topic = '']) => {
  if (topic === 'all') return askItems(ctx, { ...draft, topic: null });
  const isKnown = ctx.services.pack.quizTopics.some(({ id }) => id === topic);
  return isKnown ? askItems(ctx, { ...draft, topic }) : saysStale(ctx);
};

export async function askItems(
  ctx: BotContext,
  draft: Draft,
  problem?: { text: string } | { wanted: number; there: number },
): Promise<void> {
  const { pack, db } = ctx.services;
  const bounds = itemsOf(pack.quizPresets.exam);
  await keepDraft(ctx, 'items', draft);
  const paper = paperOf(pack, draft.topic, bounds.most);
  const pool = paper ? (await readPool(db, paper)).pool : 0;
  await replace(ctx, itemsAskView(ctx.language, { pool, ...bounds }, problem));
}

export const pressItems: Step = (ctx, draft, [n]) => takeItems(ctx, draft, n ?? '');
export const typeItems = (ctx: BotContext, draft: Draft, text: string): Promise<void> =>
  takeItems(ctx, draft, text);

/** A number within the bounds of the preset, for which there are questions enough. */
async function takeItems(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const { pack, db } = ctx.services;
  const { least, most } = itemsOf(pack.quizPresets.exam);
  const items = numberIn(text);
  if (items === undefined || items < least || items > most) return askItems(ctx, draft, { text });
  const paper = paperOf(pack, draft.topic, items);
  const short = paper && (await readPool(db, paper)).short;
  if (short) return askItems(ctx, draft, short);
  await askMinutes(ctx, { ...draft, items, minutes: usualMinutes(pack.quizPresets.exam, items) });
}

export async function askMinutes(ctx: BotContext, draft: Draft, problem?: string): Promise<void> {
  await keepDraft(ctx, 'minutes', draft);
  await replace(ctx, minutesAskView(ctx.language, draft.minutes, MINUTES, problem));
}

export const pressMinutes: Step = (ctx, draft, [n]) => typeMinutes(ctx, draft, n ?? '');
export async function typeMinutes(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const minutes = numberIn(text);
  if (minutes === undefined || minutes < MINUTES.least || minutes > MINUTES.most)
    return askMinutes(ctx, draft, text);
  await askOpens(ctx, { ...draft, minutes });
}

/** "20", with or without a word behind it. */
const numberIn = (text: string): number | undefined =>
  readIndex(/^(\d{1,4})(?!\d)\P{N}*$/u.exec(text.normalize('NFKC').trim())?.[1]);
