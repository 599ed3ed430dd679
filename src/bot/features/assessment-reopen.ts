import { Composer } from 'telegraf';
import { z } from 'zod';
import { REOPEN_REASON_LIMIT } from '../../domain/assessments/cycle-rules.ts';
import { readSubmission } from '../../domain/assessments/order-cycle.ts';
import { reopenAssessment } from '../../domain/assessments/reopen-assessment.ts';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { fits } from '../../domain/rectifications/rules.ts';
import { reopenAskView, reopenedView, reopenProblem } from '../../messages/assessment-cycles.ts';
import { isId } from '../../messages/callback-data.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { say, toast } from '../reply.ts';

const FLOW = 'assessment-reopen';
const ACTION = 'assessments.order';
const draftSchema = z.object({ submissionId: z.string(), name: z.string() });

/** A submitted form is given back to its person, with a reason. */
export function createAssessmentReopenFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'cycle.reopen', async (ctx, [id]) => {
    if (!(await allow(ctx, ACTION))) return;
    const row = isId(id) ? await readSubmission(ctx.services.db, ctx.actor, id) : undefined;
    if (!row) return saysStale(ctx);
    if (row.state !== 'submitted') return toast(ctx, reopenProblem(ctx.language, 'not-submitted'), true);
    await keepStep(ctx, FLOW, 'reason', { submissionId: row.id, name: row.name }, true);
    await say(ctx, reopenAskView(ctx.language, row.name, false));
  });
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeReason,
  resume: (ctx, { data }) => say(ctx, reopenAskView(ctx.language, draftSchema.parse(data).name, false)),
};

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const { submissionId, name } = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  if (!fits(reason, REOPEN_REASON_LIMIT)) return say(ctx, reopenAskView(ctx.language, name, true));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  const done = await reopenAssessment(ctx.services.db, ctx.actor, { submissionId, reason }, ctx.now);
  if (done.ok) await say(ctx, reopenedView(ctx.language, done.name));
  // After a crash it has been done already.
  else await toast(ctx, reopenProblem(ctx.language, done.problem), true);
  endFlow(ctx, FLOW);
}
