import { z } from 'zod';
import { ABOUT_LIMIT } from '../../domain/classes/plan-class.ts';
import { CLASS } from '../../domain/meetings/meeting-rules.ts';
import { listUnitsToMeet, previewMeeting } from '../../domain/meetings/plan-meeting.ts';
import { addDays, atLocalTime, dayOf } from '../../domain/schedule/calendar.ts';
import { suggestTimes } from '../../domain/schedule/read-time.ts';
import {
  classHoursAskView,
  classLengthAskView,
  classPreview,
  classTextAskView,
  classTimeAskView,
  classUnitAskView,
  seatsAskView,
  untilAskView,
} from '../../messages/class-plan.ts';
import { meetingViewOf } from '../../messages/meeting-names.ts';
import type { BotContext } from '../context.ts';
import { keepStep, saysStale, stampOf } from '../flow.ts';
import { replace } from '../reply.ts';

export const CLASS_FLOW = 'class';
export const classDraftSchema = z.object({
  id: z.string(),
  unitId: z.string().default(''),
  title: z.string().default(''),
  about: z.string().default(''),
  startsAt: z.string().default(''),
  minutes: z.number().default(0),
  place: z.string().default(''),
  seats: z.number().default(0),
  signUpUntil: z.string().default(''),
  hours: z.number().default(0),
});
export type ClassDraft = z.infer<typeof classDraftSchema>;
/** What could not be read, or what is wrong with it. */
export type Problem = { text: string } | 'past' | 'far' | 'wrong' | 'nobody';

/** Longest lines that are typed, in characters, where they are not those of a title. */
export const TEXT_LIMITS: Record<string, number> = { about: ABOUT_LIMIT };
const AFTER = { title: 'about', about: 'time', place: 'seats' } as const;
export const nextStep = (step: keyof typeof AFTER): string => AFTER[step];

/** Signing up ends after now, and not after the class begins. */
export function findUntilProblem(until: Date, { startsAt }: ClassDraft, now: Date): 'wrong' | undefined {
  return until <= now || until > new Date(startsAt) ? 'wrong' : undefined;
}

/** The evening before the class, and two before it, as far as they are still ahead; else its beginning. */
function suggestUntil({ startsAt }: ClassDraft, now: Date): Date[] {
  const begins = new Date(startsAt);
  const evenings = [-2, -1].map((days) => atLocalTime(addDays(dayOf(begins), days), '18:00'));
  const ahead = evenings.filter((time) => time > now);
  return ahead.length > 0 ? ahead : [begins];
}

/** Stores the step and asks for it, in place of the step before. */
export async function ask(
  ctx: BotContext,
  step: string,
  draft: ClassDraft,
  problem?: Problem,
  begins = false,
): Promise<void> {
  if (step === 'preview') return showPreview(ctx, draft);
  await keepStep(ctx, CLASS_FLOW, step, draft, begins);
  await replace(ctx, await viewOf(ctx, step, draft, problem));
}

async function viewOf(ctx: BotContext, step: string, draft: ClassDraft, problem: Problem | undefined) {
  const { language, now } = ctx;
  const { db, pack } = ctx.services;
  const typed = typeof problem === 'object' ? problem.text : undefined;
  switch (step) {
    case 'title':
    case 'about':
    case 'place':
      return classTextAskView(language, step, problem !== undefined);
    case 'time': {
      const isTime = problem === 'past' || problem === 'far' || typeof problem === 'object';
      return classTimeAskView(language, suggestTimes(now), isTime ? problem : undefined);
    }
    case 'length':
      return classLengthAskView(language, [120, 180, 360], typed);
    case 'seats':
      return seatsAskView(language, [20, 30, 50], typed);
    case 'until': {
      const isUntil = problem === 'wrong' || typeof problem === 'object';
      return untilAskView(language, suggestUntil(draft, now), isUntil ? problem : undefined);
    }
    case 'hours': {
      const { mostHours } = pack.hourRecords;
      const lasts = Math.min(mostHours, Math.max(0.5, Math.floor(draft.minutes / 30) / 2));
      return classHoursAskView(language, { choices: [lasts], most: mostHours }, typed);
    }
    default:
      return classUnitAskView(language, await listUnitsToMeet(db, ctx.actor), problem === 'nobody');
  }
}

/** What is known of a class before anybody signed up. */
const UNHELD = {
  state: 'planned',
  invited: 0,
  present: 0,
  excused: 0,
  openedAt: null,
  taken: 0,
  waiting: 0,
  signedUp: null,
  before: 0,
  own: null,
};

async function showPreview(ctx: BotContext, draft: ClassDraft): Promise<void> {
  const { db, pack } = ctx.services;
  const startsAt = new Date(draft.startsAt);
  const units = await listUnitsToMeet(db, ctx.actor);
  const meant = await previewMeeting(db, ctx.actor, { ...draft, kind: CLASS, startsAt: ctx.now }, pack);
  if (!meant) return saysStale(ctx);
  if (meant.people === 0) return ask(ctx, 'unit', draft, 'nobody');
  await keepStep(ctx, CLASS_FLOW, 'preview', draft);
  const evidence = pack.hourRecords.evidence.find(({ feedsFile }) => feedsFile)?.id ?? null;
  const row = {
    ...draft,
    startsAt,
    kind: CLASS,
    unitName: units.find(({ id }) => id === draft.unitId)?.name ?? '',
    heldByName: ctx.actor.name,
    hours: draft.hours > 0 ? draft.hours : null,
    evidence: draft.hours > 0 ? evidence : null,
    ...UNHELD,
  };
  const view = meetingViewOf(row, pack);
  await replace(ctx, classPreview(ctx.language, view, { ...meant, now: ctx.now }, stampOf(draft)));
}
