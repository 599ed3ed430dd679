import { addDays, dayOf } from '../../domain/schedule/calendar.ts';
import { readDay, readTime, suggestTimes } from '../../domain/schedule/read-time.ts';
import { deadlineIn } from '../../domain/schedule/working-days.ts';
import {
  dueAskView,
  repeatAskView,
  timeAskView,
  untilAskView,
  type TypedProblem,
} from '../../messages/broadcast-when.ts';
import { unknownYearText } from '../../messages/broadcast.ts';
import type { BotContext } from '../context.ts';
import { readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';
import { keepDraft, sendAtOf, type Draft, type Step } from './draft.ts';
import { needsConfirming, showOptions } from './options.ts';

/** Working days that may be typed. */
const MOST_DAYS = 60;

export async function askTime(ctx: BotContext, draft: Draft, problem?: TypedProblem): Promise<void> {
  await keepDraft(ctx, 'time', draft);
  await replace(ctx, timeAskView(ctx.language, suggestTimes(ctx.now), problem, draft.every !== null));
}

/** A button's seconds, 0 for now; without any the time is asked for. */
export const pressTime: Step = (ctx, draft, [part]) => {
  const seconds = readIndex(part);
  if (seconds === undefined) return askTime(ctx, { ...draft, every: null });
  return takeTime(ctx, draft, seconds === 0 ? null : new Date(seconds * 1000));
};

export async function typeTime(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const time = readTime(text, ctx.now);
  await (time ? takeTime(ctx, draft, time) : askTime(ctx, draft, { text }));
}

async function takeTime(ctx: BotContext, draft: Draft, sendAt: Date | null): Promise<void> {
  if (sendAt !== null && sendAt <= ctx.now) return askTime(ctx, draft, 'past');
  const timed = { ...draft, sendAt: sendAt?.toISOString() ?? null };
  if (draft.every !== null) return sendAt === null ? askTime(ctx, draft) : askUntil(ctx, timed);
  // What goes out at once does not repeat, and what begins after its last day does not either.
  const stays = sendAt !== null && draft.repeat !== null && dayOf(sendAt) <= draft.repeat.until;
  await showOptions(
    ctx,
    await withoutUnknownDeadline(ctx, { ...timed, repeat: stays ? draft.repeat : null }),
  );
}

/** A deadline that a later time pushes into a year without holidays known is taken off, and said. */
async function withoutUnknownDeadline(ctx: BotContext, draft: Draft): Promise<Draft> {
  if (draft.deadlineWorkingDays === null) return draft;
  const due = await deadlineIn(ctx.services.db, draft.deadlineWorkingDays, sendAtOf(draft) ?? ctx.now);
  if (due.ok) return draft;
  ctx.preface = unknownYearText(ctx.language, due.year);
  return { ...draft, deadlineWorkingDays: null };
}

/** How often; a repetition needs a first time and a last day, which are asked for. */
export const takeRepeat: Step = async (ctx, draft, [every]) => {
  if (every === 'none') return showOptions(ctx, { ...draft, repeat: null, every: null });
  if (every === 'day' || every === 'week' || every === 'month') {
    const next: Draft = { ...draft, every };
    return draft.sendAt === null ? askTime(ctx, next) : askUntil(ctx, next);
  }
  await keepDraft(ctx, 'repeat', draft);
  await replace(ctx, repeatAskView(ctx.language, draft.repeat?.every ?? null));
};

export async function askUntil(ctx: BotContext, draft: Draft, problem?: TypedProblem): Promise<void> {
  await keepDraft(ctx, 'until', draft);
  await replace(ctx, untilAskView(ctx.language, suggestDays(draft, ctx.now), problem));
}

/** Four weeks and three months after the first time. */
function suggestDays(draft: Draft, now: Date): string[] {
  const first = dayOf(sendAtOf(draft) ?? now);
  return [addDays(first, 28), addDays(first, 91)];
}

export const pressUntil: Step = (ctx, draft, [day = '']) => takeUntil(ctx, draft, readDay(day, ctx.now), day);
export const typeUntil = (ctx: BotContext, draft: Draft, text: string): Promise<void> =>
  takeUntil(ctx, draft, readDay(text, ctx.now), text);

async function takeUntil(
  ctx: BotContext,
  draft: Draft,
  until: string | undefined,
  text: string,
): Promise<void> {
  const first = sendAtOf(draft);
  if (draft.every === null || first === null) return showOptions(ctx, draft);
  if (until === undefined) return askUntil(ctx, draft, { text });
  if (until < dayOf(first)) return askUntil(ctx, draft, 'past');
  const repeat = { every: draft.every, until };
  await showOptions(ctx, await withoutUnknownDeadline(ctx, { ...draft, repeat }));
}

/** How many working days; 0 for no deadline, and without any number it is asked for. */
export const pressDue: Step = async (ctx, draft, [part]) => {
  if (!(await needsConfirming(ctx, draft))) return;
  const days = readIndex(part);
  await (days === undefined ? askDue(ctx, draft) : takeDue(ctx, draft, days));
};

async function askDue(
  ctx: BotContext,
  draft: Draft,
  problem?: { text: string } | { year: number },
): Promise<void> {
  await keepDraft(ctx, 'due', draft);
  const choices = ctx.services.pack.noticeRules.deadlineWorkingDays;
  await replace(ctx, dueAskView(ctx.language, choices, problem));
}

export async function typeDue(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const days = readIndex(/^(\d{1,2})/.exec(text.normalize('NFKC').trim())?.[1]);
  await (days === undefined ? askDue(ctx, draft, { text }) : takeDue(ctx, draft, days));
}

async function takeDue(ctx: BotContext, draft: Draft, days: number): Promise<void> {
  if (days === 0) return showOptions(ctx, { ...draft, deadlineWorkingDays: null });
  if (days > MOST_DAYS) return askDue(ctx, draft, { text: String(days) });
  const due = await deadlineIn(ctx.services.db, days, sendAtOf(draft) ?? ctx.now);
  if (!due.ok) return askDue(ctx, draft, { year: due.year });
  await showOptions(ctx, { ...draft, deadlineWorkingDays: days });
}

export const resumeDue = (ctx: BotContext, draft: Draft): Promise<void> => askDue(ctx, draft);
export const resumeRepeat = (ctx: BotContext, draft: Draft): Promise<void> => takeRepeat(ctx, draft, []);
