import type { InterviewRow } from '../../domain/interviews/read-interviews.ts';
import { interviewDetailView } from '../../messages/interviews.ts';
import type { BotContext } from '../context.ts';
import { replace } from '../reply.ts';
import { orderViewOf } from './views-of.ts';

/** One interview with what its orderer can do about it now. */
export async function showInterview(ctx: BotContext, row: InterviewRow): Promise<void> {
  const view = orderViewOf(ctx, row);
  await replace(ctx, interviewDetailView(ctx.language, view, view.kindName, ctx.now));
}
