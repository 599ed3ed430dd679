import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import {
  decideRecognition,
  listWaitingRecognitions,
  readRecognition,
  type RecognitionVerdict,
} from '../../domain/recognitions/decide.ts';
import { fits, REASON_LIMIT } from '../../domain/rectifications/rules.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  recognitionDecidedText,
  recognitionDoneView,
  recognitionListView,
  recognitionView,
  refuseRecognitionView,
} from '../../messages/recognitions.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'recognise-refuse';
const ACTION = 'recognitions.approve';
const draftSchema = z.object({ proposalId: z.string(), name: z.string() });

/** What others propose: the list, each of it, and the answer. Never one's own, nor about oneself. */
export function createRecogniseDecideFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('recognise', showList);
  onPress(composer, 'recognise.list', showList);
  onPress(composer, 'recognise.open', async (ctx, [id]) => {
    if (!(await allow(ctx, ACTION))) return;
    const row = isId(id) ? await readRecognition(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
    await (row ? replace(ctx, recognitionView(ctx.language, row)) : saysStale(ctx));
  });
  onPress(composer, 'recognise.approve', async (ctx, [id]) => {
    if (!(await allow(ctx, ACTION))) return;
    await (isId(id) ? decide(ctx, id, { verdict: 'approved' }) : saysStale(ctx));
  });
  onPress(composer, 'recognise.refuse', askReason);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeReason,
  resume: (ctx, { data }) =>
    say(ctx, refuseRecognitionView(ctx.language, draftSchema.parse(data).name, false)),
  start: showList,
};

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'recognitions.propose'))) return;
  const { rows, total } = await listWaitingRecognitions(ctx.services.db, ctx.actor, ctx.now);
  await replace(ctx, recognitionListView(ctx.language, rows, total));
}

async function askReason(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const row = isId(id) ? await readRecognition(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!row) return saysStale(ctx);
  if (row.verdict !== null) return toast(ctx, recognitionDecidedText(ctx.language, row), true);
  await keepStep(ctx, FLOW, 'reason', { proposalId: row.id, name: row.personName }, true);
  await replace(ctx, refuseRecognitionView(ctx.language, row.personName, false));
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const { proposalId, name } = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  if (!fits(reason, REASON_LIMIT)) return say(ctx, refuseRecognitionView(ctx.language, name, true));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await decide(ctx, proposalId, { verdict: 'refused', reason });
  endFlow(ctx, FLOW);
}

async function decide(ctx: BotContext, id: string, verdict: RecognitionVerdict): Promise<void> {
  const { db, pack } = ctx.services;
  const decided = await decideRecognition(db, ctx.actor, id, verdict, pack, ctx.now);
  if (decided.ok)
    return replace(ctx, recognitionDoneView(ctx.language, verdict.verdict, decided.row.personName));
  await (decided.problem === 'not-found'
    ? saysStale(ctx)
    : toast(ctx, recognitionDecidedText(ctx.language, decided.row), true));
}
