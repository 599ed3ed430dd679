import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { MOST_SEATS, planClass } from '../../domain/classes/plan-class.ts';
import { readMinutes, TITLE_LIMIT } from '../../domain/meetings/meeting-rules.ts';
import { findStartProblem, listUnitsToMeet } from '../../domain/meetings/plan-meeting.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { readTime } from '../../domain/schedule/read-time.ts';
import { readAmount } from '../../domain/study/read-amount.ts';
import { isId } from '../../messages/callback-data.ts';
import { classPlannedView } from '../../messages/class-plan.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import {
  ask,
  CLASS_FLOW,
  classDraftSchema,
  findUntilProblem,
  nextStep,
  TEXT_LIMITS,
  type ClassDraft,
} from '../classes/ask.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, explainStep, saysStale, stampOf, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { replace, say } from '../reply.ts';

/** How an organiser plans a class: unit, words, time, length, place, seats, last day, hours, preview → the offer to everybody. */
export function createClassesPlanFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'class.new', begin);
  const onStep = createOnStep(composer, {
    name: CLASS_FLOW,
    flow,
    action: 'meetings.hold',
    draft: classDraftSchema,
  });
  onStep('class.unit', ['unit', 'title'], async (ctx, draft, [unitId]) => {
    const units = await listUnitsToMeet(ctx.services.db, ctx.actor);
    if (!isId(unitId) || !units.some(({ id }) => id === unitId)) return saysStale(ctx);
    await ask(ctx, 'title', { ...draft, unitId });
  });
  onStep('class.time', ['time', 'length'], (ctx, draft, [at]) => takeTime(ctx, draft, timeOf(at)));
  onStep('class.length', ['length', 'place'], (ctx, draft, [text = '']) => takeLength(ctx, draft, text));
  onStep('class.seats', ['seats', 'until'], (ctx, draft, [text = '']) => takeSeats(ctx, draft, text));
  onStep('class.until', ['until', 'hours'], (ctx, draft, [at]) => takeUntil(ctx, draft, timeOf(at)));
  onStep('class.hours', ['hours', 'preview'], (ctx, draft, [text = '']) => takeHours(ctx, draft, text));
  onStep('class.change', ['preview', 'unit'], (ctx, draft) => ask(ctx, 'unit', draft));
  onStep('class.send', ['preview'], send);
  return { composer, flows: { [CLASS_FLOW]: flow } };
}

const flow: Flow = {
  text: takeText,
  resume: (ctx, { step, data }) => ask(ctx, step, classDraftSchema.parse(data)),
  start: begin,
};
const timeOf = (seconds: string | undefined): Date => new Date((readIndex(seconds) ?? 0) * 1000);

async function begin(ctx: BotContext): Promise<void> {
  if (await allow(ctx, 'meetings.hold'))
    await ask(ctx, 'unit', classDraftSchema.parse({ id: newId() }), undefined, true);
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'meetings.hold'))) return;
  const { step, data } = conversation;
  const draft = classDraftSchema.parse(data);
  if (step === 'length') return takeLength(ctx, draft, text);
  if (step === 'seats') return takeSeats(ctx, draft, text);
  if (step === 'hours') return takeHours(ctx, draft, text);
  if (step === 'time' || step === 'until') {
    const time = readTime(text, ctx.now);
    if (!time) return ask(ctx, step, draft, { text });
    return step === 'time' ? takeTime(ctx, draft, time) : takeUntil(ctx, draft, time);
  }
  if (step === 'title' || step === 'about' || step === 'place') return takeLine(ctx, step, draft, text);
  await explainStep(ctx, flow, conversation, 'useButtons');
}

async function takeLine(
  ctx: BotContext,
  step: 'title' | 'about' | 'place',
  draft: ClassDraft,
  text: string,
): Promise<void> {
  const line = text.trim().replace(/\s+/g, ' ');
  if (line === '' || [...line].length > (TEXT_LIMITS[step] ?? TITLE_LIMIT))
    return ask(ctx, step, draft, { text: line });
  const problem = findTextProblem(line);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, CLASS_FLOW));
  await ask(ctx, nextStep(step), { ...draft, [step]: line });
}

function takeTime(ctx: BotContext, draft: ClassDraft, startsAt: Date): Promise<void> {
  const problem = findStartProblem(startsAt, ctx.now);
  return problem
    ? ask(ctx, 'time', draft, problem)
    : ask(ctx, 'length', { ...draft, startsAt: startsAt.toISOString() });
}

function takeLength(ctx: BotContext, draft: ClassDraft, text: string): Promise<void> {
  const minutes = readMinutes(text);
  return minutes === undefined
    ? ask(ctx, 'length', draft, { text })
    : ask(ctx, 'place', { ...draft, minutes });
}

function takeSeats(ctx: BotContext, draft: ClassDraft, text: string): Promise<void> {
  const number = /^(\d{1,4})\D{0,6}$/u.exec(text.normalize('NFKC').trim())?.[1];
  const seats = Number(number);
  return number === undefined || seats < 1 || seats > MOST_SEATS
    ? ask(ctx, 'seats', draft, { text })
    : ask(ctx, 'until', { ...draft, seats });
}

function takeUntil(ctx: BotContext, draft: ClassDraft, until: Date): Promise<void> {
  const problem = findUntilProblem(until, draft, ctx.now);
  return problem
    ? ask(ctx, 'until', draft, problem)
    : ask(ctx, 'hours', { ...draft, signUpUntil: until.toISOString() });
}

function takeHours(ctx: BotContext, draft: ClassDraft, text: string): Promise<void> {
  const { conversion, mostHours } = ctx.services.pack.hourRecords;
  const hours = text === '0' ? 0 : readAmount(text, conversion);
  return hours === undefined || hours > mostHours
    ? ask(ctx, 'hours', draft, { text })
    : ask(ctx, 'preview', { ...draft, hours });
}

async function send(ctx: BotContext, draft: ClassDraft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const times = { startsAt: new Date(draft.startsAt), signUpUntil: new Date(draft.signUpUntil) };
  const planned = await planClass(db, ctx.actor, { ...draft, ...times }, pack, ctx.now);
  if (!planned.ok) {
    if (planned.problem === 'past') return ask(ctx, 'time', draft, 'past');
    return planned.problem === 'nobody' ? ask(ctx, 'unit', draft, 'nobody') : saysStale(ctx);
  }
  await replace(ctx, classPlannedView(ctx.language, draft.id, planned));
  endFlow(ctx, CLASS_FLOW);
}
