import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import {
  decideReverification,
  PLACE_LIMIT,
  proposeReverification,
  QUOTE_LIMIT,
  readFlagged,
  retireFlagged,
  type Flagged,
  type FlaggedDone,
} from '../../domain/questions/reverify-question.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  flaggedChanged,
  flaggedDoneView,
  flaggedView,
  placeAskView,
  quoteAskView,
  retireFlaggedView,
  reverifyPreview,
} from '../../messages/flagged.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import {
  allow,
  endFlow,
  explainStep,
  keepStep,
  saysStale,
  stampOf,
  type Feature,
  type Flow,
} from '../flow.ts';
import { createOnStep } from '../on-step.ts';
import { onPress, readIndex } from '../on-press.ts';
import { showFlagged } from '../questions/show-flagged.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'reverification';
const draftSchema = z.object({
  id: z.string(),
  questionId: z.string(),
  versionId: z.string(),
  place: z.string().default(''),
  quote: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** Questions of superseded documents: verified again by one person and approved by another, or retired. */
export function createFlaggedFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'flagged.list', (ctx, [page]) => showFlagged(ctx, readIndex(page) ?? 0));
  onFlagged(composer, 'flagged.open', (ctx, question) => replace(ctx, flaggedView(ctx.language, question)));
  onFlagged(composer, 'flagged.right', async (ctx, question) => {
    if (!question.mayPropose) return toast(ctx, flaggedChanged(ctx.language), true);
    const { questionId, versionId } = question;
    await askPlace(ctx, question, draftSchema.parse({ id: newId(), questionId, versionId }), false, true);
  });
  onFlagged(composer, 'flagged.retire', (ctx, question) =>
    question.mayPropose
      ? replace(ctx, retireFlaggedView(ctx.language, question))
      : toast(ctx, flaggedChanged(ctx.language), true),
  );
  onDecision(composer, 'flagged.retire-now', 'retired', (ctx, id) =>
    retireFlagged(ctx.services.db, ctx.actor, id, ctx.now),
  );
  onDecision(composer, 'flagged.approve', 'approved', (ctx, id) =>
    decideReverification(ctx.services.db, ctx.actor, id, 'approved', ctx.now),
  );
  onDecision(composer, 'flagged.reject', 'rejected', (ctx, id) =>
    decideReverification(ctx.services.db, ctx.actor, id, 'rejected', ctx.now),
  );
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'reports.answer', draft: draftSchema });
  onStep('flagged.same-place', ['place', 'quote'], (ctx, draft) =>
    onQuestion(ctx, draft, (question) => askQuote(ctx, question, { ...draft, place: question.place })),
  );
  onStep('flagged.same-quote', ['quote', 'preview'], (ctx, draft) =>
    onQuestion(ctx, draft, (question) => showPreview(ctx, question, { ...draft, quote: question.quote })),
  );
  onStep('flagged.change', ['preview', 'place'], (ctx, draft) =>
    onQuestion(ctx, draft, (question) => askPlace(ctx, question, draft)),
  );
  onStep('flagged.propose', ['preview'], async (ctx, draft, [stamp]) => {
    if (stamp !== stampOf(draft)) return saysStale(ctx);
    await sayDone(ctx, await proposeReverification(ctx.services.db, ctx.actor, draft, ctx.now), 'proposed');
    endFlow(ctx, FLOW);
  });
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: (ctx) => showFlagged(ctx, 0) };

function onFlagged(
  composer: Composer<BotContext>,
  action: string,
  act: (ctx: BotContext, question: Flagged) => Promise<void>,
): void {
  onPress(composer, action, async (ctx, [id]) => {
    if (!(await allow(ctx, 'keys.approve'))) return;
    const question = isId(id) ? await readFlagged(ctx.services.db, ctx.actor, id) : undefined;
    await (question ? act(ctx, question) : saysStale(ctx));
  });
}

function onDecision(
  composer: Composer<BotContext>,
  action: string,
  word: Parameters<typeof flaggedDoneView>[1],
  act: (ctx: BotContext, questionId: string) => Promise<FlaggedDone>,
): void {
  onPress(composer, action, async (ctx, [id]) => {
    if (!(await allow(ctx, 'keys.approve'))) return;
    await (isId(id) ? sayDone(ctx, await act(ctx, id), word) : saysStale(ctx));
  });
}

async function sayDone(
  ctx: BotContext,
  done: FlaggedDone,
  word: Parameters<typeof flaggedDoneView>[1],
): Promise<void> {
  if (done.ok) return replace(ctx, flaggedDoneView(ctx.language, word));
  await (done.problem === 'not-found' ? saysStale(ctx) : toast(ctx, flaggedChanged(ctx.language), true));
}

/** The question as it stands now, while it waits to be verified. */
async function onQuestion(
  ctx: BotContext,
  { questionId }: Draft,
  act: (question: Flagged) => Promise<void>,
): Promise<void> {
  const question = await readFlagged(ctx.services.db, ctx.actor, questionId);
  await (question?.mayPropose ? act(question) : toast(ctx, flaggedChanged(ctx.language), true));
}

async function askPlace(ctx: BotContext, question: Flagged, draft: Draft, problem = false, begins = false) {
  await keepStep(ctx, FLOW, 'place', draft, begins);
  await replace(ctx, placeAskView(ctx.language, question, problem));
}

async function askQuote(ctx: BotContext, question: Flagged, draft: Draft, problem = false): Promise<void> {
  await keepStep(ctx, FLOW, 'quote', draft);
  await replace(ctx, quoteAskView(ctx.language, question.quote, problem));
}

async function showPreview(ctx: BotContext, question: Flagged, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'preview', draft);
  await replace(ctx, reverifyPreview(ctx.language, question, draft, stampOf(draft)));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'reports.answer'))) return;
  const { step, data } = conversation;
  if (step === 'preview') return explainStep(ctx, flow, conversation, 'useButtons');
  const draft = draftSchema.parse(data);
  const words = text.trim().replace(/\s+/g, ' ');
  const isWrong = words === '' || [...words].length > (step === 'place' ? PLACE_LIMIT : QUOTE_LIMIT);
  const problem = isWrong ? undefined : findTextProblem(words);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await onQuestion(ctx, draft, (question) => {
    if (step === 'place')
      return isWrong
        ? askPlace(ctx, question, draft, true)
        : askQuote(ctx, question, { ...draft, place: words });
    return isWrong
      ? askQuote(ctx, question, draft, true)
      : showPreview(ctx, question, { ...draft, quote: words });
  });
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  await onQuestion(ctx, draft, (question) => {
    if (step === 'place') return askPlace(ctx, question, draft);
    return step === 'quote' ? askQuote(ctx, question, draft) : showPreview(ctx, question, draft);
  });
}
