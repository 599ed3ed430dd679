import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { readDay } from '../../domain/schedule/read-time.ts';
import { findPlan } from '../../domain/study/plans.ts';
import {
  ASSIGNMENTS_A_PAGE,
  endAssignment,
  extendAssignment,
  listAssignments,
  readAssignment,
  type PlanAssignmentRow,
} from '../../domain/study/watch-assignment.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  planChangedView,
  planEndAskView,
  planExtendView,
  planProgressView,
  planSetListView,
  type SetPlanView,
} from '../../messages/plan-progress.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';

const FLOW = 'plan-extend';
const draftSchema = z.object({ id: z.string(), until: z.string() });

/** Plans that are set in one's units: the list, how far each is, ending it, and a later day. */
export function createPlansFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('plans', (ctx) => showList(ctx, 0));
  onPress(composer, 'plans.list', (ctx, [page]) => showList(ctx, readIndex(page) ?? 0));
  onPress(composer, 'plans.open', async (ctx, [id]) => {
    if (!(await allow(ctx, 'plans.assign'))) return;
    const progress = isId(id) ? await readAssignment(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
    await (progress
      ? replace(ctx, planProgressView(ctx.language, shown(ctx, progress.assignment), progress))
      : saysStale(ctx));
  });
  onPress(composer, 'plans.end', async (ctx, [id]) => {
    const open = await findOpen(ctx, id);
    if (open) await replace(ctx, planEndAskView(ctx.language, open.id));
  });
  onPress(composer, 'plans.end-now', async (ctx, [id]) => {
    if (!(await allow(ctx, 'plans.assign'))) return;
    const ended = isId(id) ? await endAssignment(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
    await (ended ? replace(ctx, planChangedView(ctx.language, ended.id, null)) : saysStale(ctx));
  });
  onPress(composer, 'plans.extend', async (ctx, [id]) => {
    const open = await findOpen(ctx, id);
    if (!open) return;
    await keepStep(ctx, FLOW, 'day', { id: open.id, until: open.endsOn }, true);
    await replace(ctx, planExtendView(ctx.language, open.endsOn));
  });
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeDay,
  resume: (ctx, { data }) => replace(ctx, planExtendView(ctx.language, draftSchema.parse(data).until)),
  start: (ctx) => showList(ctx, 0),
};

/** With the name of its plan; one that is not there any more keeps its id. */
function shown(ctx: BotContext, row: PlanAssignmentRow): SetPlanView {
  const name = findPlan(ctx.services.plans, row.plan)?.name ?? { zh: row.plan, en: row.plan };
  return { ...row, name };
}

async function showList(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'plans.assign'))) return;
  const { rows, total } = await listAssignments(ctx.services.db, ctx.actor, page, ctx.now);
  if (rows.length === 0 && page > 0) return showList(ctx, 0);
  const list = rows.map((row) => shown(ctx, row));
  await replace(ctx, planSetListView(ctx.language, list, { total, page, size: ASSIGNMENTS_A_PAGE }));
}

/** One of the scope that goes on; says so when it is none. */
async function findOpen(ctx: BotContext, id: string | undefined): Promise<PlanAssignmentRow | undefined> {
  if (!(await allow(ctx, 'plans.assign'))) return undefined;
  const progress = isId(id) ? await readAssignment(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (progress && !progress.assignment.ended) return progress.assignment;
  await saysStale(ctx);
  return undefined;
}

async function takeDay(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'plans.assign'))) return;
  const { id, until } = draftSchema.parse(data);
  const endsOn = readDay(text, ctx.now);
  if (endsOn === undefined) return replace(ctx, planExtendView(ctx.language, until, { text }));
  const extended = await extendAssignment(ctx.services.db, ctx.actor, { id, endsOn }, ctx.now);
  if (!extended.ok && extended.problem !== 'not-found')
    return replace(ctx, planExtendView(ctx.language, until, extended.problem));
  await (extended.ok ? replace(ctx, planChangedView(ctx.language, id, endsOn)) : saysStale(ctx));
  endFlow(ctx, FLOW);
}
