import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import {
  dismissProposal,
  listProposals,
  readProposal,
  type ProposalRow,
} from '../../domain/interviews/proposals.ts';
import { findContentProblem } from '../../domain/notices/content-rules.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  dismissAskView,
  dismissedView,
  proposalDecided,
  proposalListView,
  proposalView,
  type ProposalView,
} from '../../messages/interview-proposals.ts';
import { kindName } from '../../messages/interviews.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'proposal-dismissal';
const draftSchema = z.object({ id: z.string() });
const REASON_LIMIT = 200;

/** Interviews that the rules suggest: each is arranged by somebody, or put aside with a reason. */
export function createInterviewProposalsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'proposal.list', showList);
  onPress(composer, 'proposal.open', async (ctx, [id]) => {
    const row = await findOpen(ctx, id);
    if (row) await replace(ctx, proposalView(ctx.language, viewOf(ctx, row)));
  });
  onPress(composer, 'proposal.dismiss', async (ctx, [id]) => {
    const row = await findOpen(ctx, id);
    if (!row) return;
    await keepStep(ctx, FLOW, 'reason', { id: row.id });
    await say(ctx, dismissAskView(ctx.language, row.personName));
  });
  return { composer, flows: { [FLOW]: { text: takeReason, resume } } };
}

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const rows = await listProposals(ctx.services.db, ctx.actor, ctx.services.pack, ctx.now);
  await replace(
    ctx,
    proposalListView(
      ctx.language,
      rows.map((row) => viewOf(ctx, row)),
    ),
  );
}

/** One that stands open and that this person may decide on; otherwise says so. */
async function findOpen(ctx: BotContext, id: string | undefined): Promise<ProposalRow | undefined> {
  if (!(await allow(ctx, 'interviews.arrange'))) return undefined;
  const { db, pack } = ctx.services;
  const row = isId(id) ? await readProposal(db, ctx.actor, id, pack, ctx.now) : undefined;
  if (row?.state === 'open') return row;
  await (row ? toast(ctx, proposalDecided(ctx.language), true) : saysStale(ctx));
  return undefined;
}

function viewOf({ services, language }: BotContext, row: ProposalRow): ProposalView {
  const { interviewKinds, interviewTriggers } = services.pack;
  const trigger = interviewTriggers.find(({ id }) => id === row.trigger);
  return {
    ...row,
    kindName: kindName(language, interviewKinds, row.kind),
    triggerName: trigger?.name[language] ?? row.trigger,
    source: [trigger?.source.document, trigger?.source.article].filter(Boolean).join(' '),
    verified: trigger?.verified ?? false,
  };
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  const { id } = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  const problem = findContentProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  if (reason === '' || [...reason].length > REASON_LIMIT)
    return say(ctx, dismissAskView(ctx.language, '', true));
  const done = await dismissProposal(ctx.services.db, ctx.actor, { id, reason }, ctx.services.pack, ctx.now);
  endFlow(ctx, FLOW);
  await (done.ok || done.problem === 'decided'
    ? say(ctx, dismissedView(ctx.language, done.ok))
    : saysStale(ctx));
}

async function resume(ctx: BotContext, { data }: Conversation): Promise<void> {
  const row = await findOpen(ctx, draftSchema.parse(data).id);
  if (row) await say(ctx, dismissAskView(ctx.language, row.personName));
}
