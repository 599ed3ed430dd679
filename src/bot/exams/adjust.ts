import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { adjustPeople, matchExaminees, MOST_PEOPLE, planChange } from '../../domain/exams/adjust-people.ts';
import { findCalledExam } from '../../domain/exams/exam-board.ts';
import type { PersonChange } from '../../domain/exams/exam-change-rules.ts';
import { readTypedStaffList } from '../../formats/read-staff-list.ts';
import { isId } from '../../messages/callback-data.ts';
import { adjustedView, adjustPreview, whatToAdjustView, whoAskView } from '../../messages/exam-adjust.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, stampOf } from '../flow.ts';
import { replace, say } from '../reply.ts';

export const FLOW = 'exam-adjust';
export const draftSchema = z.object({
  id: z.string(),
  quizId: z.string(),
  people: z.array(z.object({ personId: z.string(), name: z.string() })).default([]),
  failed: z.array(z.object({ text: z.string(), problem: z.string() })).default([]),
  kind: z.enum(['minutes', 'window', 'excused']).nullable().default(null),
  minutes: z.number().default(0),
  opensAt: z.string().default(''),
  closesAt: z.string().default(''),
  reason: z.string().default(''),
});
export type Draft = z.infer<typeof draftSchema>;

export async function beginAdjustment(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'exams.call'))) return;
  const exam = isId(id) ? await findCalledExam(ctx.services.db, ctx.actor, id) : undefined;
  if (!exam) return saysStale(ctx);
  await askWho(ctx, draftSchema.parse({ id: newId(), quizId: exam.quizId }), undefined, true);
}

export async function askWho(
  ctx: BotContext,
  draft: Draft,
  problem?: Parameters<typeof whoAskView>[2],
  begins = false,
): Promise<void> {
  await keepStep(ctx, FLOW, 'who', draft, begins);
  await replace(ctx, whoAskView(ctx.language, draft.quizId, problem));
}

/** A list of staff numbers and names: looked up and shown, with what of it cannot be used. */
export async function typeWho(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const words = [...new Set(readTypedStaffList(text).map(({ staffNo }) => staffNo))];
  if (words.length === 0) return askWho(ctx, draft, 'none');
  if (words.length > MOST_PEOPLE) return askWho(ctx, draft, { count: words.length, most: MOST_PEOPLE });
  const { db } = ctx.services;
  const { people, failed } = await matchExaminees(db, ctx.actor, draft.quizId, words, ctx.now);
  if (people.length === 0) return askWho(ctx, draft, { failed });
  await askWhat(ctx, { ...draft, people, failed });
}

export async function askWhat(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'what', draft);
  await replace(ctx, whatToAdjustView(ctx.language, draft));
}

/** The change that a draft makes, once it is whole. */
function changeOf({ kind, minutes, opensAt, closesAt }: Draft): PersonChange {
  switch (kind) {
    case 'minutes':
      return { kind, extraMinutes: minutes };
    case 'window':
      return { kind, opensAt: new Date(opensAt), closesAt: new Date(closesAt) };
    default:
      return { kind: 'excused' };
  }
}

export async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const { quizId, people, reason } = draft;
  const change = changeOf(draft);
  const asked = { quizId, personIds: people.map(({ personId }) => personId), change };
  const sorted = await planChange(ctx.services.db, ctx.actor, asked, ctx.now);
  if (!sorted) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'preview', draft);
  const view = { quizId, change, reason, able: sorted.able.length, failed: sorted.failed };
  await replace(ctx, adjustPreview(ctx.language, view, stampOf(draft)));
}

/** @param parts the stamp of what was shown */
export async function confirm(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { id, quizId, people, reason } = draft;
  const personIds = people.map(({ personId }) => personId);
  const adjustment = { id, quizId, personIds, change: changeOf(draft), reason };
  const done = await adjustPeople(ctx.services.db, ctx.actor, adjustment, ctx.now);
  if (!done.ok) return saysStale(ctx);
  // Names stand in it, so it is a message that cannot be passed on.
  await say(ctx, adjustedView(ctx.language, quizId, done.done, done.failed));
  endFlow(ctx, FLOW);
}
