import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import {
  findClosingProblem,
  findOpeningProblem,
  MOST_OPEN_DAYS,
} from '../../domain/assessments/cycle-rules.ts';
import type { AssessmentForm } from '../../domain/assessments/form.ts';
import {
  countAsked,
  listCycles,
  listSubmissions,
  orderCycle,
  readCycle,
  SUBMISSIONS_A_PAGE,
} from '../../domain/assessments/order-cycle.ts';
import { rootsOf } from '../../domain/people/browse-roster.ts';
import { mayDo } from '../../domain/people/rules.ts';
import { readTime, suggestEnds, suggestTimes } from '../../domain/schedule/read-time.ts';
import {
  cycleClosesView,
  cycleHomeView,
  cycleOpensView,
  cycleOrderedView,
  cyclePreview,
  cycleProblem,
  cycleView,
  formAskView,
  submittedListView,
  type CycleTimeProblem,
} from '../../messages/assessment-cycles.ts';
import { isId } from '../../messages/callback-data.ts';
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
import { replace, toast } from '../reply.ts';

const FLOW = 'cycle';
const ACTION = 'assessments.order';
const draftSchema = z.object({
  id: z.string(),
  form: z.string().default(''),
  /** Null: at once. */
  opensAt: z.string().nullable().default(null),
  closesAt: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** A round of self-assessment: form → opens → closes → preview → confirm; and how those under way stand. */
export function createAssessmentCyclesFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('appraisal', showHome);
  onPress(composer, 'cycle.home', showHome);
  onPress(composer, 'cycle.open', showCycle);
  onPress(composer, 'cycle.list', showSubmitted);
  onPress(composer, 'cycle.new', begin);
  const onStep = createOnStep(composer, { name: FLOW, flow, action: ACTION, draft: draftSchema });
  onStep('cycle.form', ['form', 'opens'], (ctx, draft, [id = '']) =>
    formOf(ctx, id) ? askOpens(ctx, { ...draft, form: id }) : saysStale(ctx),
  );
  onStep('cycle.opens', ['opens', 'closes'], (ctx, draft, [part]) => {
    const seconds = readIndex(part);
    if (seconds === undefined) return saysStale(ctx);
    return takeOpens(ctx, draft, seconds === 0 ? null : new Date(seconds * 1000));
  });
  onStep('cycle.closes', ['closes', 'preview'], (ctx, draft, [part]) => {
    const seconds = readIndex(part);
    return seconds === undefined ? saysStale(ctx) : takeCloses(ctx, draft, new Date(seconds * 1000));
  });
  onStep('cycle.back', ['form', 'opens', 'closes', 'preview'], (ctx, draft, [step = '']) =>
    (RESUME[step] ?? askForm)(ctx, draft),
  );
  onStep('cycle.confirm', ['preview'], confirm);
  return { composer, flows: { [FLOW]: flow } };
}

async function showHome(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'reviews.conclude'))) return;
  const cycles = await listCycles(ctx.services.db, ctx.actor);
  await replace(ctx, cycleHomeView(ctx.language, cycles, mayDo(ctx.actor, ACTION), ctx.now));
}

async function showCycle(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'reviews.conclude'))) return;
  const cycle = isId(id) ? await readCycle(ctx.services.db, ctx.actor, id) : undefined;
  await (cycle ? replace(ctx, cycleView(ctx.language, cycle, mayDo(ctx.actor, ACTION))) : saysStale(ctx));
}

async function showSubmitted(ctx: BotContext, [id, at]: string[]): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const page = readIndex(at);
  const list =
    isId(id) && page !== undefined
      ? await listSubmissions(ctx.services.db, ctx.actor, id, page, ctx.now)
      : undefined;
  if (!list || page === undefined) return saysStale(ctx);
  const pages = Math.ceil(list.cycle.submitted / SUBMISSIONS_A_PAGE);
  const where = { page, pages, from: page * SUBMISSIONS_A_PAGE };
  await replace(ctx, submittedListView(ctx.language, list.cycle, list.rows, where));
}

async function begin(ctx: BotContext): Promise<void> {
  if (await allow(ctx, ACTION)) await askForm(ctx, draftSchema.parse({ id: newId() }), true);
}

