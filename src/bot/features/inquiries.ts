import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { answerInquiry } from '../../domain/interviews/answer-inquiry.ts';
import { readInterview, type InterviewRow } from '../../domain/interviews/read-interviews.ts';
import { ANSWER_LIMIT } from '../../domain/interviews/record-rules.ts';
import { isId } from '../../messages/callback-data.ts';
import { inquiryAskView, inquiryOver, inquiryPreview, inquirySubmitted } from '../../messages/inquiries.ts';
import type { BotContext } from '../context.ts';
import { endFlow, keepStep, requireFlow, saysStale, stampOf, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'inquiry-answer';
const draftSchema = z.object({
  id: z.string(),
  /** What was sent so far, each with the update it came in: one that comes again after a crash counts once. */
  parts: z.array(z.object({ update: z.number(), text: z.string() })).default([]),
});
type Draft = z.infer<typeof draftSchema>;

/** How somebody answers a written inquiry: messages, as many as they like → preview → submitted and locked. */
export function createInquiriesFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'inquiry.write', async (ctx, [id]) => {
    const row = isId(id) ? await findOpen(ctx, id) : undefined;
    if (row) await askMore(ctx, { id: row.id, parts: [] }, { begins: true });
    else await saysStale(ctx);
  });
  const onDraft = (action: string, act: (ctx: BotContext, draft: Draft, parts: string[]) => Promise<void>) =>
    onPress(composer, action, async (ctx, parts) => {
      const conversation = await requireFlow(ctx, FLOW);
      if (conversation) await act(ctx, draftSchema.parse(conversation.data), parts);
    });
  onDraft('inquiry.check', (ctx, draft) =>
    draft.parts.length === 0 ? askMore(ctx, draft) : showPreview(ctx, draft),
  );
  onDraft('inquiry.more', (ctx, draft) => askMore(ctx, draft));
  onDraft('inquiry.again', (ctx, draft) => askMore(ctx, { ...draft, parts: [] }));
  onDraft('inquiry.submit', submit);
  return { composer, flows: { [FLOW]: { text: takeText, resume } } };
}

const textOf = ({ parts }: Draft): string => parts.map((part) => part.text).join('\n');

/** An inquiry that this person has yet to answer. */
async function findOpen(ctx: BotContext, id: string): Promise<InterviewRow | undefined> {
  const row = await readInterview(ctx.services.db, ctx.actor, id, ctx.now);
  const isOwn = row?.personId === ctx.actor.personId && row.minutes === 0;
  return isOwn && row.state === 'announced' ? row : undefined;
}

async function askMore(
  ctx: BotContext,
  draft: Draft,
  { begins = false, tooLong = false }: { begins?: boolean; tooLong?: boolean } = {},
): Promise<void> {
  await keepStep(ctx, FLOW, 'text', draft, begins);
  const progress = { parts: draft.parts.length, length: [...textOf(draft)].length };
  const view = inquiryAskView(ctx.language, { ...progress, most: ANSWER_LIMIT, tooLong });
  await (begins ? say(ctx, view) : replace(ctx, view));
}

/** A text at the preview is one more part. */
async function takeText(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  const draft = draftSchema.parse(data);
  const update = ctx.update.update_id;
  const isRepeated = draft.parts.some((part) => part.update === update);
  const next = isRepeated ? draft : { ...draft, parts: [...draft.parts, { update, text }] };
  const fits = text.trim() !== '' && [...textOf(next)].length <= ANSWER_LIMIT;
  await (fits ? askMore(ctx, next) : askMore(ctx, draft, { tooLong: text.trim() !== '' }));
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const row = await findOpen(ctx, draft.id);
  if (!row) {
    endFlow(ctx, FLOW);
    return toast(ctx, inquiryOver(ctx.language), true);
  }
  await keepStep(ctx, FLOW, 'preview', draft);
  const isLate = new Date(row.startsAt) < ctx.now;
  await replace(ctx, inquiryPreview(ctx.language, textOf(draft), isLate, stampOf(draft)));
}

async function submit(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const done = await answerInquiry(db, ctx.actor, { id: draft.id, text: textOf(draft) }, pack, ctx.now);
  await (done.ok
    ? replace(ctx, inquirySubmitted(ctx.language))
    : toast(ctx, inquiryOver(ctx.language), true));
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  await (step === 'text' ? askMore(ctx, draft) : showPreview(ctx, draft));
}
