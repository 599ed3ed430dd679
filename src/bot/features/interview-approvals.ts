import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import {
  decideInterview,
  listToApprove,
  readToDecide,
  type DecidedInterview,
} from '../../domain/interviews/decide-interview.ts';
import type { InterviewRow } from '../../domain/interviews/read-interviews.ts';
import { findContentProblem } from '../../domain/notices/content-rules.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  interviewApprovalView,
  interviewDecidedView,
  orderWord,
  refuseAskView,
  waitingListView,
} from '../../messages/interview-orders.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature } from '../flow.ts';
import { orderViewOf } from '../interviews/views-of.ts';
import { onPress } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'interview-refusal';
const draftSchema = z.object({ id: z.string() });
/** Longest reason, in code points. */
const REASON_LIMIT = 200;

/** The second person's side of an interview that needs one: look, approve, or refuse with a reason. */
export function createInterviewApprovalsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'interview.waiting', showList);
  onPress(composer, 'interview.see', async (ctx, [id]) => {
    const row = await findToDecide(ctx, id);
    if (row) await showOpen(ctx, row, true);
  });
  onPress(composer, 'interview.approve', async (ctx, [id]) => {
    const row = await findToDecide(ctx, id);
    if (row) await showDecided(ctx, await decide(ctx, row.id, null));
  });
  onPress(composer, 'interview.refuse', async (ctx, [id]) => {
    const row = await findToDecide(ctx, id);
    if (!row) return;
    if (!isOpen(ctx, row)) return showOpen(ctx, row, false);
    await keepStep(ctx, FLOW, 'reason', { id: row.id });
    await say(ctx, refuseAskView(ctx.language, row.personName));
  });
  return { composer, flows: { [FLOW]: { text: takeReason, resume } } };
}

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const rows = await listToApprove(ctx.services.db, ctx.actor, ctx.services.pack, ctx.now);
  await replace(
    ctx,
    waitingListView(
      ctx.language,
      rows.map((row) => orderViewOf(ctx, row)),
    ),
  );
}

/** An interview that this person may decide on; of any other it says that the button is stale. */
async function findToDecide(ctx: BotContext, id: string | undefined): Promise<InterviewRow | undefined> {
  const { db, pack } = ctx.services;
  const row = isId(id) ? await readToDecide(db, ctx.actor, id, pack, ctx.now) : undefined;
  if (!row) await saysStale(ctx);
  return row;
}

/** Whether it can be decided on still; what is past its time is so before the clock has ended it. */
const isOpen = ({ now }: BotContext, { state, approveBy }: InterviewRow): boolean =>
  state === 'proposed' && approveBy !== null && new Date(approveBy) > now;

async function showOpen(ctx: BotContext, row: InterviewRow, fromList: boolean): Promise<void> {
  const order = orderViewOf(ctx, row);
  await replace(
    ctx,
    isOpen(ctx, row)
      ? interviewApprovalView(ctx.language, order, ctx.now, fromList)
      : interviewDecidedView(ctx.language, order, false),
  );
}

/** @param reason null approves */
const decide = (ctx: BotContext, id: string, reason: string | null): Promise<DecidedInterview> =>
  decideInterview(ctx.services.db, ctx.actor, { id, reason }, ctx.services.pack, ctx.now);

/** What this decision did, or how it had been decided before: the first one stays. */
async function showDecided(ctx: BotContext, decided: DecidedInterview): Promise<void> {
  if ('interview' in decided) {
    const byMe = decided.interview.decidedBy === ctx.actor.personId;
    return replace(ctx, interviewDecidedView(ctx.language, orderViewOf(ctx, decided.interview), byMe));
  }
  await (decided.problem === 'unknown-year'
    ? toast(ctx, orderWord(ctx.language, 'unknownYear'), true)
    : saysStale(ctx));
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  const { id } = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  const problem = findContentProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  if (reason === '' || [...reason].length > REASON_LIMIT)
    return say(ctx, refuseAskView(ctx.language, '', true));
  const decided = await decide(ctx, id, reason);
  endFlow(ctx, FLOW);
  await showDecided(ctx, decided);
}

async function resume(ctx: BotContext, { data }: Conversation): Promise<void> {
  const row = await findToDecide(ctx, draftSchema.parse(data).id);
  if (row) await say(ctx, refuseAskView(ctx.language, row.personName));
}
