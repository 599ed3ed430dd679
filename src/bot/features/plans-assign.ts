import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findUnit, rootsOf } from '../../domain/people/browse-roster.ts';
import { roleSchema } from '../../domain/rules/role.ts';
import { addDays, dayOf } from '../../domain/schedule/calendar.ts';
import { readDay } from '../../domain/schedule/read-time.ts';
import { assignPlan, countMeant, listPostTitles } from '../../domain/study/assign-plan.ts';
import {
  findEndProblem,
  findStartProblem,
  lastDayOf,
  PACES,
  USUAL_PACE,
} from '../../domain/study/assignment-rules.ts';
import { findPlan } from '../../domain/study/plans.ts';
import { readProposal } from '../../domain/study/propose-plan.ts';
import { weekOf } from '../../domain/study/week-rules.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  planAskView,
  planEndView,
  planNarrowView,
  planPaceView,
  planPreview,
  planSetView,
  planStartView,
  planUnitsView,
  planWhomView,
  type PlanDayProblem,
} from '../../messages/plans.ts';
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

const FLOW = 'plans';
const PLANS_A_PAGE = 5;
const draftSchema = z.object({
  id: z.string(),
  plan: z.string().default(''),
  unitId: z.string().default(''),
  unitName: z.string().default(''),
  role: z.string().nullable().default(null),
  postTitle: z.string().nullable().default(null),
  startsOn: z.string().default(''),
  endsOn: z.string().default(''),
  pace: z.number().default(0),
});
type Draft = z.infer<typeof draftSchema>;

/** How a secretary sets a plan for others: plan → unit → whom → start → pace → preview. */
export function createPlansAssignFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'plans.new', begin);
  onPress(composer, 'plans.topic', beginWithTopic);
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'plans.assign', draft: draftSchema });
  onStep('plans.page', ['plan'], (ctx, draft, [page]) => askPlan(ctx, draft, readIndex(page) ?? 0));
  onStep('plans.plan', ['plan', 'unit'], (ctx, draft, [plan = '']) =>
    findPlan(ctx.services.plans, plan) ? askUnit(ctx, { ...draft, plan }) : saysStale(ctx),
  );
  onStep('plans.unit', ['unit', 'whom'], async (ctx, draft, [unitId]) => {
    const found = isId(unitId) && (await findUnit(ctx.services.db, ctx.actor, 'plans.assign', unitId));
    if (!found) return saysStale(ctx);
    await askWhom(ctx, { ...draft, unitId: found.unit.id, unitName: found.unit.name });
  });
  onStep('plans.whom', ['whom', 'narrow', 'start'], (ctx, draft, [by]) => {
    const anybody = { ...draft, role: null, postTitle: null };
    if (by === 'all') return askStart(ctx, anybody);
    return by === 'role' || by === 'post' ? askNarrow(ctx, anybody, by) : saysStale(ctx);
  });
  onStep('plans.narrow', ['narrow', 'start'], async (ctx, draft, [by, key]) => {
    if (by !== 'role' && by !== 'post') return saysStale(ctx);
    const choice = (await choicesOf(ctx, draft, by)).find((one) => one.key === key);
    if (!choice) return saysStale(ctx);
    const { value } = choice;
    await askStart(ctx, {
      ...draft,
      role: by === 'role' ? value : null,
      postTitle: by === 'post' ? value : null,
    });
  });
  onStep('plans.start', ['start', 'pace'], (ctx, draft, [when]) => {
    const today = dayOf(ctx.now);
    if (when === 'today') return askPace(ctx, { ...draft, startsOn: today });
    return when === 'monday'
      ? askPace(ctx, { ...draft, startsOn: addDays(weekOf(today).monday, 7) })
      : saysStale(ctx);
  });
  onStep('plans.pace', ['pace', 'preview'], (ctx, draft, [part]) => {
    const pace = readIndex(part);
    if (pace === undefined || !PACES.some((one) => one === pace)) return saysStale(ctx);
    return showPreview(ctx, { ...draft, pace, endsOn: lastDayOf(draft.startsOn, cardsOf(ctx, draft), pace) });
  });
  onStep('plans.end-day', ['preview', 'end'], (ctx, draft) => askEnd(ctx, draft));
  onStep('plans.change', ['preview', 'plan'], (ctx, draft) => askPlan(ctx, draft, 0));
  onStep('plans.confirm', ['preview'], confirm);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: begin };

const cardsOf = (ctx: BotContext, { plan }: Draft): number =>
  findPlan(ctx.services.plans, plan)?.cards.length ?? 0;

async function begin(ctx: BotContext): Promise<void> {
  if (await allow(ctx, 'plans.assign')) await askPlan(ctx, draftSchema.parse({ id: newId() }), 0, true);
}

