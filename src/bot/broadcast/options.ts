import { findKind } from '../../domain/notices/send-notice.ts';
import { kindAskView, optionsView } from '../../messages/broadcast-options.ts';
import { broadcastWord, droppedWord } from '../../messages/broadcast.ts';
import type { BotContext } from '../context.ts';
import { saysStale } from '../flow.ts';
import { replace, toast } from '../reply.ts';
import { keepDraft, type Draft, type Step } from './draft.ts';
import { planOf } from './preview.ts';

/** Everything about the notice that may be left as it is. */
export async function showOptions(ctx: BotContext, draft: Draft): Promise<void> {
  const kept = { ...draft, every: null };
  await keepDraft(ctx, 'options', kept);
  const kind = findKind(ctx.services.pack, draft.kind);
  const kindName = kind?.name[ctx.language] ?? draft.kind;
  await replace(ctx, optionsView(ctx.language, { ...(await planOf(ctx, kept)), kindName }));
}

export async function askKind(ctx: BotContext, draft: Draft): Promise<void> {
  await keepDraft(ctx, 'kind', draft);
  await replace(ctx, kindAskView(ctx.language, ctx.services.pack.noticeKinds, draft.kind));
}

/** What the new kind does not have is taken off, and said. */
export const takeKind: Step = async (ctx, draft, [id]) => {
  if (id === undefined) return askKind(ctx, draft);
  const kind = findKind(ctx.services.pack, id);
  if (!kind) return saysStale(ctx);
  const noUrgent = !kind.mayBeUrgent && draft.urgentReason !== null;
  const noAsks = !kind.needsAcknowledgement && (draft.check !== null || draft.deadlineWorkingDays !== null);
  const words = [
    ...(noUrgent ? [droppedWord(ctx.language, 'urgent')] : []),
    ...(noAsks ? [droppedWord(ctx.language, 'asks')] : []),
  ];
  if (words.length > 0) ctx.preface = words.join('\n');
  await showOptions(ctx, {
    ...draft,
    kind: kind.id,
    ...(noUrgent ? { urgentReason: null } : {}),
    ...(noAsks ? { check: null, deadlineWorkingDays: null } : {}),
  });
};

/** Whether the draft's kind is confirmed by its recipients; says so when not. */
export async function needsConfirming(ctx: BotContext, draft: Draft): Promise<boolean> {
  if (findKind(ctx.services.pack, draft.kind)?.needsAcknowledgement !== false) return true;
  await toast(ctx, broadcastWord(ctx.language, 'needsConfirming'), true);
  return false;
}
