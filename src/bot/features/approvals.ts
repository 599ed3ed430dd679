import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { decideNotice, type Decided } from '../../domain/notices/decide-notice.ts';
import {
  decisionOf,
  listToDecide,
  planOfState,
  readNoticeToDecide,
  type NoticeState,
} from '../../domain/notices/read-approval.ts';
import { findContentProblem } from '../../domain/notices/content-rules.ts';
import {
  approvalListView,
  approvalSeenView,
  approvalView,
  decidedView,
  rejectAskView,
} from '../../messages/approvals.ts';
import { broadcastWord } from '../../messages/broadcast.ts';
import { isId } from '../../messages/callback-data.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say } from '../reply.ts';
import { sayFile } from '../say-file.ts';

const FLOW = 'notice-decision';
const draftSchema = z.object({ id: z.string() });
/** Longest reason, in code points. */
const REASON_LIMIT = 200;

/** The second person's side of a wide or urgent notice: look, approve, or send back with a reason. */
export function createApprovalsFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('approvals', showList);
  onPress(composer, 'approval.list', showList);
  const onNotice = (action: string, step: (ctx: BotContext, state: NoticeState) => Promise<void>): void =>
    onPress(composer, action, async (ctx, [id]) => {
      const state = await readState(ctx, id);
      if (state) await step(ctx, state);
    });
  onNotice('approval.open', (ctx, state) => showOpen(ctx, state, true));
  onNotice('approval.see', async (ctx, state) => {
    const view = approvalSeenView(ctx.language, planOfState(state, ctx.services.pack, ctx.now), ctx.now);
    const { fileId } = state.notice;
    await (fileId === null ? say(ctx, view) : sayFile(ctx, fileId, view));
  });
  onNotice('approval.approve', async (ctx, { notice }) =>
    showDecided(ctx, notice.id, await decide(ctx, notice.id, null)),
  );
  onNotice('approval.reject', async (ctx, state) => {
    if (state.notice.state !== 'awaiting-approval') return showOpen(ctx, state, false);
    await keepStep(ctx, FLOW, 'reason', { id: state.notice.id });
    await say(ctx, rejectAskView(ctx.language, state.notice.text));
  });
  return { composer, flows: { [FLOW]: { text: takeReason, resume, start: showList } } };
}

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'notices.approve'))) return;
  await replace(ctx, approvalListView(ctx.language, await listToDecide(ctx.services.db, ctx.actor, ctx.now)));
}

/** A notice that this person may decide on; of any other it says that the button is stale. */
async function readState(ctx: BotContext, id: string | undefined): Promise<NoticeState | undefined> {
  if (!(await allow(ctx, 'notices.approve'))) return undefined;
  const state = isId(id) ? await readNoticeToDecide(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!state) await saysStale(ctx);
  return state;
}

/** The notice with its buttons, or how it was decided meanwhile. */
async function showOpen(ctx: BotContext, state: NoticeState, fromList: boolean): Promise<void> {
  if (state.notice.state !== 'awaiting-approval')
    return replace(ctx, decidedView(ctx.language, decisionOf(state), false));
  const plan = planOfState(state, ctx.services.pack, ctx.now);
  await replace(ctx, approvalView(ctx.language, state.notice.id, plan, ctx.now, fromList));
}

/** @param reason null approves */
const decide = (ctx: BotContext, id: string, reason: string | null): Promise<Decided> =>
  decideNotice(
    ctx.services.db,
    ctx.actor,
    { id, approve: reason === null, reason },
    ctx.services.pack,
    ctx.now,
  );

/** What this decision did, or who had decided before: the first one stays. */
async function showDecided(ctx: BotContext, id: string, decided: Decided): Promise<void> {
  const state = await readState(ctx, id);
  if (!state) return;
  const byMe = decided.ok || state.notice.decidedBy === ctx.actor.personId;
  await replace(ctx, decidedView(ctx.language, decisionOf(state), byMe));
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  const { id } = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  const problem = findContentProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  if (reason === '' || [...reason].length > REASON_LIMIT)
    return say(ctx, {
      ...rejectAskView(ctx.language, ''),
      text: broadcastWord(ctx.language, 'reasonProblem'),
    });
  const decided = await decide(ctx, id, reason);
  endFlow(ctx, FLOW);
  await showDecided(ctx, id, decided);
}

async function resume(ctx: BotContext, { data }: Conversation): Promise<void> {
  const state = await readState(ctx, draftSchema.parse(data).id);
  if (state) await say(ctx, rejectAskView(ctx.language, state.notice.text));
}
