import { Composer } from 'telegraf';
import { cancelInterview } from '../../domain/interviews/cancel-interview.ts';
import { listToApprove } from '../../domain/interviews/decide-interview.ts';
import { kindsApprovedBy } from '../../domain/interviews/order-rules.ts';
import { listInterviews } from '../../domain/interviews/read-interviews.ts';
import { cancelAskView, interviewListView, interviewViewOf } from '../../messages/interviews.ts';
import type { BotContext } from '../context.ts';
import { allow, type Feature } from '../flow.ts';
import { findArranged } from '../interviews/find-arranged.ts';
import { showInterview } from '../interviews/show-interview.ts';
import { onPress } from '../on-press.ts';
import { replace } from '../reply.ts';

/** What somebody has arranged: the list, each one of it, and cancelling. */
export function createInterviewListFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('interview', showList);
  onPress(composer, 'interview.list', showList);
  onPress(composer, 'interview.open', async (ctx, [id]) => {
    const row = await findArranged(ctx, id);
    if (row) await showInterview(ctx, row);
  });
  onPress(composer, 'interview.cancel', askCancel);
  onPress(composer, 'interview.cancel-now', cancel);
  return { composer, flows: {} };
}

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const { db, pack } = ctx.services;
  const rows = await listInterviews(db, ctx.actor, ctx.now);
  const approves = kindsApprovedBy(ctx.actor, pack).length > 0;
  const waiting = approves ? (await listToApprove(db, ctx.actor, pack, ctx.now)).length : undefined;
  await replace(
    ctx,
    interviewListView(
      ctx.language,
      rows.map((row) => interviewViewOf(row, pack.interviewKinds)),
      waiting,
    ),
  );
}

async function askCancel(ctx: BotContext, [id]: string[]): Promise<void> {
  const row = await findArranged(ctx, id);
  if (row) await replace(ctx, cancelAskView(ctx.language, row.id));
}

async function cancel(ctx: BotContext, [id]: string[]): Promise<void> {
  const row = await findArranged(ctx, id);
  if (!row) return;
  await showInterview(ctx, (await cancelInterview(ctx.services.db, ctx.actor, row.id, ctx.now)) ?? row);
}
