import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { correctNotice, previewCorrection, readOwnText } from '../../domain/notices/amend-notice.ts';
import {
  changeText,
  correctAskView,
  correctedText,
  correctPreview,
  correctProblemView,
  doneView,
} from '../../messages/board-actions.ts';
import { checkOf } from '../../domain/notices/answer-check.ts';
import { isId } from '../../messages/callback-data.ts';
import { formatText } from '../../messages/formatted-text.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, stampOf, type Feature, type Flow } from '../flow.ts';
import { createOnStep } from '../on-step.ts';
import { onPress } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'notice-correction';
const draftSchema = z.object({
  id: z.string(),
  text: z.string().default(''),
  html: z.string().nullable().default(null),
  version: z.number().default(0),
});
type Draft = z.infer<typeof draftSchema>;

/** The author corrects a notice that is out: new text → preview with how many → confirm. */
export function createNoticeCorrectionFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'board.correct', async (ctx, [id]) => {
    if (!(await allow(ctx, 'notices.send'))) return;
    await (isId(id) ? askText(ctx, draftSchema.parse({ id })) : saysStale(ctx));
  });
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'notices.send', draft: draftSchema });
  onStep('board.correct-now', ['preview'], correct);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeText,
  resume: (ctx, { step, data }) => (step === 'preview' ? showPreview : askText)(ctx, draftSchema.parse(data)),
};

async function askText(ctx: BotContext, draft: Draft): Promise<void> {
  const text = await readOwnText(ctx.services.db, ctx.actor, draft.id);
  if (text === undefined) return toast(ctx, changeText(ctx.language, 'notSent'), true);
  await keepStep(ctx, FLOW, 'text', draft);
  await say(ctx, correctAskView(ctx.language, text));
}

/** A text after the preview is another try at it. */
async function takeText(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'notices.send'))) return;
  const entities = ctx.message && 'text' in ctx.message ? ctx.message.entities : undefined;
  const { html } =
    ctx.message && 'text' in ctx.message ? formatText(ctx.message.text, entities) : { html: null };
  await showPreview(ctx, { ...draftSchema.parse(data), text: text.trim(), html });
}

async function showPreview(ctx: BotContext, written: Draft): Promise<void> {
  const preview = await previewCorrection(ctx.services.db, ctx.actor, written);
  if (!preview.ok) return sayProblem(ctx, preview);
  const { notice: stored } = preview;
  const draft = { ...written, version: stored.version };
  await keepStep(ctx, FLOW, 'preview', draft);
  const notice = {
    ...stored,
    text: draft.text,
    html: draft.html,
    urgent: stored.urgentReason !== null,
    check: checkOf(stored),
  };
  await say(ctx, correctPreview(ctx.language, notice, preview, stampOf(draft), ctx.now));
}

async function correct(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const corrected = await correctNotice(ctx.services.db, ctx.actor, draft, ctx.now);
  if (!corrected.ok) return sayProblem(ctx, corrected);
  endFlow(ctx, FLOW);
  const { recipients, version } = corrected;
  await replace(ctx, doneView(ctx.language, draft.id, correctedText(ctx.language, recipients, version)));
}

async function sayProblem(
  ctx: BotContext,
  problem: Extract<Awaited<ReturnType<typeof correctNotice>>, { ok: false }>,
): Promise<void> {
  if (problem.problem === 'text') return say(ctx, textProblemView(ctx.language, problem.text, FLOW));
  await say(ctx, correctProblemView(ctx.language, problem.problem === 'same' ? 'same' : 'not-sent'));
}
