import { findContentProblem } from '../../domain/notices/content-rules.ts';
import { readCheck } from '../../domain/notices/read-check.ts';
import { findKind } from '../../domain/notices/send-notice.ts';
import { checkAskView, typedProblemView, urgentAskView } from '../../messages/broadcast-options.ts';
import { broadcastWord } from '../../messages/broadcast.ts';
import { textProblem } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { saysStale } from '../flow.ts';
import { replace, say, toast } from '../reply.ts';
import { keepDraft, type Draft, type Step } from './draft.ts';
import { needsConfirming, showOptions } from './options.ts';
import { goBack } from './list.ts';

/** Longest reason, in code points. */
const REASON_LIMIT = 200;

/** The question that shows whether the notice was understood (row E14). */
export const askCheck: Step = async (ctx, draft) => {
  if (!(await needsConfirming(ctx, draft))) return;
  await keepDraft(ctx, 'check', draft);
  await replace(ctx, checkAskView(ctx.language, draft.check !== null));
};

export async function typeCheck(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const read = readCheck(text);
  if (read.ok) return showOptions(ctx, { ...draft, check: read.check });
  await say(
    ctx,
    read.problem === 'text'
      ? typedProblemView(ctx.language, textProblem(ctx.language, read.text))
      : checkAskView(ctx.language, draft.check !== null, read.problem),
  );
}

/** Why it must pass the quiet hours; only of kinds that may. */
export const askUrgent: Step = async (ctx, draft) => {
  if (!findKind(ctx.services.pack, draft.kind)?.mayBeUrgent)
    return toast(ctx, broadcastWord(ctx.language, 'notUrgentKind'), true);
  await keepDraft(ctx, 'urgent', draft);
  await replace(ctx, urgentAskView(ctx.language, draft.urgentReason !== null));
};

export async function typeUrgent(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const reason = text.trim().replace(/\s+/g, ' ');
  const problem = findContentProblem(reason);
  if (problem) return say(ctx, typedProblemView(ctx.language, textProblem(ctx.language, problem)));
  if (reason === '' || [...reason].length > REASON_LIMIT)
    return say(ctx, typedProblemView(ctx.language, broadcastWord(ctx.language, 'reasonProblem')));
  await showOptions(ctx, { ...draft, urgentReason: reason, inDigest: false });
}

/** Takes off what was set. */
export const drop: Step = (ctx, draft, [what]) => {
  if (what === 'check') return showOptions(ctx, { ...draft, check: null });
  if (what === 'urgent') return showOptions(ctx, { ...draft, urgentReason: null });
  if (what === 'list') return goBack(ctx, { ...draft, staffNos: [] });
  return saysStale(ctx);
};
