import { findWindowProblem, MOST_DAYS } from '../../domain/exams/exam-rules.ts';
import { readTime, suggestEnds, suggestTimes } from '../../domain/schedule/read-time.ts';
import { closesAskView, opensAskView, type TimeProblem } from '../../messages/exam-call.ts';
import type { BotContext } from '../context.ts';
import { readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';
import { keepDraft, type Draft, type Step } from './draft.ts';
import { askUnits } from './people.ts';

export async function askOpens(ctx: BotContext, draft: Draft, problem?: TimeProblem): Promise<void> {
  await keepDraft(ctx, 'opens', draft);
  await replace(ctx, opensAskView(ctx.language, suggestTimes(ctx.now), problem));
}

/** A button's seconds; 0 for now. */
export const pressOpens: Step = (ctx, draft, [part]) => {
  const seconds = readIndex(part);
  return seconds === undefined
    ? askOpens(ctx, draft)
    : takeOpens(ctx, draft, seconds === 0 ? null : new Date(seconds * 1000));
};

export async function typeOpens(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const time = readTime(text, ctx.now);
  await (time ? takeOpens(ctx, draft, time) : askOpens(ctx, draft, { text }));
}

async function takeOpens(ctx: BotContext, draft: Draft, opensAt: Date | null): Promise<void> {
  if (opensAt !== null && opensAt <= ctx.now) return askOpens(ctx, draft, 'past');
  await askCloses(ctx, { ...draft, opensAt: opensAt?.toISOString() ?? null });
}

const opensAtOf = (ctx: BotContext, { opensAt }: Draft): Date =>
  opensAt === null ? ctx.now : new Date(opensAt);

export async function askCloses(ctx: BotContext, draft: Draft, problem?: TimeProblem): Promise<void> {
  await keepDraft(ctx, 'closes', draft);
  const bounds = { minutes: draft.minutes, days: MOST_DAYS };
  await replace(ctx, closesAskView(ctx.language, suggestEnds(opensAtOf(ctx, draft)), bounds, problem));
}

export const pressCloses: Step = (ctx, draft, [part]) => {
  const seconds = readIndex(part);
  return seconds === undefined ? askCloses(ctx, draft) : takeCloses(ctx, draft, new Date(seconds * 1000));
};

export async function typeCloses(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const time = readTime(text, ctx.now);
  await (time ? takeCloses(ctx, draft, time) : askCloses(ctx, draft, { text }));
}

async function takeCloses(ctx: BotContext, draft: Draft, closesAt: Date): Promise<void> {
  const opensAt = opensAtOf(ctx, draft);
  const problem = findWindowProblem({ opensAt, closesAt, minutes: draft.minutes }, ctx.now);
  if (problem) return askCloses(ctx, draft, problem);
  await askUnits(ctx, { ...draft, closesAt: closesAt.toISOString() });
}
