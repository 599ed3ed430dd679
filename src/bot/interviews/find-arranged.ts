import { readInterview, type InterviewRow } from '../../domain/interviews/read-interviews.ts';
import { isId } from '../../messages/callback-data.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale } from '../flow.ts';

/** One of the interviews that this person arranged; of any other it says that the button is stale. */
export async function findArranged(
  ctx: BotContext,
  id: string | undefined,
): Promise<InterviewRow | undefined> {
  if (!(await allow(ctx, 'interviews.arrange'))) return undefined;
  const row = isId(id) ? await readInterview(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (row?.orderedBy === ctx.actor.personId) return row;
  await saysStale(ctx);
  return undefined;
}
