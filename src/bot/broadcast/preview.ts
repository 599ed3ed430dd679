import { planNotice, readPlanFacts } from '../../domain/notices/plan-notice.ts';
import { submitNotice } from '../../domain/notices/send-notice.ts';
import { watchProgress } from '../../domain/notices/watch-progress.ts';
import { broadcastPreview } from '../../messages/broadcast-preview.ts';
import {
  broadcastSent,
  broadcastWord,
  fileName,
  refusedText,
  unknownYearText,
} from '../../messages/broadcast.ts';
import { seenView, type NoticePlan } from '../../messages/notice-plan.ts';
import { commonWord } from '../../messages/people.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { View } from '../../messages/view.ts';
import type { BotContext } from '../context.ts';
import { endFlow, saysStale, stampOf } from '../flow.ts';
import { pressedMessage, replace, say, toast } from '../reply.ts';
import { sayFile } from '../say-file.ts';
import { FLOW, keepDraft, noticeOf, type Draft, type Step } from './draft.ts';

/** What the draft would do if it were confirmed now. */
export async function planOf(
  ctx: BotContext,
  draft: Draft,
): Promise<NoticePlan & { unknownYear: number | null }> {
  const { db, pack } = ctx.services;
  const notice = noticeOf(draft);
  const facts = await readPlanFacts(db, ctx.actor, notice, pack.noticeRules.weeklyCap, ctx.now);
  return {
    ...planNotice(notice, facts, pack, ctx.now),
    authorName: ctx.actor.name,
    fileName: draft.file && fileName(ctx.language, draft.file),
  };
}

/** Shows who gets what, when and how; nothing to show while nobody is meant. */
export async function showPreview(
  ctx: BotContext,
  draft: Draft,
  show: (ctx: BotContext, view: View) => Promise<void> = replace,
): Promise<void> {
  if (draft.unitIds.length === 0 && draft.staffNos.length === 0)
    return toast(ctx, broadcastWord(ctx.language, 'chooseUnit'), true);
  const plan = await planOf(ctx, draft);
  if (plan.people === 0) return toast(ctx, broadcastWord(ctx.language, 'nobody'), true);
  await keepDraft(ctx, 'preview', draft);
  await show(ctx, broadcastPreview(ctx.language, plan, ctx.now, stampOf(draft)));
}

/** Sends the author the very message that the recipients get, file and all. */
export const seeFile: Step = async (ctx, draft) => {
  if (!draft.file) return saysStale(ctx);
  await sayFile(ctx, draft.file.id, seenView(ctx.language, await planOf(ctx, draft), ctx.now));
};

/** Into the recipients' next digest, or as a message of its own. */
export const merge: Step = (ctx, draft, [wanted]) => showPreview(ctx, { ...draft, inDigest: wanted === '1' });

/** @param parts the stamp of what was shown: what was changed since is not sent */
export const send: Step = async (ctx, draft, [stamp]) => {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const plan = await planOf(ctx, draft);
  const sent = await submitNotice(db, ctx.actor, noticeOf(draft), pack, ctx.now);
  if (!sent.ok) {
    if (sent.problem === 'text') return say(ctx, textProblemView(ctx.language, sent.text, FLOW));
    if (sent.problem === 'unknown-year') return toast(ctx, unknownYearText(ctx.language, sent.year), true);
    if (sent.problem === 'nobody') return toast(ctx, broadcastWord(ctx.language, 'nobody'), true);
    return toast(
      ctx,
      sent.problem === 'not-allowed'
        ? commonWord(ctx.language, 'notAllowed')
        : refusedText(ctx.language, sent.problem),
      true,
    );
  }
  await watch(ctx, draft, sent.people);
  const { sendAt, digestAt, quietUntil, needsAcknowledgement } = plan;
  // Told first: when the word does not get through, the next try still knows what it is about.
  await replace(
    ctx,
    broadcastSent(ctx.language, {
      ...sent,
      noticeId: draft.id,
      sendAt,
      digestAt,
      quietUntil,
      needsAcknowledgement,
    }),
  );
  endFlow(ctx, FLOW);
};

/** To fewer it is all out before anybody has looked twice. */
const WATCHED_FROM = 50;

/** The pressed message shows how far a notice to many is. */
async function watch(ctx: BotContext, draft: Draft, people: number): Promise<void> {
  const message = pressedMessage(ctx);
  if (!message || people < WATCHED_FROM) return;
  const place = { botId: ctx.botInfo.id, chatId: message.chat.id, messageId: message.message_id };
  await watchProgress(ctx.services.db, ctx.actor, { noticeId: draft.id, ...place }, ctx.now);
}
