import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { mayDo } from '../../domain/people/rules.ts';
import {
  approveImport,
  decideProposal,
  findProposalProblem,
  listProposals,
  PROPOSAL_REASON_LIMIT,
  PROPOSALS_A_PAGE,
  readProposal,
  type ProposalRow,
  type ProposalVerdict,
} from '../../domain/questions/decide-proposals.ts';
import { readContent } from '../../domain/questions/read-content.ts';
import {
  allApprovedView,
  approveAllAskView,
  proposalDecidedView,
  proposalListView,
  proposalProblemText,
  proposalRejectAskView,
  proposalView,
} from '../../messages/bank-proposals.ts';
import { isId } from '../../messages/callback-data.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'bank-reject';
const draftSchema = z.object({ versionId: z.string(), stem: z.string() });

/** The second person's side of what editors write: the list, each as a learner sees it, and the answer. Never one's own. */
export function createBankProposalsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'bank.proposals', (ctx, [page]) => {
    const at = readIndex(page);
    return at === undefined ? saysStale(ctx) : showList(ctx, at);
  });
  const onProposal = (
    action: string,
    step: (ctx: BotContext, proposal: ProposalRow) => Promise<void>,
  ): void =>
    onPress(composer, action, async (ctx, [id]) => {
      if (!(await allow(ctx, 'bank.approve'))) return;
      const proposal = isId(id) ? await readProposal(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
      await (proposal ? step(ctx, proposal) : saysStale(ctx));
    });
  onProposal('bank.proposal', showProposal);
  onProposal('bank.approve', (ctx, { versionId }) => decide(ctx, versionId, { verdict: 'approved' }));
  onProposal('bank.approve-all', async (ctx, proposal) => {
    const { importId } = proposal;
    await (importId === null
      ? saysStale(ctx)
      : replace(ctx, approveAllAskView(ctx.language, { ...proposal, importId })));
  });
  onPress(composer, 'bank.approve-now', async (ctx, [id]) => {
    if (!(await allow(ctx, 'bank.approve'))) return;
    if (!isId(id)) return saysStale(ctx);
    const approved = await approveImport(ctx.services.db, ctx.actor, id, ctx.now);
    await (approved === undefined ? saysStale(ctx) : replace(ctx, allApprovedView(ctx.language, approved)));
  });
  onProposal('bank.reject', askReason);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeReason,
  resume: (ctx, { data }) => say(ctx, proposalRejectAskView(ctx.language, draftSchema.parse(data).stem)),
  start: (ctx) => showList(ctx, 0),
};

async function showList(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'bank.approve'))) return;
  const { rows, total } = await listProposals(ctx.services.db, ctx.actor, page, ctx.now);
  // A page that has been worked off since it was shown.
  if (total === 0 && page > 0) return showList(ctx, 0);
  await replace(ctx, proposalListView(ctx.language, rows, { total, page, size: PROPOSALS_A_PAGE }));
}

async function showProposal(ctx: BotContext, proposal: ProposalRow): Promise<void> {
  const problem = findProposalProblem(ctx.actor, proposal, 'approved');
  const mayEdit = mayDo(ctx.actor, 'bank.edit');
  await replace(ctx, proposalView(ctx.language, proposal, readContent(proposal), { problem, mayEdit }));
}

async function askReason(ctx: BotContext, proposal: ProposalRow): Promise<void> {
  const problem = findProposalProblem(ctx.actor, proposal, 'rejected');
  if (problem) return toast(ctx, proposalProblemText(ctx.language, proposal, problem), true);
  const { versionId, stem } = proposal;
  await keepStep(ctx, FLOW, 'reason', { versionId, stem }, true);
  await replace(ctx, proposalRejectAskView(ctx.language, stem));
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'bank.approve'))) return;
  const { versionId, stem } = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  if (reason === '' || [...reason].length > PROPOSAL_REASON_LIMIT)
    return say(ctx, proposalRejectAskView(ctx.language, stem, PROPOSAL_REASON_LIMIT));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await decide(ctx, versionId, { verdict: 'rejected', reason });
  endFlow(ctx, FLOW);
}

async function decide(ctx: BotContext, versionId: string, verdict: ProposalVerdict): Promise<void> {
  const decided = await decideProposal(ctx.services.db, ctx.actor, versionId, verdict, ctx.now);
  if (decided.ok) return replace(ctx, proposalDecidedView(ctx.language, verdict.verdict));
  const { problem, proposal } = decided;
  if (!proposal || problem === 'not-allowed' || problem === 'not-found') return saysStale(ctx);
  await toast(ctx, proposalProblemText(ctx.language, proposal, problem), true);
}
