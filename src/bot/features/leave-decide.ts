import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import {
  decideLeave,
  listWaitingLeave,
  readLeave,
  REFUSAL_LIMIT,
  type LeaveVerdict,
} from '../../domain/people/decide-leave.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  askedLeaveView,
  decidedLeaveText,
  leaveDecidedView,
  refuseLeaveAskView,
  waitingLeaveView,
} from '../../messages/leave-decide.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'leave-refuse';
const draftSchema = z.object({ requestId: z.string(), name: z.string() });

/** Leave that others ask for: the list, each request, and the answer. Never one's own. */
export function createLeaveDecideFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'leave.waiting', showList);
  onPress(composer, 'leave.check', async (ctx, [id]) => {
    if (!(await allow(ctx, 'leave.decide'))) return;
    const { db, pack } = ctx.services;
    const leave = isId(id) ? await readLeave(db, ctx.actor, id, ctx.now) : undefined;
    await (leave ? replace(ctx, askedLeaveView(ctx.language, leave, pack.exemptions)) : saysStale(ctx));
  });
  onPress(composer, 'leave.approve', async (ctx, [id]) => {
    if (!(await allow(ctx, 'leave.decide'))) return;
    await (isId(id) ? decide(ctx, id, { verdict: 'approved' }) : saysStale(ctx));
  });
  onPress(composer, 'leave.refuse', askReason);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeReason,
  resume: (ctx, { data }) => say(ctx, refuseLeaveAskView(ctx.language, draftSchema.parse(data).name, false)),
  start: showList,
};

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'leave.decide'))) return;
  const { db, pack } = ctx.services;
  const { rows, total } = await listWaitingLeave(db, ctx.actor, ctx.now);
  await replace(ctx, waitingLeaveView(ctx.language, rows, total, pack.exemptions));
}

async function askReason(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'leave.decide'))) return;
  const leave = isId(id) ? await readLeave(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!leave) return saysStale(ctx);
  if (leave.verdict !== null) return toast(ctx, decidedLeaveText(ctx.language, leave), true);
  await keepStep(ctx, FLOW, 'reason', { requestId: leave.id, name: leave.personName }, true);
  await replace(ctx, refuseLeaveAskView(ctx.language, leave.personName, false));
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'leave.decide'))) return;
  const { requestId, name } = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  if (reason === '' || [...reason].length > REFUSAL_LIMIT)
    return say(ctx, refuseLeaveAskView(ctx.language, name, true));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await decide(ctx, requestId, { verdict: 'refused', reason });
  endFlow(ctx, FLOW);
}

async function decide(ctx: BotContext, id: string, verdict: LeaveVerdict): Promise<void> {
  const decided = await decideLeave(ctx.services.db, ctx.actor, id, verdict, ctx.now);
  if (decided.ok)
    return replace(ctx, leaveDecidedView(ctx.language, verdict.verdict, decided.leave.personName));
  await (decided.problem === 'not-found'
    ? saysStale(ctx)
    : toast(ctx, decidedLeaveText(ctx.language, decided.leave), true));
}
