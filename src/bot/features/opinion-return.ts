import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { fits } from '../../domain/rectifications/rules.ts';
import { decideOpinion, readForReturn } from '../../domain/reviews/conclude.ts';
import { RETURN_LIMIT } from '../../domain/reviews/opinion-rules.ts';
import { isId } from '../../messages/callback-data.ts';
import { opinionReturnedView, opinionWord, returnAskView } from '../../messages/review-opinions.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { say, toast } from '../reply.ts';

const FLOW = 'opinion-return';
const ACTION = 'reviews.conclude';
const draftSchema = z.object({ opinionId: z.string(), name: z.string() });

/** A second person does not confirm the committee's word, and says why. */
export function createOpinionReturnFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'opinion.return', async (ctx, [id]) => {
    if (!(await allow(ctx, ACTION))) return;
    const name = isId(id) ? await readForReturn(ctx.services.db, ctx.actor, id) : undefined;
    if (id === undefined || name === undefined) return saysStale(ctx);
    await keepStep(ctx, FLOW, 'reason', { opinionId: id, name }, true);
    await say(ctx, returnAskView(ctx.language, name, false));
  });
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeReason,
  resume: (ctx, { data }) => say(ctx, returnAskView(ctx.language, draftSchema.parse(data).name, false)),
};

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const { opinionId, name } = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  if (!fits(reason, RETURN_LIMIT)) return say(ctx, returnAskView(ctx.language, name, true));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  const { db, pack } = ctx.services;
  const done = await decideOpinion(db, ctx.actor, opinionId, { verdict: 'returned', reason }, pack, ctx.now);
  if (done.ok) await say(ctx, opinionReturnedView(ctx.language));
  else await toast(ctx, opinionWord(ctx.language, 'decidedBefore'), true);
  endFlow(ctx, FLOW);
}
