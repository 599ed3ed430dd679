import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findContentProblem } from '../../domain/notices/content-rules.ts';
import { findPeople, findPerson, type Person } from '../../domain/people/find-people.ts';
import { recordSanction } from '../../domain/sanctions/record.ts';
import { findSanctionDayProblem, lastDayInEffect, sanctionKind } from '../../domain/sanctions/rules.ts';
import { readDocumentNo, readOrgan } from '../../domain/sanctions/read-decision.ts';
import { dayOf } from '../../domain/schedule/calendar.ts';
import { readPastDay } from '../../domain/schedule/read-time.ts';
import { isId } from '../../messages/callback-data.ts';
import { searchView } from '../../messages/roster.ts';
import {
  sanctionDayView,
  sanctionKindView,
  sanctionNumberView,
  sanctionOrganView,
  sanctionPreview,
  sanctionRecordedView,
  sanctionWhoView,
  sanctionWord,
} from '../../messages/sanctions.ts';
import { textProblemView } from '../../messages/text-problem.ts';
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
import { onPress } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'sanction';
const ACTION = 'sanctions.record';
const draftSchema = z.object({
  id: z.string(),
  personId: z.string().default(''),
  kind: z.string().default(''),
  organ: z.string().default(''),
  documentNo: z.string().default(''),
  decidedOn: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** How a sanction is recorded from its document: person → kind → organ → number → day → preview. */
export function createSanctionsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'sanction.new', begin);
  const onStep = createOnStep(composer, { name: FLOW, flow, action: ACTION, draft: draftSchema });
  onStep('sanction.who', ['who', 'kind'], (ctx, draft, [personId]) => {
    if (personId === ctx.actor.personId) return toast(ctx, sanctionWord(ctx.language, 'own'), true);
    return isId(personId) ? askKind(ctx, { ...draft, personId }) : saysStale(ctx);
  });
  onStep('sanction.kind', ['kind', 'organ'], (ctx, draft, [kind = '']) =>
    sanctionKind(ctx.services.pack, kind) ? askOrgan(ctx, { ...draft, kind }) : saysStale(ctx),
  );
  onStep('sanction.change', ['preview', 'kind'], (ctx, draft) => askKind(ctx, draft));
  onStep('sanction.send', ['preview'], send);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: begin };

async function begin(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  await keepStep(ctx, FLOW, 'who', draftSchema.parse({ id: newId() }), true);
  await replace(ctx, sanctionWhoView(ctx.language));
}

const subjectOf = (ctx: BotContext, { personId }: Draft): Promise<Person | undefined> =>
  findPerson(ctx.services.db, ctx.actor, ACTION, personId, ctx.now);

async function askKind(ctx: BotContext, draft: Draft): Promise<void> {
  const person = await subjectOf(ctx, draft);
  if (!person) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'kind', draft);
  await replace(ctx, sanctionKindView(ctx.language, person.name, ctx.services.pack.sanctions));
}

async function askOrgan(ctx: BotContext, draft: Draft, problem = false): Promise<void> {
  await keepStep(ctx, FLOW, 'organ', draft);
  await replace(ctx, sanctionOrganView(ctx.language, problem));
}

async function askNumber(ctx: BotContext, draft: Draft, problem?: string): Promise<void> {
  await keepStep(ctx, FLOW, 'number', draft);
  await replace(ctx, sanctionNumberView(ctx.language, problem));
}

async function askDay(
  ctx: BotContext,
  draft: Draft,
  problem?: Parameters<typeof sanctionDayView>[1],
): Promise<void> {
  await keepStep(ctx, FLOW, 'day', draft);
  await replace(ctx, sanctionDayView(ctx.language, problem));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const { step, data } = conversation;
  const draft = draftSchema.parse(data);
  if (step === 'who') {
    const { people, more } = await findPeople(ctx.services.db, ctx.actor, ACTION, text, ctx.now);
    const others = people.filter((person) => person.id !== ctx.actor.personId);
    return say(ctx, searchView(ctx.language, text, others, more, 'sanction.who'));
  }
  if (step === 'organ') return takeOrgan(ctx, draft, text);
  if (step === 'number') {
    const documentNo = readDocumentNo(text);
    return documentNo === undefined ? askNumber(ctx, draft, text) : askDay(ctx, { ...draft, documentNo });
  }
  if (step === 'day') return takeDay(ctx, draft, text);
  await explainStep(ctx, flow, conversation, 'useButtons');
}

async function takeOrgan(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const problem = findContentProblem(text);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  const organ = readOrgan(text);
  await (organ === undefined ? askOrgan(ctx, draft, true) : askNumber(ctx, { ...draft, organ }));
}

async function takeDay(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const kind = sanctionKind(ctx.services.pack, draft.kind);
  if (!kind) return askKind(ctx, draft);
  const decidedOn = readPastDay(text, ctx.now);
  if (decidedOn === undefined) return askDay(ctx, draft, { text });
  const problem = findSanctionDayProblem(decidedOn, kind.months, dayOf(ctx.now));
  await (problem ? askDay(ctx, draft, problem) : showPreview(ctx, { ...draft, decidedOn }));
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const person = await subjectOf(ctx, draft);
  const kind = sanctionKind(ctx.services.pack, draft.kind);
  if (!person || !kind) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'preview', draft);
  const said = {
    ...draft,
    personName: person.name,
    unitName: person.unitName,
    kindName: kind.name,
    effectiveUntil: lastDayInEffect(draft.decidedOn, kind.months),
  };
  await replace(ctx, sanctionPreview(ctx.language, said, stampOf(draft)));
}

async function send(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const done = await recordSanction(db, ctx.actor, draft, pack, ctx.now);
  if (!done.ok && done.problem !== 'recorded-before' && done.problem !== 'relative') return saysStale(ctx);
  await replace(ctx, sanctionRecordedView(ctx.language, wordFor(done)));
  endFlow(ctx, FLOW);
}

function wordFor(done: Awaited<ReturnType<typeof recordSanction>>) {
  if (!done.ok) return done.problem === 'relative' ? 'relative' : 'sameDocument';
  if (!done.first) return 'recordedBefore';
  return done.told ? 'recorded' : 'recordedNobody';
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'who') return replace(ctx, sanctionWhoView(ctx.language));
  if (step === 'kind') return askKind(ctx, draft);
  if (step === 'organ') return askOrgan(ctx, draft);
  if (step === 'number') return askNumber(ctx, draft);
  await (step === 'day' ? askDay(ctx, draft) : showPreview(ctx, draft));
}
