import { REASON_LIMIT } from '../../domain/exams/adjust-people.ts';
import { MOST_EXTRA } from '../../domain/exams/exam-rules.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { readWindow } from '../../domain/schedule/read-time.ts';
import { extraAskView, reasonAskView, windowAskView } from '../../messages/exam-adjust.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, explainStep, keepStep, saysStale, type Flow } from '../flow.ts';
import { readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';
import { askWhat, askWho, draftSchema, FLOW, showPreview, typeWho, type Draft } from './adjust.ts';

export async function chooseKind(ctx: BotContext, draft: Draft, [kind]: string[]): Promise<void> {
  if (kind === 'minutes') return askExtra(ctx, { ...draft, kind });
  if (kind === 'window') return askWindow(ctx, { ...draft, kind });
  await (kind === 'excused' ? askReason(ctx, { ...draft, kind }) : saysStale(ctx));
}

async function askExtra(ctx: BotContext, draft: Draft, problem?: string): Promise<void> {
  await keepStep(ctx, FLOW, 'minutes', draft);
  await replace(ctx, extraAskView(ctx.language, MOST_EXTRA, problem));
}

export const pressExtra = (ctx: BotContext, draft: Draft, [n = '']: string[]): Promise<void> =>
  typeExtra(ctx, draft, n);
async function typeExtra(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const minutes = readIndex(/^(\d{1,3})(?!\d)\P{N}*$/u.exec(text.normalize('NFKC').trim())?.[1]);
  if (minutes === undefined || minutes < 1 || minutes > MOST_EXTRA) return askExtra(ctx, draft, text);
  await askReason(ctx, { ...draft, minutes });
}

async function askWindow(ctx: BotContext, draft: Draft, problem?: string): Promise<void> {
  await keepStep(ctx, FLOW, 'window', draft);
  await replace(ctx, windowAskView(ctx.language, problem));
}

async function typeWindow(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const window = readWindow(text, ctx.now);
  if (!window || window.to <= window.from || window.to <= ctx.now) return askWindow(ctx, draft, text);
  await askReason(ctx, { ...draft, opensAt: window.from.toISOString(), closesAt: window.to.toISOString() });
}

async function askReason(ctx: BotContext, draft: Draft, problem = false): Promise<void> {
  await keepStep(ctx, FLOW, 'reason', draft);
  await replace(ctx, reasonAskView(ctx.language, problem));
}

async function typeReason(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const reason = text.trim().replace(/\s+/g, ' ');
  if (reason === '' || [...reason].length > REASON_LIMIT) return askReason(ctx, draft, true);
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await showPreview(ctx, { ...draft, reason });
}

const RESUME: Record<string, (ctx: BotContext, draft: Draft) => Promise<void>> = {
  who: (ctx, draft) => askWho(ctx, draft),
  what: askWhat,
  minutes: (ctx, draft) => askExtra(ctx, draft),
  window: (ctx, draft) => askWindow(ctx, draft),
  reason: (ctx, draft) => askReason(ctx, draft),
  preview: showPreview,
};
const TYPED: Record<string, (ctx: BotContext, draft: Draft, text: string) => Promise<void>> = {
  who: typeWho,
  minutes: typeExtra,
  window: typeWindow,
  reason: typeReason,
};

export const flow: Flow = {
  resume: (ctx, { step, data }) => (RESUME[step] ?? askWhat)(ctx, draftSchema.parse(data)),
  text: async (ctx, conversation, text) => {
    if (!(await allow(ctx, 'exams.call'))) return;
    const take = TYPED[conversation.step];
    await (take
      ? take(ctx, draftSchema.parse(conversation.data), text)
      : explainStep(ctx, flow, conversation, 'useButtons'));
  },
};
