import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import {
  confirmSameMeeting,
  decideHours,
  listWaiting,
  readWaiting,
  REASON_LIMIT,
  type HoursVerdict,
} from '../../domain/study/decide-hours.ts';
import { ENTRIES_A_PAGE } from '../../domain/study/own-hours.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  decidableView,
  decidedText,
  hoursDecidedView,
  meetingConfirmedView,
  rejectAskView,
  waitingHoursView,
} from '../../messages/hours-decide.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'hours-reject';
const draftSchema = z.object({ entryId: z.string(), name: z.string() });

/** What others recorded and wait to have confirmed: the list, each one of it, and the answer. Never one's own. */
export function createHoursDecideFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'hours.waiting', (ctx, [page]) => {
    const at = readIndex(page);
    // Reading names leaves a trace, so a button that is none of ours shows none.
    return at === undefined ? saysStale(ctx) : showList(ctx, at);
  });
  onPress(composer, 'hours.check', async (ctx, [id]) => {
    if (!(await allow(ctx, 'hours.confirm'))) return;
    const { db, pack } = ctx.services;
    const entry = isId(id) ? await readWaiting(db, ctx.actor, id, ctx.now) : undefined;
    await (entry
      ? replace(ctx, decidableView(ctx.language, entry, pack.hourRecords.evidence))
      : saysStale(ctx));
  });
  onPress(composer, 'hours.confirm', async (ctx, [id]) => {
    if (!(await allow(ctx, 'hours.confirm'))) return;
    await (isId(id) ? decide(ctx, id, { verdict: 'confirmed' }) : saysStale(ctx));
  });
  onPress(composer, 'hours.meeting', async (ctx, [id]) => {
    if (!(await allow(ctx, 'hours.confirm'))) return;
    const confirmed = isId(id) ? await confirmSameMeeting(ctx.services.db, ctx.actor, id, ctx.now) : 0;
    await (confirmed > 0 ? replace(ctx, meetingConfirmedView(ctx.language, confirmed)) : saysStale(ctx));
  });
  onPress(composer, 'hours.reject', askReason);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeReason,
  resume: (ctx, { data }) => say(ctx, rejectAskView(ctx.language, draftSchema.parse(data).name, false)),
  start: (ctx) => showList(ctx, 0),
};

async function showList(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'hours.confirm'))) return;
  const { db, pack } = ctx.services;
  const { rows, total } = await listWaiting(db, ctx.actor, page, ctx.now);
  // A page that has been worked off since it was shown.
  if (total === 0 && page > 0) return showList(ctx, 0);
  const where = { total, page, size: ENTRIES_A_PAGE };
  await replace(ctx, waitingHoursView(ctx.language, rows, where, pack.hourRecords.evidence));
}

async function askReason(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'hours.confirm'))) return;
  const entry = isId(id) ? await readWaiting(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!entry) return saysStale(ctx);
  if (!entry.open) return toast(ctx, decidedText(ctx.language, entry), true);
  await keepStep(ctx, FLOW, 'reason', { entryId: entry.id, name: entry.personName }, true);
  await replace(ctx, rejectAskView(ctx.language, entry.personName, false));
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'hours.confirm'))) return;
  const { entryId, name } = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  if (reason === '' || [...reason].length > REASON_LIMIT)
    return say(ctx, rejectAskView(ctx.language, name, true));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await decide(ctx, entryId, { verdict: 'rejected', reason });
  endFlow(ctx, FLOW);
}

async function decide(ctx: BotContext, id: string, verdict: HoursVerdict): Promise<void> {
  const decided = await decideHours(ctx.services.db, ctx.actor, id, verdict, ctx.now);
  if (decided.ok) return replace(ctx, hoursDecidedView(ctx.language, verdict.verdict, decided.entry));
  await (decided.problem === 'not-found'
    ? saysStale(ctx)
    : toast(ctx, decidedText(ctx.language, decided.entry), true));
}