const formOf = (ctx: BotContext, id: string): AssessmentForm | undefined =>
  ctx.services.forms.find((form) => form.id === id);

async function askForm(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  await keepStep(ctx, FLOW, 'form', draft, begins);
  await replace(ctx, formAskView(ctx.language, ctx.services.forms));
}

async function askOpens(ctx: BotContext, draft: Draft, problem?: CycleTimeProblem): Promise<void> {
  await keepStep(ctx, FLOW, 'opens', draft);
  await replace(ctx, cycleOpensView(ctx.language, suggestTimes(ctx.now), problem));
}

async function takeOpens(ctx: BotContext, draft: Draft, opensAt: Date | null): Promise<void> {
  const problem = findOpeningProblem(opensAt, ctx.now);
  if (problem) return askOpens(ctx, draft, problem);
  await askCloses(ctx, { ...draft, opensAt: opensAt?.toISOString() ?? null });
}

const opensAtOf = ({ opensAt }: Draft): Date | null => (opensAt === null ? null : new Date(opensAt));

async function askCloses(ctx: BotContext, draft: Draft, problem?: CycleTimeProblem): Promise<void> {
  await keepStep(ctx, FLOW, 'closes', draft);
  const ends = suggestEnds(opensAtOf(draft) ?? ctx.now);
  await replace(ctx, cycleClosesView(ctx.language, ends, MOST_OPEN_DAYS, problem));
}

async function takeCloses(ctx: BotContext, draft: Draft, closesAt: Date): Promise<void> {
  const problem = findClosingProblem({ opensAt: opensAtOf(draft) ?? ctx.now, closesAt });
  if (problem) return askCloses(ctx, draft, problem);
  await showPreview(ctx, { ...draft, closesAt: closesAt.toISOString() });
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const { db, pack } = ctx.services;
  const form = formOf(ctx, draft.form);
  const unit = rootsOf(ctx.actor, ACTION)[0];
  if (!form || !unit) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'preview', draft);
  const plan = {
    form,
    unitName: unit.name,
    people: await countAsked(db, unit.id, form, ctx.now),
    opensAt: opensAtOf(draft),
    closesAt: new Date(draft.closesAt),
    reviewDays: form.review ? pack.reviews.days : null,
  };
  await replace(ctx, cyclePreview(ctx.language, plan, stampOf(draft)));
}

async function confirm(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  const form = formOf(ctx, draft.form);
  const unit = rootsOf(ctx.actor, ACTION)[0];
  if (!form || !unit || stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const wanted = {
    id: draft.id,
    unitId: unit.id,
    opensAt: opensAtOf(draft),
    closesAt: new Date(draft.closesAt),
  };
  const ordered = await orderCycle(db, ctx.actor, form, wanted, pack, ctx.now);
  if (!ordered.ok) return toast(ctx, cycleProblem(ctx.language, ordered.problem), true);
  await replace(ctx, cycleOrderedView(ctx.language, ordered.cycle, ordered.first));
  endFlow(ctx, FLOW);
}

/** How a step is shown again. */
const RESUME: Record<string, (ctx: BotContext, draft: Draft) => Promise<void>> = {
  form: (ctx, draft) => askForm(ctx, draft),
  opens: (ctx, draft) => askOpens(ctx, draft),
  closes: (ctx, draft) => askCloses(ctx, draft),
  preview: showPreview,
};

const flow: Flow = {
  start: begin,
  resume: (ctx, { step, data }) => (RESUME[step] ?? askForm)(ctx, draftSchema.parse(data)),
  text: async (ctx, conversation, text) => {
    if (!(await allow(ctx, ACTION))) return;
    const { step, data } = conversation;
    const draft = draftSchema.parse(data);
    if (step !== 'opens' && step !== 'closes') return explainStep(ctx, flow, conversation, 'useButtons');
    const time = readTime(text, ctx.now);
    if (step === 'opens') return time ? takeOpens(ctx, draft, time) : askOpens(ctx, draft, { text });
    await (time ? takeCloses(ctx, draft, time) : askCloses(ctx, draft, { text }));
  },
};
