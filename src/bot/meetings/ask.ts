import { z } from 'zod';
import { findKind, hoursOf } from '../../domain/meetings/meeting-rules.ts';
import { listUnitsToMeet, previewMeeting } from '../../domain/meetings/plan-meeting.ts';
import { suggestTimes } from '../../domain/schedule/read-time.ts';
import { ownMeetingViewOf } from '../../messages/meeting-names.ts';
import {
  lengthAskView,
  meetingKindAskView,
  meetingPlaceAskView,
  meetingPreview,
  meetingTimeAskView,
  meetingUnitAskView,
  PLANNING,
  titleAskView,
} from '../../messages/meeting-plan.ts';
import type { BotContext } from '../context.ts';
import { keepStep, saysStale, stampOf } from '../flow.ts';
import { replace } from '../reply.ts';

export const MEETING_FLOW = 'meeting';
export const meetingDraftSchema = z.object({
  id: z.string(),
  kind: z.string().default(''),
  unitId: z.string().default(''),
  title: z.string().default(''),
  startsAt: z.string().default(''),
  minutes: z.number().default(0),
  place: z.string().default(''),
});
export type MeetingDraft = z.infer<typeof meetingDraftSchema>;

/** What is known of a meeting before it is held. */
const UNHELD = {
  state: 'planned',
  present: 0,
  excused: 0,
  excuse: null,
  own: null,
  ownReason: null,
  objected: false,
};

export const planOf = (draft: MeetingDraft) => ({ ...draft, startsAt: new Date(draft.startsAt) });

// Each of these stores its step and asks for it, in place of the step before.

export async function askKind(ctx: BotContext, draft: MeetingDraft, begins = false): Promise<void> {
  const { meetings, cadences } = ctx.services.pack;
  const kinds = meetings.kinds.flatMap(({ cadence }) => cadences.find(({ id }) => id === cadence) ?? []);
  await keepStep(ctx, MEETING_FLOW, 'kind', draft, begins);
  await replace(ctx, meetingKindAskView(ctx.language, kinds));
}

export async function askUnit(ctx: BotContext, draft: MeetingDraft, nobody = false): Promise<void> {
  const units = await listUnitsToMeet(ctx.services.db, ctx.actor);
  await keepStep(ctx, MEETING_FLOW, 'unit', draft);
  await replace(ctx, meetingUnitAskView(ctx.language, units, nobody));
}

export async function askTitle(ctx: BotContext, draft: MeetingDraft, problem = false): Promise<void> {
  await keepStep(ctx, MEETING_FLOW, 'title', draft);
  await replace(ctx, titleAskView(ctx.language, problem));
}

export async function askTime(
  ctx: BotContext,
  draft: MeetingDraft,
  problem?: Parameters<typeof meetingTimeAskView>[3],
): Promise<void> {
  await keepStep(ctx, MEETING_FLOW, 'time', draft);
  await replace(ctx, meetingTimeAskView(ctx.language, PLANNING, suggestTimes(ctx.now), problem));
}

export async function askLength(ctx: BotContext, draft: MeetingDraft, problem?: string): Promise<void> {
  const usual = findKind(ctx.services.pack, draft.kind)?.minutes ?? 60;
  const choices = [...new Set([60, usual, 120])].toSorted((a, b) => a - b);
  await keepStep(ctx, MEETING_FLOW, 'length', draft);
  await replace(ctx, lengthAskView(ctx.language, choices, problem));
}

export async function askPlace(ctx: BotContext, draft: MeetingDraft, problem = false): Promise<void> {
  await keepStep(ctx, MEETING_FLOW, 'place', draft);
  await replace(ctx, meetingPlaceAskView(ctx.language, problem));
}

/** What will be sent, to how many and by which article; where nobody is meant, the unit is asked for again. */
export async function showPreview(ctx: BotContext, draft: MeetingDraft): Promise<void> {
  const { db, pack } = ctx.services;
  const plan = planOf(draft);
  const units = await listUnitsToMeet(db, ctx.actor);
  const meant = await previewMeeting(db, ctx.actor, plan, pack);
  const basis = pack.cadences.find(({ id }) => id === draft.kind)?.source;
  if (!meant || !basis) return saysStale(ctx);
  if (meant.people === 0) return askUnit(ctx, draft, true);
  await keepStep(ctx, MEETING_FLOW, 'preview', draft);
  const gives = hoursOf(pack, draft.kind, draft.minutes);
  const row = {
    ...plan,
    unitName: units.find(({ id }) => id === draft.unitId)?.name ?? '',
    heldByName: ctx.actor.name,
    hours: gives?.hours ?? null,
    evidence: gives?.evidence ?? null,
    ...UNHELD,
    invited: meant.people,
  };
  const view = ownMeetingViewOf(row, pack);
  await replace(ctx, meetingPreview(ctx.language, view, { ...meant, basis }, stampOf(draft)));
}
