import { z } from 'zod';
import { extendExam } from '../../domain/exams/change-exam.ts';
import { findCalledExam, readExamBoard } from '../../domain/exams/exam-board.ts';
import { MOST_DAYS } from '../../domain/exams/exam-rules.ts';
import { readTime, suggestEnds } from '../../domain/schedule/read-time.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  extendAskView,
  extendedView,
  extendPreview,
  extendTooLateText,
  type ExtendProblem,
} from '../../messages/exam-extend.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, explainStep, keepStep, saysStale, stampOf, type Flow } from '../flow.ts';
import { readIndex } from '../on-press.ts';
import { replace, toast } from '../reply.ts';

export const FLOW = 'exam-extend';
export const draftSchema = z.object({ quizId: z.string(), from: z.string(), to: z.string().default('') });
export type Draft = z.infer<typeof draftSchema>;

export async function beginExtension(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'exams.call'))) return;
  const exam = isId(id) ? await findCalledExam(ctx.services.db, ctx.actor, id) : undefined;
  if (!exam) return saysStale(ctx);
  if (exam.cancelled || exam.closesAt <= ctx.now) return toast(ctx, extendTooLateText(ctx.language), true);
  await askTime(ctx, { quizId: exam.quizId, from: exam.closesAt.toISOString(), to: '' }, undefined, true);
}

async function askTime(
  ctx: BotContext,
  draft: Draft,
  problem?: ExtendProblem,
  begins = false,
): Promise<void> {
  await keepStep(ctx, FLOW, 'time', draft, begins);
  const closesAt = new Date(draft.from);
  const view = { quizId: draft.quizId, closesAt, times: suggestEnds(closesAt), days: MOST_DAYS };
  await replace(ctx, extendAskView(ctx.language, view, problem));
}

export async function pressTime(ctx: BotContext, draft: Draft, [part]: string[]): Promise<void> {
  const seconds = readIndex(part);
  await (seconds === undefined ? askTime(ctx, draft) : takeTime(ctx, draft, new Date(seconds * 1000)));
}

async function takeTime(ctx: BotContext, draft: Draft, to: Date): Promise<void> {
  if (to <= new Date(draft.from)) return askTime(ctx, draft, 'not-later');
  await showPreview(ctx, { ...draft, to: to.toISOString() });
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const { db } = ctx.services;
  const exam = await findCalledExam(db, ctx.actor, draft.quizId);
  if (!exam) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'preview', draft);
  const { people, finished } = await readExamBoard(db, ctx.actor, exam, ctx.now);
  const view = { from: new Date(draft.from), to: new Date(draft.to), people: people - finished };
  await replace(ctx, extendPreview(ctx.language, view, stampOf(draft)));
}

/** @param parts the stamp of what was shown */
export async function confirm(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const change = { quizId: draft.quizId, from: new Date(draft.from), to: new Date(draft.to) };
  const done = await extendExam(ctx.services.db, ctx.actor, change, ctx.now);
  if (!done.ok && (done.problem === 'not-later' || done.problem === 'too-long'))
    return askTime(ctx, draft, done.problem);
  if (!done.ok) return toast(ctx, extendTooLateText(ctx.language), true);
  await replace(ctx, extendedView(ctx.language, draft.quizId, change.to, done.told));
  endFlow(ctx, FLOW);
}

export const flow: Flow = {
  resume: (ctx, { step, data }) =>
    step === 'preview' ? showPreview(ctx, draftSchema.parse(data)) : askTime(ctx, draftSchema.parse(data)),
  text: async (ctx, conversation, text) => {
    if (!(await allow(ctx, 'exams.call'))) return;
    if (conversation.step !== 'time') return explainStep(ctx, flow, conversation, 'useButtons');
    const draft = draftSchema.parse(conversation.data);
    const time = readTime(text, ctx.now);
    await (time ? takeTime(ctx, draft, time) : askTime(ctx, draft, { text }));
  },
};
