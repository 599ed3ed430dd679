import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { moveMeeting } from '../../domain/meetings/change-meeting.ts';
import { findStartProblem } from '../../domain/meetings/plan-meeting.ts';
import { readHeld } from '../../domain/meetings/read-meetings.ts';
import { readTime, suggestTimes } from '../../domain/schedule/read-time.ts';
import { isId } from '../../messages/callback-data.ts';
import { meetingViewOf } from '../../messages/meeting-names.ts';
import { meetingTimeAskView } from '../../messages/meeting-plan.ts';
import { moveAskView, movedView } from '../../messages/meeting-room.ts';
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

const FLOW = 'meeting-move';
const MOVING = { prefix: 'move', flow: FLOW } as const;
const draftSchema = z.object({ meetingId: z.string(), startsAt: z.string().default('') });
type Draft = z.infer<typeof draftSchema>;

/** A meeting at another time: when → preview → word to everybody expected. */
export function createMeetingMoveFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'meeting.move', async (ctx, [id]) => {
    if (!(await allow(ctx, 'meetings.hold'))) return;
    const row = isId(id) ? await readHeld(ctx.services.db, ctx.actor, id) : undefined;
    if (row?.state !== 'planned') return saysStale(ctx);
    await askTime(ctx, draftSchema.parse({ meetingId: row.id }), undefined, true);
  });
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'meetings.hold', draft: draftSchema });
  onStep('meeting.move-to', ['time', 'preview'], (ctx, draft, [seconds]) =>
    takeTime(ctx, draft, new Date((readIndex(seconds) ?? 0) * 1000)),
  );
  onStep('meeting.move-change', ['preview', 'time'], (ctx, draft) => askTime(ctx, draft));
  onStep('meeting.move-now', ['preview'], move);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume };

async function askTime(
  ctx: BotContext,
  draft: Draft,
  problem?: Parameters<typeof meetingTimeAskView>[3],
  begins = false,
): Promise<void> {
  await keepStep(ctx, FLOW, 'time', draft, begins);
  await replace(ctx, meetingTimeAskView(ctx.language, MOVING, suggestTimes(ctx.now), problem));
}

async function takeTime(ctx: BotContext, draft: Draft, startsAt: Date): Promise<void> {
  const problem = findStartProblem(startsAt, ctx.now);
  if (problem) return askTime(ctx, draft, problem);
  await showPreview(ctx, { ...draft, startsAt: startsAt.toISOString() });
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const row = await readHeld(ctx.services.db, ctx.actor, draft.meetingId);
  if (row?.state !== 'planned') {
    endFlow(ctx, FLOW);
    return saysStale(ctx);
  }
  await keepStep(ctx, FLOW, 'preview', draft);
  const meeting = meetingViewOf(row, ctx.services.pack);
  await replace(ctx, moveAskView(ctx.language, meeting, new Date(draft.startsAt), stampOf(draft)));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'meetings.hold'))) return;
  const draft = draftSchema.parse(conversation.data);
  if (conversation.step !== 'time') return explainStep(ctx, flow, conversation, 'useButtons');
  const startsAt = readTime(text, ctx.now);
  await (startsAt ? takeTime(ctx, draft, startsAt) : askTime(ctx, draft, { text }));
}

async function move(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const startsAt = new Date(draft.startsAt);
  const done = await moveMeeting(ctx.services.db, ctx.actor, { id: draft.meetingId, startsAt }, ctx.now);
  if (!done.ok && done.problem === 'past') return askTime(ctx, draft, 'past');
  await (done.ok
    ? replace(ctx, movedView(ctx.language, meetingViewOf(done.meeting, ctx.services.pack)))
    : saysStale(ctx));
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  await (step === 'time' ? askTime(ctx, draft) : showPreview(ctx, draft));
}
