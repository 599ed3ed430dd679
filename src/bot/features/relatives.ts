import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import {
  declareRelative,
  findNamedRelative,
  readRelatives,
  readWithdrawable,
  RELATIONS_A_PAGE,
  withdrawRelative,
} from '../../domain/people/declare-relatives.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  notYoursText,
  relativeDoneView,
  relativeKindView,
  relativePreview,
  relativesView,
  relativeWhoView,
  withdrawRelativeView,
} from '../../messages/relatives.ts';
import type { BotContext } from '../context.ts';
import {
  allow,
  endFlow,
  explainStep,
  keepStep,
  saysStale,
  stampOf,
  type Feature,
  type Flow,
} from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { replace, toast } from '../reply.ts';

const FLOW = 'relatives';
const draftSchema = z.object({
  id: z.string(),
  personId: z.string(),
  personName: z.string(),
  relativeId: z.string().default(''),
  /** As it was typed: what the roster says of somebody is not shown to who only guesses. */
  relativeName: z.string().default(''),
  kind: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** Relatives, who keep out of each other's files: one's own, and (for an administrator) somebody's. */
export function createRelativesFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('relatives', (ctx) => showList(ctx, [ctx.actor.personId, '0']));
  onPress(composer, 'relatives.list', showList);
  onPress(composer, 'relatives.new', begin);
  onPress(composer, 'relatives.withdraw', async (ctx, [id]) => {
    if (!(await allow(ctx, 'relatives.declare'))) return;
    if (!isId(id)) return saysStale(ctx);
    const relation = await readWithdrawable(ctx.services.db, ctx.actor, id, ctx.now);
    if (!relation) return saysStale(ctx);
    await (relation === 'not-yours'
      ? toast(ctx, notYoursText(ctx.language), true)
      : replace(ctx, withdrawRelativeView(ctx.language, relation)));
  });
  onPress(composer, 'relatives.withdraw-now', async (ctx, [id]) => {
    if (!(await allow(ctx, 'relatives.declare'))) return;
    const { db } = ctx.services;
    const relation = isId(id) ? await withdrawRelative(db, ctx.actor, id, ctx.now) : undefined;
    await (relation
      ? replace(ctx, relativeDoneView(ctx.language, 'withdrawn', relation.personId))
      : saysStale(ctx));
  });
  const onStep = createOnStep(composer, {
    name: FLOW,
    flow,
    action: 'relatives.declare',
    draft: draftSchema,
  });
  onStep('relatives.kind', ['kind', 'preview'], async (ctx, draft, [kind = '']) => {
    const isKnown = ctx.services.pack.recusal.relatives.some(({ id }) => id === kind);
    await (isKnown ? showPreview(ctx, { ...draft, kind }) : saysStale(ctx));
  });
  onStep('relatives.submit', ['preview'], submit);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: (ctx) => begin(ctx, [ctx.actor.personId]) };

const isOwn = (ctx: BotContext, { personId }: { personId: string }): boolean =>
  personId === ctx.actor.personId;

async function showList(ctx: BotContext, [personId, pageText]: string[]): Promise<void> {
  if (!(await allow(ctx, 'relatives.declare'))) return;
  const page = readIndex(pageText) ?? 0;
  const read = isId(personId)
    ? await readRelatives(ctx.services.db, ctx.actor, personId, page, ctx.now)
    : undefined;
  if (!read || !isId(personId)) return saysStale(ctx);
  const { rows, total } = read;
  const name = isOwn(ctx, { personId }) ? null : read.name;
  const pages = Math.ceil(total / RELATIONS_A_PAGE);
  const list = { personId, name, rows, total, page, pages };
  await replace(ctx, relativesView(ctx.language, list, ctx.services.pack.recusal));
}

async function begin(ctx: BotContext, [personId]: string[]): Promise<void> {
  if (!(await allow(ctx, 'relatives.declare'))) return;
  const read = isId(personId)
    ? await readRelatives(ctx.services.db, ctx.actor, personId, 0, ctx.now)
    : undefined;
  if (!read || !isId(personId)) return saysStale(ctx);
  await askWho(ctx, draftSchema.parse({ id: newId(), personId, personName: read.name }), undefined, true);
}

async function askWho(
  ctx: BotContext,
  draft: Draft,
  problem?: 'whoProblem' | 'whoSelf',
  begins = false,
): Promise<void> {
  await keepStep(ctx, FLOW, 'who', draft, begins);
  await replace(ctx, relativeWhoView(ctx.language, isOwn(ctx, draft) ? null : draft.personName, problem));
}

async function askKind(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'kind', draft);
  await replace(ctx, relativeKindView(ctx.language, draft.relativeName, ctx.services.pack.recusal));
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'preview', draft);
  await replace(ctx, relativePreview(ctx.language, draft, ctx.services.pack.recusal, stampOf(draft)));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'relatives.declare'))) return;
  if (conversation.step !== 'who') return explainStep(ctx, flow, conversation, 'useButtons');
  const draft = draftSchema.parse(conversation.data);
  const relativeId = await findNamedRelative(ctx.services.db, text);
  if (relativeId === undefined) return askWho(ctx, draft, 'whoProblem');
  if (relativeId === draft.personId) return askWho(ctx, draft, 'whoSelf');
  const relativeName = text.trim().replace(/[\s,，、]+/gu, ' ');
  await askKind(ctx, { ...draft, relativeId, relativeName });
}

async function submit(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const declared = await declareRelative(db, ctx.actor, draft, pack, ctx.now);
  if (!declared) return saysStale(ctx);
  await replace(ctx, relativeDoneView(ctx.language, 'declared', draft.personId));
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'who') return askWho(ctx, draft);
  await (step === 'kind' ? askKind(ctx, draft) : showPreview(ctx, draft));
}
