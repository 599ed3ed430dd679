import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { askErasure, readOwnErasure } from '../../domain/people/ask-erasure.ts';
import {
  decideErasure,
  ERASURE_REASON_LIMIT,
  listWaitingErasures,
  readErasure,
} from '../../domain/people/decide-erasure.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  checkErasureView,
  decidedErasureText,
  erasureAskedView,
  erasureDoneView,
  erasureReasonView,
  eraseView,
  waitingErasuresView,
} from '../../messages/erasure.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { isUnderFile, replace, say, toast } from '../reply.ts';

const FLOW = 'erasure';
const verdictSchema = z.enum(['approved', 'refused']);
const draftSchema = z.object({ requestId: z.string(), verdict: verdictSchema, name: z.string() });

/** Erasure of what need not be kept: asking for it, and answering others with a reason. */
export function createErasureFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'data.erase', async (ctx) => {
    if (!(await allow(ctx, 'data.own'))) return;
    // The book stays where it is.
    await say(ctx, eraseView(ctx.language, await readOwnErasure(ctx.services.db, ctx.actor, ctx.now)));
  });
  onPress(composer, 'data.erase-now', async (ctx) => {
    if (!(await allow(ctx, 'data.own'))) return;
    const { told } = await askErasure(ctx.services.db, ctx.actor, ctx.now);
    await replace(ctx, erasureAskedView(ctx.language, told));
  });
  onPress(composer, 'erasure.waiting', showList);
  onPress(composer, 'erasure.check', async (ctx, [id]) => {
    if (!(await allow(ctx, 'people.manage'))) return;
    const row = isId(id) ? await readErasure(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
    await (row ? replace(ctx, checkErasureView(ctx.language, row)) : saysStale(ctx));
  });
  onPress(composer, 'erasure.answer', askReason);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeReason,
  resume: (ctx, { data }) => {
    const { verdict, name } = draftSchema.parse(data);
    return say(ctx, erasureReasonView(ctx.language, verdict, name, false));
  },
  start: showList,
};

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'people.manage'))) return;
  const { rows, total } = await listWaitingErasures(ctx.services.db, ctx.actor, ctx.now);
  const view = waitingErasuresView(ctx.language, rows, total);
  // The book of one's own data stays as it is.
  await (isUnderFile(ctx) ? say(ctx, view) : replace(ctx, view));
}

async function askReason(ctx: BotContext, [id, given]: string[]): Promise<void> {
  if (!(await allow(ctx, 'people.manage'))) return;
  const verdict = verdictSchema.safeParse(given);
  const row =
    verdict.success && isId(id) ? await readErasure(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!row || !verdict.success) return saysStale(ctx);
  if (row.verdict !== null) return toast(ctx, decidedErasureText(ctx.language, row), true);
  const draft = { requestId: row.id, verdict: verdict.data, name: row.personName };
  await keepStep(ctx, FLOW, 'reason', draft, true);
  await replace(ctx, erasureReasonView(ctx.language, verdict.data, row.personName, false));
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'people.manage'))) return;
  const { requestId, verdict, name } = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  if (reason === '' || [...reason].length > ERASURE_REASON_LIMIT)
    return say(ctx, erasureReasonView(ctx.language, verdict, name, true));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  const { services, actor, now, language } = ctx;
  const decided = await decideErasure(services.db, actor, { id: requestId, verdict, reason }, now);
  if (decided.ok) await replace(ctx, erasureDoneView(language, verdict, decided.row.personName));
  else if (decided.problem === 'not-found') await saysStale(ctx);
  else await toast(ctx, decidedErasureText(language, decided.row), true);
  endFlow(ctx, FLOW);
}
