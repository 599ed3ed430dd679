import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import {
  ACCESS_REASON_LIMIT,
  decideAccess,
  listWaitingAccess,
  readAccessRequest,
  type AccessRequest,
  type AccessVerdict,
} from '../../domain/credit/decide-access.ts';
import { lookByRequest } from '../../domain/credit/open-file.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { isPurpose } from '../../domain/rules/file-access-rules.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  accessDoneView,
  accessRequestView,
  accessWord,
  decidedAccessText,
  recusedView,
  refuseAccessView,
  waitingAccessView,
} from '../../messages/file-access.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { sayBarred, showLook } from '../credit/show-look.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'file-refuse';
const draftSchema = z.object({ requestId: z.string(), name: z.string() });

/** Looks at files that others ask for, answered by a second person; and the look itself, once it is approved. */
export function createFileAccessFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'access.waiting', showList);
  onPress(composer, 'access.check', async (ctx, [id]) => {
    const request = await requestFor(ctx, id);
    if (!request) return;
    const { purposes } = ctx.services.pack.fileAccess;
    const told = isPurpose(request.purpose) ? purposes[request.purpose].told : null;
    const isLapsed = request.state === 'asked' && new Date(request.holdsUntil) <= ctx.now;
    await (isLapsed
      ? toast(ctx, accessWord(ctx.language, 'lapsed'), true)
      : replace(ctx, accessRequestView(ctx.language, request, told)));
  });
  onPress(composer, 'access.approve', async (ctx, [id]) => {
    if (!(await allow(ctx, 'file.approve'))) return;
    await (isId(id) ? decide(ctx, id, { verdict: 'approved' }) : saysStale(ctx));
  });
  onPress(composer, 'access.refuse', askReason);
  onPress(composer, 'access.look', async (ctx, [id]) => {
    if (!(await allow(ctx, 'file.read'))) return;
    if (!isId(id)) return saysStale(ctx);
    const { db, pack } = ctx.services;
    const opened = await lookByRequest(db, ctx.actor, id, pack, ctx.now);
    if (opened.ok && 'look' in opened) return showLook(ctx, opened.look);
    if (opened.ok || opened.problem === 'reason-needed' || opened.problem === 'purpose-needed')
      return saysStale(ctx);
    await (opened.problem === 'not-found' ? saysStale(ctx) : sayBarred(ctx, opened.problem));
  });
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeReason,
  resume: (ctx, { data }) => say(ctx, refuseAccessView(ctx.language, draftSchema.parse(data).name, false)),
  start: showList,
};

/** The request, where it is this person's to answer; says why not where it is not. */
async function requestFor(ctx: BotContext, id: string | undefined): Promise<AccessRequest | undefined> {
  if (!(await allow(ctx, 'file.approve'))) return undefined;
  const checked = isId(id)
    ? await readAccessRequest(ctx.services.db, ctx.actor, id, ctx.now)
    : ({ ok: false, problem: 'not-found' } as const);
  if (checked.ok) return checked.request;
  await sayNotTheirs(ctx, checked.problem);
  return undefined;
}

const sayNotTheirs = (ctx: BotContext, problem: 'not-found' | 'recused'): Promise<void> =>
  problem === 'recused' ? replace(ctx, recusedView(ctx.language, 'relative')) : saysStale(ctx);

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'file.approve'))) return;
  const { rows, total } = await listWaitingAccess(ctx.services.db, ctx.actor, ctx.now);
  await replace(ctx, waitingAccessView(ctx.language, rows, total));
}

async function askReason(ctx: BotContext, [id]: string[]): Promise<void> {
  const request = await requestFor(ctx, id);
  if (!request) return;
  if (request.state !== 'asked') return toast(ctx, decidedAccessText(ctx.language, request), true);
  await keepStep(ctx, FLOW, 'reason', { requestId: request.id, name: request.requesterName }, true);
  await replace(ctx, refuseAccessView(ctx.language, request.requesterName, false));
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'file.approve'))) return;
  const { requestId, name } = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  if (reason === '' || [...reason].length > ACCESS_REASON_LIMIT)
    return say(ctx, refuseAccessView(ctx.language, name, true));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await decide(ctx, requestId, { verdict: 'refused', reason });
  endFlow(ctx, FLOW);
}

async function decide(ctx: BotContext, id: string, verdict: AccessVerdict): Promise<void> {
  const { db, pack } = ctx.services;
  const decided = await decideAccess(db, ctx.actor, id, verdict, pack, ctx.now);
  if (decided.ok)
    return replace(ctx, accessDoneView(ctx.language, verdict.verdict, decided.request.requesterName));
  if (decided.problem === 'decided-before')
    return toast(ctx, decidedAccessText(ctx.language, decided.request), true);
  await (decided.problem === 'expired'
    ? toast(ctx, accessWord(ctx.language, 'lapsed'), true)
    : sayNotTheirs(ctx, decided.problem));
}