/** The cards on an article that a unit knows least, for all of the unit, from today on: a preview in which all of it can be changed. */
async function beginWithTopic(ctx: BotContext, [unitId, versionId]: string[]): Promise<void> {
  if (!(await allow(ctx, 'plans.assign'))) return;
  if (!isId(unitId) || !isId(versionId)) return saysStale(ctx);
  const { db, plans } = ctx.services;
  const proposal = await readProposal(db, ctx.actor, { unitId, versionId }, plans);
  if (!proposal?.plan || !proposal.mayAssign) return saysStale(ctx);
  const { plan, unit } = proposal;
  const startsOn = dayOf(ctx.now);
  const when = { startsOn, pace: USUAL_PACE, endsOn: lastDayOf(startsOn, plan.cards.length, USUAL_PACE) };
  const draft = draftSchema.parse({ id: newId(), plan: plan.id, unitId: unit.id, unitName: unit.name });
  await showPreview(ctx, { ...draft, ...when }, true);
}

async function askPlan(ctx: BotContext, draft: Draft, page: number, begins = false): Promise<void> {
  const { plans } = ctx.services;
  const at = page * PLANS_A_PAGE < plans.length ? page : 0;
  await keepStep(ctx, FLOW, 'plan', draft, begins);
  const list = plans.slice(at * PLANS_A_PAGE, (at + 1) * PLANS_A_PAGE);
  await replace(ctx, planAskView(ctx.language, list, { total: plans.length, page: at, size: PLANS_A_PAGE }));
}

/** The secretary's own units and what lies right under them. */
async function askUnit(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'unit', draft);
  const units = new Map<string, string>();
  for (const root of rootsOf(ctx.actor, 'plans.assign')) {
    const found = await findUnit(ctx.services.db, ctx.actor, 'plans.assign', root.id);
    for (const { id, name } of found ? [found.unit, ...found.children] : []) units.set(id, name);
  }
  await replace(
    ctx,
    planUnitsView(
      ctx.language,
      [...units].map(([id, name]) => ({ id, name })),
    ),
  );
}

async function askWhom(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'whom', draft);
  await replace(ctx, planWhomView(ctx.language, draft.unitName));
}

async function choicesOf(ctx: BotContext, { unitId }: Draft, by: 'role' | 'post') {
  const values = by === 'role' ? roleSchema.options : await listPostTitles(ctx.services.db, unitId, ctx.now);
  return values.map((value) => ({ value, key: stampOf({ by, value }) }));
}

async function askNarrow(ctx: BotContext, draft: Draft, by: 'role' | 'post'): Promise<void> {
  await keepStep(ctx, FLOW, 'narrow', draft);
  await replace(ctx, planNarrowView(ctx.language, by, await choicesOf(ctx, draft, by)));
}

async function askStart(ctx: BotContext, draft: Draft, problem?: PlanDayProblem): Promise<void> {
  await keepStep(ctx, FLOW, 'start', draft);
  await replace(ctx, planStartView(ctx.language, problem));
}

async function askPace(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'pace', draft);
  await replace(ctx, planPaceView(ctx.language, cardsOf(ctx, draft), PACES));
}

async function askEnd(ctx: BotContext, draft: Draft, problem?: PlanDayProblem): Promise<void> {
  await keepStep(ctx, FLOW, 'end', draft);
  await replace(ctx, planEndView(ctx.language, problem));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'plans.assign'))) return;
  const draft = draftSchema.parse(conversation.data);
  const today = dayOf(ctx.now);
  if (conversation.step === 'start') {
    const startsOn = readDay(text, ctx.now);
    if (startsOn === undefined) return askStart(ctx, draft, { text });
    const problem = findStartProblem(startsOn, today);
    return problem ? askStart(ctx, draft, problem) : askPace(ctx, { ...draft, startsOn });
  }
  if (conversation.step === 'end') {
    const endsOn = readDay(text, ctx.now);
    if (endsOn === undefined) return askEnd(ctx, draft, { text });
    const problem = findEndProblem(draft.startsOn, endsOn, today);
    return problem ? askEnd(ctx, draft, problem) : showPreview(ctx, { ...draft, endsOn });
  }
  await explainStep(ctx, flow, conversation, 'useButtons');
}

async function showPreview(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  await keepStep(ctx, FLOW, 'preview', draft, begins);
  const plan = findPlan(ctx.services.plans, draft.plan);
  if (!plan) return askPlan(ctx, draft, 0);
  const counts = await countMeant(ctx.services.db, ctx.actor, draft, ctx.now);
  const preview = { ...draft, ...counts, name: plan.name, cards: plan.cards.length };
  await replace(ctx, planPreview(ctx.language, preview, stampOf(draft)));
}

async function confirm(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const assigned = await assignPlan(ctx.services.db, ctx.actor, draft, ctx.services, ctx.now);
  if (assigned.ok) {
    await replace(ctx, planSetView(ctx.language, draft.id, assigned.people));
    return endFlow(ctx, FLOW);
  }
  const { problem } = assigned;
  if (problem === 'not-found') return saysStale(ctx);
  if (problem === 'nobody') return showPreview(ctx, draft);
  await (problem === 'past' || problem === 'too-late'
    ? askStart(ctx, draft, problem)
    : askEnd(ctx, draft, problem));
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'plan') return askPlan(ctx, draft, 0);
  if (step === 'unit') return askUnit(ctx, draft);
  if (step === 'whom' || step === 'narrow') return askWhom(ctx, draft);
  if (step === 'start') return askStart(ctx, draft);
  if (step === 'pace') return askPace(ctx, draft);
  await (step === 'end' ? askEnd(ctx, draft) : showPreview(ctx, draft));
}
