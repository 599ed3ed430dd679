import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findKind, readMinutes, TITLE_LIMIT } from '../../domain/meetings/meeting-rules.ts';
import { findStartProblem, listUnitsToMeet, planMeeting } from '../../domain/meetings/plan-meeting.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { readTime } from '../../domain/schedule/read-time.ts';
import { isId } from '../../messages/callback-data.ts';
import { meetingPlannedView } from '../../messages/meeting-plan.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import {
  askKind,
  askLength,
  askPlace,
  askTime,
  askTitle,
  askUnit,
  MEETING_FLOW,
  meetingDraftSchema,
  planOf,
  showPreview,
  type MeetingDraft,
} from '../meetings/ask.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, explainStep, saysStale, stampOf, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { replace, say } from '../reply.ts';

/** How an organiser plans one: kind → unit → title → time → length → place → preview → word to everybody expected. */
export function createMeetingsPlanFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'meeting.new', begin);
  const onStep = createOnStep(composer, {
    name: MEETING_FLOW,
    flow,
    action: 'meetings.hold',
    draft: meetingDraftSchema,
  });
  onStep('meeting.kind', ['kind', 'unit'], (ctx, draft, [kind = '']) =>
    findKind(ctx.services.pack, kind) ? askUnit(ctx, { ...draft, kind }) : saysStale(ctx),
  );
  onStep('meeting.unit', ['unit', 'title'], takeUnit);
  onStep('meeting.time', ['time', 'length'], (ctx, draft, [seconds]) =>
    takeTime(ctx, draft, new Date((readIndex(seconds) ?? 0) * 1000)),
  );
  onStep('meeting.length', ['length', 'place'], (ctx, draft, [text = '']) => takeLength(ctx, draft, text));
  onStep('meeting.change', ['preview', 'kind'], (ctx, draft) => askKind(ctx, draft));
  onStep('meeting.send', ['preview'], send);
  return { composer, flows: { [MEETING_FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: begin };

async function begin(ctx: BotContext): Promise<void> {
  if (await allow(ctx, 'meetings.hold')) await askKind(ctx, meetingDraftSchema.parse({ id: newId() }), true);
}

async function takeUnit(ctx: BotContext, draft: MeetingDraft, [unitId]: string[]): Promise<void> {
  const units = await listUnitsToMeet(ctx.services.db, ctx.actor);
  if (!isId(unitId) || !units.some(({ id }) => id === unitId)) return saysStale(ctx);
  await askTitle(ctx, { ...draft, unitId });
}

async function takeTime(ctx: BotContext, draft: MeetingDraft, startsAt: Date): Promise<void> {
  const problem = findStartProblem(startsAt, ctx.now);
  await (problem
    ? askTime(ctx, draft, problem)
    : askLength(ctx, { ...draft, startsAt: startsAt.toISOString() }));
}

async function takeLength(ctx: BotContext, draft: MeetingDraft, text: string): Promise<void> {
  const minutes = readMinutes(text);
  await (minutes === undefined ? askLength(ctx, draft, text) : askPlace(ctx, { ...draft, minutes }));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'meetings.hold'))) return;
  const { step, data } = conversation;
  const draft = meetingDraftSchema.parse(data);
  if (step === 'time') {
    const startsAt = readTime(text, ctx.now);
    return startsAt ? takeTime(ctx, draft, startsAt) : askTime(ctx, draft, { text });
  }
  if (step === 'length') return takeLength(ctx, draft, text);
  if (step !== 'title' && step !== 'place') return explainStep(ctx, flow, conversation, 'useButtons');
  const line = text.trim().replace(/\s+/g, ' ');
  const ask = step === 'title' ? askTitle : askPlace;
  if (line === '' || [...line].length > TITLE_LIMIT) return ask(ctx, draft, true);
  const problem = findTextProblem(line);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, MEETING_FLOW));
  await (step === 'title'
    ? askTime(ctx, { ...draft, title: line })
    : showPreview(ctx, { ...draft, place: line }));
}

async function send(ctx: BotContext, draft: MeetingDraft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const planned = await planMeeting(db, ctx.actor, planOf(draft), pack, ctx.now);
  if (!planned.ok) {
    if (planned.problem === 'past') return askTime(ctx, draft, 'past');
    return planned.problem === 'nobody' ? askUnit(ctx, draft, true) : saysStale(ctx);
  }
  await replace(ctx, meetingPlannedView(ctx.language, draft.id, planned));
  endFlow(ctx, MEETING_FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = meetingDraftSchema.parse(data);
  if (step === 'kind') return askKind(ctx, draft);
  if (step === 'unit') return askUnit(ctx, draft);
  if (step === 'title') return askTitle(ctx, draft);
  if (step === 'time') return askTime(ctx, draft);
  if (step === 'length') return askLength(ctx, draft);
  await (step === 'place' ? askPlace(ctx, draft) : showPreview(ctx, draft));
}
