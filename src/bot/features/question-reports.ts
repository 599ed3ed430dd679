import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import {
  findReportable,
  isReportKind,
  REPORT_KINDS,
  REPORT_LIMIT,
  reportQuestion,
  type SeenAt,
} from '../../domain/questions/report-question.ts';
import { isId } from '../../messages/callback-data.ts';
import { reportedView, reportKindView, reportWordsView } from '../../messages/question-reports.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, explainStep, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { createOnStep } from '../on-step.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';

const FLOW = 'question-report';
const draftSchema = z.object({
  id: z.string(),
  stem: z.string(),
  attemptId: z.string().nullable(),
  position: z.number().nullable(),
  showingId: z.string().nullable(),
  kind: z.enum(REPORT_KINDS).nullable(),
});
type Draft = z.infer<typeof draftSchema>;

/** How somebody reports a mistake in a question they answered: what is wrong → a sentence, or none. */
export function createQuestionReportsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'report.begin', async (ctx, [attemptId, part]) => {
    const position = readIndex(part);
    if (!isId(attemptId) || position === undefined) return saysStale(ctx);
    await begin(ctx, { attemptId, position, showingId: null });
  });
  onPress(composer, 'report.card', (ctx, [showingId]) =>
    isId(showingId) ? begin(ctx, { attemptId: null, position: null, showingId }) : saysStale(ctx),
  );
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'quiz.take', draft: draftSchema });
  onStep('report.kind', ['kind', 'words'], (ctx, draft, [kind]) =>
    isReportKind(kind) ? askWords(ctx, { ...draft, kind }) : saysStale(ctx),
  );
  onStep('report.send', ['words'], (ctx, draft) => submit(ctx, draft, null));
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume };

/** Beside the question, which keeps its way on. */
async function begin(ctx: BotContext, seen: SeenAt): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  const stem = await findReportable(ctx.services.db, ctx.actor, seen, ctx.now);
  if (stem === undefined) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'kind', { id: newId(), stem, kind: null, ...seen }, true);
  await say(ctx, reportKindView(ctx.language, stem));
}

async function askWords(ctx: BotContext, draft: Draft, problem = false): Promise<void> {
  await keepStep(ctx, FLOW, 'words', draft);
  await replace(ctx, reportWordsView(ctx.language, draft.kind ?? 'other', problem));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  if (conversation.step === 'kind') return explainStep(ctx, flow, conversation, 'useButtons');
  const draft = draftSchema.parse(conversation.data);
  const words = text.trim().replace(/\s+/g, ' ');
  if (words === '' || [...words].length > REPORT_LIMIT) return askWords(ctx, draft, true);
  const problem = findTextProblem(words);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await submit(ctx, draft, words);
}

async function submit(ctx: BotContext, draft: Draft, words: string | null): Promise<void> {
  const { id, attemptId, position, showingId, kind } = draft;
  if (kind === null) return saysStale(ctx);
  const report = { id, attemptId, position, showingId, kind, words };
  const reported = await reportQuestion(ctx.services.db, ctx.actor, report, ctx.now);
  if (!reported.ok && reported.problem === 'not-found') await saysStale(ctx);
  else await replace(ctx, reportedView(ctx.language, reported.ok ? 'reported' : 'reportedBefore'));
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  await replace(
    ctx,
    step === 'kind'
      ? reportKindView(ctx.language, draft.stem)
      : reportWordsView(ctx.language, draft.kind ?? 'other', false),
  );
}
