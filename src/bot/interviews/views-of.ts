import type { InterviewRow } from '../../domain/interviews/read-interviews.ts';
import type { OrderView } from '../../messages/interview-orders.ts';
import { interviewViewOf, kindName } from '../../messages/interviews.ts';
import type { BotContext } from '../context.ts';

/** An interview as its orderer and whoever approves it see it. */
export function orderViewOf(ctx: BotContext, row: InterviewRow): OrderView {
  const { interviewKinds } = ctx.services.pack;
  return {
    ...row,
    ...interviewViewOf(row, interviewKinds),
    kindName: kindName(ctx.language, interviewKinds, row.kind),
    isWritten: row.minutes === 0,
  };
}
