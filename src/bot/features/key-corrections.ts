import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { readReport } from '../../domain/questions/answer-reports.ts';
import { mayHaveSeveral, type KeyProblem } from '../../domain/questions/key-rules.ts';
import {
  countAffected,
  CORRECTION_REASON_LIMIT,
  EXPLANATION_LIMIT,
  keyOf,
  proposeCorrection,
  readCorrectable,
  type CorrectionProblem,
  type Read,
} from '../../domain/questions/propose-correction.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  correctionPreview,
  correctionProblem,
  correctionProposedView,
  explanationAskView,
  keyAskView,
  reasonAskView,
} from '../../messages/key-corrections.ts';
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
import { replace, say, toast } from '../reply.ts';

const FLOW = 'key-correction';
const draftSchema = z.object({
  id: z.string(),
  versionId: z.string(),
  options: z.array(z.number()).default([]),
  words: z.string().default(''),
  explanation: z.string().default(''),
  reason: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;
type Question = Extract<Read, { ok: true }>['question'];

/** How an editor proposes another key for a question that was reported, or does oddly: key → explanation → reason → preview. */
export function createKeyCorrectionsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'reports.fix', beginAtReport);
  onPress(composer, 'doubtful.fix', async (ctx, [versionId]) => {
    if (!(await allow(ctx, 'reports.answer'))) return;
    await (isId(versionId) ? begin(ctx, versionId) : saysStale(ctx));
  });
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'reports.answer', draft: draftSchema });
  onStep('key.pick', ['key', 'explanation'], (ctx, draft, [part, wanted]) =>
    onQuestion(ctx, draft, (question) => pick(ctx, question, draft, readIndex(part), wanted !== '0')),
  );
  onStep('key.next', ['key', 'explanation'], (ctx, draft) =>
    onQuestion(ctx, draft, (question) => takeKey(ctx, question, draft)),
  );
  onStep('key.keep', ['explanation', 'reason'], (ctx, draft) =>
    onQuestion(ctx, draft, (question) => askReason(ctx, { ...draft, explanation: question.explanation })),
  );
  onStep('key.change', ['preview', 'key'], (ctx, draft) =>
    onQuestion(ctx, draft, (question) => askKey(ctx, question, draft)),
  );
  onStep('key.propose', ['preview'], (ctx, draft, [stamp]) =>
    stamp === stampOf(draft) ? submit(ctx, draft) : saysStale(ctx),
  );
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume };

async function beginAtReport(ctx: BotContext, [reportId]: string[]): Promise<void> {
  if (!(await allow(ctx, 'reports.answer'))) return;
  const open = isId(reportId) ? await readReport(ctx.services.db, ctx.actor, reportId, ctx.now) : undefined;
  await (open ? begin(ctx, open.report.versionId) : saysStale(ctx));
}

async function begin(ctx: BotContext, versionId: string): Promise<void> {
  const draft = draftSchema.parse({ id: newId(), versionId });
  await onQuestion(ctx, draft, (question) => askKey(ctx, question, draft, undefined, true));
}

/** The question as it stands now; says why where its key cannot be corrected any more. */
async function onQuestion(
  ctx: BotContext,
  { versionId }: Draft,
  act: (question: Question) => Promise<void>,
): Promise<void> {
  const read = await readCorrectable(ctx.services.db, ctx.actor, versionId);
  await (read.ok ? act(read.question) : sayProblem(ctx, read.problem));
}

async function sayProblem(ctx: BotContext, problem: CorrectionProblem): Promise<void> {
  const isSaid = problem === 'other-type' || problem === 'replaced' || problem === 'proposed-before';
  await (isSaid ? toast(ctx, correctionProblem(ctx.language, problem), true) : saysStale(ctx));
}

async function askKey(
  ctx: BotContext,
  question: Question,
  draft: Draft,
  problem?: KeyProblem,
  begins = false,
): Promise<void> {
  await keepStep(ctx, FLOW, 'key', draft, begins);
  const several = mayHaveSeveral(question.content);
  await replace(ctx, keyAskView(ctx.language, question, { chosen: draft.options, several }, problem));
}

