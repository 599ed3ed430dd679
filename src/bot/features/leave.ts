import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import {
  askLeave,
  endLeave,
  leaveReasons,
  readOwnLeave,
  withdrawLeave,
} from '../../domain/people/ask-leave.ts';
import { countWaitingLeave } from '../../domain/people/decide-leave.ts';
import { findLeaveProblem, monthsLater } from '../../domain/people/leave-rules.ts';
import { mayDo } from '../../domain/people/rules.ts';
import { addDays, dayOf } from '../../domain/schedule/calendar.ts';
import { readDay, readPastDay } from '../../domain/schedule/read-time.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  leaveEndAskView,
  leaveFromView,
  leavePreview,
  leaveReasonView,
  leaveUntilView,
  leaveWordView,
  ownLeaveView,
  type DayProblemView,
} from '../../messages/leave.ts';
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
import { replace } from '../reply.ts';

const FLOW = 'leave';
const draftSchema = z.object({
  id: z.string(),
  reason: z.string().default(''),
  startsOn: z.string().default(''),
  endsOn: z.string().nullable().default(null),
});
type Draft = z.infer<typeof draftSchema>;

/** Leave and exemption of one's own: how it stands, asking for it (ground → from → until → preview), taking it back. */
export function createLeaveFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('leave', show);
  onPress(composer, 'leave.open', show);
  onPress(composer, 'leave.new', begin);
  onPress(composer, 'leave.withdraw', async (ctx, [id]) => {
    if (!(await allow(ctx, 'leave.ask'))) return;
    const done = isId(id) ? await withdrawLeave(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
    await (done ? replace(ctx, leaveWordView(ctx.language, 'withdrawn')) : saysStale(ctx));
  });
  onPress(composer, 'leave.end', async (ctx, [id]) => {
    if (!(await allow(ctx, 'leave.ask'))) return;
    const { exemption } = await readOwnLeave(ctx.services.db, ctx.actor, ctx.now);
    await (exemption && exemption.id === id
      ? replace(ctx, leaveEndAskView(ctx.language, id))
      : saysStale(ctx));
  });
  onPress(composer, 'leave.end-now', async (ctx, [id]) => {
    if (!(await allow(ctx, 'leave.ask'))) return;
    const ended = isId(id) && (await endLeave(ctx.services.db, ctx.actor, id, ctx.now));
    await (ended ? replace(ctx, leaveWordView(ctx.language, 'ended')) : saysStale(ctx));
  });
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'leave.ask', draft: draftSchema });
  onStep('leave.reason', ['reason', 'from'], (ctx, draft, [reason = '']) =>
    leaveReasons(ctx.services.pack).some(({ id }) => id === reason)
      ? askFrom(ctx, { ...draft, reason })
      : saysStale(ctx),
  );
  onStep('leave.from', ['from', 'until'], (ctx, draft, [ahead]) => {
    const days = readIndex(ahead);
    return days === 0 || days === 1
      ? askUntil(ctx, { ...draft, startsOn: addDays(dayOf(ctx.now), days) })
      : saysStale(ctx);
  });
  onStep('leave.until', ['until', 'preview'], (ctx, draft, [part]) => {
    const months = readIndex(part);
    if (months === undefined || months > 12) return saysStale(ctx);
    return takeUntil(ctx, draft, months === 0 ? null : monthsLater(draft.startsOn, months));
  });
  onStep('leave.change', ['preview', 'reason'], (ctx, draft) => askReason(ctx, draft));
  onStep('leave.submit', ['preview'], submit);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: begin };

async function show(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'leave.ask'))) return;
  const { db, pack } = ctx.services;
  const own = await readOwnLeave(db, ctx.actor, ctx.now);
  const waiting = mayDo(ctx.actor, 'leave.decide') ? await countWaitingLeave(db, ctx.actor, ctx.now) : null;
  await replace(ctx, ownLeaveView(ctx.language, { ...own, waiting, today: dayOf(ctx.now) }, pack.exemptions));
}

async function begin(ctx: BotContext): Promise<void> {
  if (await allow(ctx, 'leave.ask')) await askReason(ctx, draftSchema.parse({ id: newId() }), true);
}

async function askReason(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  await keepStep(ctx, FLOW, 'reason', draft, begins);
  await replace(ctx, leaveReasonView(ctx.language, leaveReasons(ctx.services.pack)));
}

async function askFrom(ctx: BotContext, draft: Draft, problem?: DayProblemView): Promise<void> {
  await keepStep(ctx, FLOW, 'from', draft);
  await replace(ctx, leaveFromView(ctx.language, problem));
}

async function askUntil(ctx: BotContext, draft: Draft, problem?: DayProblemView): Promise<void> {
  await keepStep(ctx, FLOW, 'until', draft);
  await replace(ctx, leaveUntilView(ctx.language, problem));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'leave.ask'))) return;
  const draft = draftSchema.parse(conversation.data);
  if (conversation.step === 'from') {
    const startsOn = nearestDay(text, ctx.now);
    if (startsOn === undefined) return askFrom(ctx, draft, { text });
    const problem = findLeaveProblem({ startsOn, endsOn: null }, dayOf(ctx.now));
    return problem ? askFrom(ctx, draft, problem) : askUntil(ctx, { ...draft, startsOn });
  }
  if (conversation.step === 'until') {
    const endsOn = readDay(text, ctx.now);
    return endsOn === undefined ? askUntil(ctx, draft, { text }) : takeUntil(ctx, draft, endsOn);
  }
  await explainStep(ctx, flow, conversation, 'useButtons');
}

/** A day without its year is one of the last weeks, where it may be, else the next such day. */
function nearestDay(text: string, now: Date): string | undefined {
  const past = readPastDay(text, now);
  const recent = past !== undefined && !findLeaveProblem({ startsOn: past, endsOn: null }, dayOf(now));
  return recent ? past : (readDay(text, now) ?? past);
}

async function takeUntil(ctx: BotContext, draft: Draft, endsOn: string | null): Promise<void> {
  const problem = findLeaveProblem({ ...draft, endsOn }, dayOf(ctx.now));
  await (problem ? askUntil(ctx, draft, problem) : showPreview(ctx, { ...draft, endsOn }));
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'preview', draft);
  await replace(ctx, leavePreview(ctx.language, draft, ctx.services.pack.exemptions, stampOf(draft)));
}

async function submit(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const asked = await askLeave(ctx.services.db, ctx.actor, draft, ctx.services.pack, ctx.now);
  if (!asked.ok) {
    const { problem } = asked;
    if (problem === 'not-found') return saysStale(ctx);
    if (problem === 'not-after') return askUntil(ctx, draft, problem);
    if (problem !== 'waiting') return askFrom(ctx, draft, problem);
  }
  const word = !asked.ok ? 'waitingBefore' : asked.told ? 'asked' : 'askedNobody';
  await replace(ctx, leaveWordView(ctx.language, word));
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'reason') return askReason(ctx, draft);
  if (step === 'from') return askFrom(ctx, draft);
  await (step === 'until' ? askUntil(ctx, draft) : showPreview(ctx, draft));
}
