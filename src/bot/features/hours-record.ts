import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { addDays, dayOf } from '../../domain/schedule/calendar.ts';
import { readPastDay } from '../../domain/schedule/read-time.ts';
import { readOwnEntry } from '../../domain/study/own-hours.ts';
import { readAmount } from '../../domain/study/read-amount.ts';
import { findDayProblem, isCorrectable, recordHours, TOPIC_LIMIT } from '../../domain/study/record-hours.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  amountAskView,
  dayAskView,
  evidenceAskView,
  hourPreview,
  hourRecordedView,
  topicAskView,
} from '../../messages/hours-record.ts';
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
import { createOnStep } from '../on-step.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';

const FLOW = 'hours';
const draftSchema = z.object({
  id: z.string(),
  replaces: z.string().nullable().default(null),
  evidence: z.string().default(''),
  day: z.string().default(''),
  hours: z.number().default(0),
  topic: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** How somebody records their own study: kind → day → amount → topic → preview. A correction goes the same way. */
export function createHoursRecordFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'hours.new', begin);
  onPress(composer, 'hours.correct', beginCorrection);
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'hours.own', draft: draftSchema });
  onStep('hours.kind', ['kind', 'day'], (ctx, draft, [evidence = '']) =>
    ctx.services.pack.hourRecords.evidence.some(({ id }) => id === evidence)
      ? askDay(ctx, { ...draft, evidence })
      : saysStale(ctx),
  );
  onStep('hours.day', ['day', 'amount'], (ctx, draft, [back]) => {
    const days = readIndex(back);
    return days === 0 || days === 1
      ? askAmount(ctx, { ...draft, day: addDays(dayOf(ctx.now), -days) })
      : saysStale(ctx);
  });
  onStep('hours.amount', ['amount', 'topic'], (ctx, draft, [id]) => {
    const line = ctx.services.pack.hourRecords.conversion.find((one) => one.id === id);
    return line ? askTopic(ctx, { ...draft, hours: line.hours }) : saysStale(ctx);
  });
  onStep('hours.change', ['preview', 'kind'], (ctx, draft) => askKind(ctx, draft));
  onStep('hours.submit', ['preview'], submit);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: begin };

async function begin(ctx: BotContext): Promise<void> {
  if (await allow(ctx, 'hours.own')) await askKind(ctx, draftSchema.parse({ id: newId() }), true);
}

async function beginCorrection(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'hours.own'))) return;
  const entry = isId(id) ? await readOwnEntry(ctx.services.db, ctx.actor, id) : undefined;
  if (!isCorrectable(entry)) return saysStale(ctx);
  await askKind(ctx, draftSchema.parse({ id: newId(), replaces: entry.id }), true);
}

const replacedBy = async (ctx: BotContext, { replaces }: Draft) =>
  replaces === null ? undefined : readOwnEntry(ctx.services.db, ctx.actor, replaces);

async function askKind(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  const { hourRecords, hours } = ctx.services.pack;
  const counting = hours.flatMap(({ counts }) => counts);
  await keepStep(ctx, FLOW, 'kind', draft, begins);
  const before = await replacedBy(ctx, draft);
  await replace(ctx, evidenceAskView(ctx.language, hourRecords.evidence, counting, before));
}

async function askDay(
  ctx: BotContext,
  draft: Draft,
  problem?: Parameters<typeof dayAskView>[1],
): Promise<void> {
  await keepStep(ctx, FLOW, 'day', draft);
  await replace(ctx, dayAskView(ctx.language, problem));
}

async function askAmount(
  ctx: BotContext,
  draft: Draft,
  problem?: Parameters<typeof amountAskView>[2],
): Promise<void> {
  await keepStep(ctx, FLOW, 'amount', draft);
  await replace(ctx, amountAskView(ctx.language, ctx.services.pack.hourRecords.conversion, problem));
}

async function askTopic(ctx: BotContext, draft: Draft, problem = false): Promise<void> {
  await keepStep(ctx, FLOW, 'topic', draft);
  await replace(ctx, topicAskView(ctx.language, problem));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'hours.own'))) return;
  const { step, data } = conversation;
  const draft = draftSchema.parse(data);
  const { conversion, mostHours } = ctx.services.pack.hourRecords;
  if (step === 'day') {
    const day = readPastDay(text, ctx.now);
    if (day === undefined) return askDay(ctx, draft, { text });
    const problem = findDayProblem(day, ctx.now);
    return problem ? askDay(ctx, draft, problem) : askAmount(ctx, { ...draft, day });
  }
  if (step === 'amount') {
    const hours = readAmount(text, conversion);
    if (hours === undefined) return askAmount(ctx, draft, { text });
    return hours > mostHours
      ? askAmount(ctx, draft, { most: mostHours })
      : askTopic(ctx, { ...draft, hours });
  }
  if (step === 'topic') return takeTopic(ctx, draft, text.trim().replace(/\s+/g, ' '));
  await explainStep(ctx, flow, conversation, 'useButtons');
}

async function takeTopic(ctx: BotContext, draft: Draft, topic: string): Promise<void> {
  if (topic === '' || [...topic].length > TOPIC_LIMIT) return askTopic(ctx, draft, true);
  const problem = findTextProblem(topic);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await showPreview(ctx, { ...draft, topic });
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'preview', draft);
  const before = await replacedBy(ctx, draft);
  const { evidence } = ctx.services.pack.hourRecords;
  await replace(ctx, hourPreview(ctx.language, draft, evidence, stampOf(draft), before));
}

async function submit(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const recorded = await recordHours(db, ctx.actor, draft, pack, ctx.now);
  if (!recorded.ok) {
    const { problem } = recorded;
    if (problem === 'future' || problem === 'other-year') return askDay(ctx, draft, problem);
    if (problem !== 'recorded-before') return saysStale(ctx);
  }
  await replace(ctx, hourRecordedView(ctx.language, recorded.ok ? 'recorded' : 'recordedBefore'));
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'kind') return askKind(ctx, draft);
  if (step === 'day') return askDay(ctx, draft);
  if (step === 'amount') return askAmount(ctx, draft);
  await (step === 'topic' ? askTopic(ctx, draft) : showPreview(ctx, draft));
}