function pick(
  ctx: BotContext,
  question: Question,
  draft: Draft,
  option: number | undefined,
  wanted: boolean,
): Promise<void> {
  if (option === undefined) return saysStale(ctx);
  if (!mayHaveSeveral(question.content)) return takeKey(ctx, question, { ...draft, options: [option] });
  const others = draft.options.filter((one) => one !== option);
  return askKey(ctx, question, { ...draft, options: wanted ? [...others, option] : others });
}

async function takeKey(ctx: BotContext, question: Question, draft: Draft): Promise<void> {
  const key = keyOf(question.content, givenKey(draft));
  if (!key.ok) return askKey(ctx, question, { ...draft, options: [], words: '' }, key.problem);
  await askExplanation(ctx, question, draft);
}

const givenKey = ({ options, words }: Draft) => (words === '' ? { options } : { words });

async function askExplanation(
  ctx: BotContext,
  question: Question,
  draft: Draft,
  problem = false,
): Promise<void> {
  await keepStep(ctx, FLOW, 'explanation', draft);
  await replace(ctx, explanationAskView(ctx.language, question.explanation, problem));
}

async function askReason(ctx: BotContext, draft: Draft, problem = false): Promise<void> {
  await keepStep(ctx, FLOW, 'reason', draft);
  await replace(ctx, reasonAskView(ctx.language, problem));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'reports.answer'))) return;
  const draft = draftSchema.parse(conversation.data);
  const { step } = conversation;
  if (step === 'preview') return explainStep(ctx, flow, conversation, 'useButtons');
  await onQuestion(ctx, draft, async (question) => {
    if (step === 'key') return takeTypedKey(ctx, question, draft, text);
    const words = text.trim().replace(/\s+/g, ' ');
    const most = step === 'reason' ? CORRECTION_REASON_LIMIT : EXPLANATION_LIMIT;
    const isWrong = words === '' || [...words].length > most;
    const problem = isWrong ? undefined : findTextProblem(words);
    if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
    if (step === 'explanation')
      return isWrong
        ? askExplanation(ctx, question, draft, true)
        : askReason(ctx, { ...draft, explanation: words });
    return isWrong ? askReason(ctx, draft, true) : showPreview(ctx, question, { ...draft, reason: words });
  });
}

/** Letters for a choice ("C", "ac"), words for the rest. */
function takeTypedKey(ctx: BotContext, question: Question, draft: Draft, text: string): Promise<void> {
  if (!('options' in question.content))
    return takeKey(ctx, question, { ...draft, words: text.slice(0, 300) });
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,、，]/g, '');
  const options = [...letters].map((letter) => letter.charCodeAt(0) - 97);
  return takeKey(ctx, question, { ...draft, options: options.slice(0, 20) });
}

async function showPreview(ctx: BotContext, question: Question, draft: Draft): Promise<void> {
  const key = keyOf(question.content, givenKey(draft));
  if (!key.ok) return askKey(ctx, question, draft, key.problem);
  await keepStep(ctx, FLOW, 'preview', draft);
  const affected = await countAffected(ctx.services.db, ctx.actor, draft.versionId);
  const change = {
    stem: question.stem,
    before: question.content,
    after: key.content,
    explanation: question.explanation,
    newExplanation: draft.explanation,
    reason: draft.reason,
  };
  await replace(ctx, correctionPreview(ctx.language, change, affected, stampOf(draft)));
}

async function submit(ctx: BotContext, draft: Draft): Promise<void> {
  const proposal = { ...draft, key: givenKey(draft) };
  const proposed = await proposeCorrection(ctx.services.db, ctx.actor, proposal, ctx.now);
  if (proposed.ok) await replace(ctx, correctionProposedView(ctx.language));
  else await sayProblem(ctx, proposed.problem);
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  await onQuestion(ctx, draft, (question) => {
    if (step === 'key') return askKey(ctx, question, draft);
    if (step === 'explanation') return askExplanation(ctx, question, draft);
    return step === 'reason' ? askReason(ctx, draft) : showPreview(ctx, question, draft);
  });
}
