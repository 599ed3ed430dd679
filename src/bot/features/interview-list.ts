import { Composer } from 'telegraf';
import {
  closeInterview,
  listInterviews,
  readInterview,
  type InterviewRow,
} from '../../domain/interviews/arrange-interview.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  cancelAskView,
  interviewDetailView,
  interviewListView,
  interviewViewOf,
  kindName,
} from '../../messages/interviews.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace } from '../reply.ts';

/** What a supervisor has arranged: the list, each one of it, "held" and cancelling. */
export function createInterviewListFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('interview', showList);
  onPress(composer, 'interview.list', showList);
  onPress(composer, 'interview.open', (ctx, [id]) => showOne(ctx, id));
  onPress(composer, 'interview.held', (ctx, [id]) => close(ctx, id, 'held'));
  onPress(composer, 'interview.cancel', askCancel);
  onPress(composer, 'interview.cancel-now', (ctx, [id]) => close(ctx, id, 'cancelled'));
  return { composer, flows: {} };
}

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const rows = await listInterviews(ctx.services.db, ctx.actor, ctx.now);
  await replace(
    ctx,
    interviewListView(
      ctx.language,
      rows.map((row) => interviewViewOf(row, ctx.services.pack.interviewKinds)),
    ),
  );
}

/** One of the interviews that this supervisor arranged; of any other it says that the button is stale. */
async function findArranged(ctx: BotContext, id: string | undefined): Promise<InterviewRow | undefined> {
  if (!(await allow(ctx, 'interviews.arrange'))) return undefined;
  const row = isId(id) ? await readInterview(ctx.services.db, ctx.actor, id) : undefined;
  if (row?.orderedBy === ctx.actor.personId) return row;
  await saysStale(ctx);
  return undefined;
}

async function showOne(ctx: BotContext, id: string | undefined): Promise<void> {
  const row = await findArranged(ctx, id);
  if (!row) return;
  await replace(
    ctx,
    interviewDetailView(
      ctx.language,
      interviewViewOf(row, ctx.services.pack.interviewKinds),
      kindName(ctx.language, ctx.services.pack.interviewKinds, row.kind),
      ctx.now,
    ),
  );
}

async function askCancel(ctx: BotContext, [id]: string[]): Promise<void> {
  const row = await findArranged(ctx, id);
  if (row) await replace(ctx, cancelAskView(ctx.language, row.id));
}

async function close(ctx: BotContext, id: string | undefined, state: 'held' | 'cancelled'): Promise<void> {
  const row = await findArranged(ctx, id);
  if (!row) return;
  await closeInterview(ctx.services.db, ctx.actor, row.id, state, ctx.now);
  await showOne(ctx, row.id);
}
