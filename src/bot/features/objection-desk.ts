import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import {
  ANSWER_LIMIT,
  answerObjection,
  checkAnswerer,
  listAnswerable,
  readObjection,
  type Answer,
  type AnswererChecked,
} from '../../domain/credit/answer-objection.ts';
import {
  changeableIn,
  CORRECTED_TEXT_LIMIT,
  mostOf,
  readChange,
  type Change,
} from '../../domain/credit/correction-rules.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { isId } from '../../messages/callback-data.ts';
import { recusedView } from '../../messages/file-access.ts';
import {
  answerAskView,
  answeredBeforeText,
  answeredDoneView,
  answerPreview,
  changeAskView,
  changeValueView,
  deskListView,
  deskView,
  evidenceView,
} from '../../messages/objection-desk.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { showPassing } from '../credit/show-look.ts';
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
import { onPress } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { replace, say, toast } from '../reply.ts';
import { sayFile } from '../say-file.ts';

const FLOW = 'objection-answer';
const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('count'), correct: z.number() }),
  z.object({ kind: z.literal('hours'), hours: z.number() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('disregard') }),
]);
const draftSchema = z.object({
  objectionId: z.string(),
  personName: z.string(),
  verdict: z.enum(['upheld', 'not-upheld']),
  change: changeSchema.nullable().default(null),
  text: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** Objections of others: the list, each with what was laid before, and the answer (verdict → correction → words → preview). */
export function createObjectionDeskFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'objection-desk.list', showList);
  onPress(composer, 'objection-desk.open', showOne);
  onPress(composer, 'objection-desk.evidence', showEvidence);
  onPress(composer, 'objection-desk.reject', (ctx, [id]) => begin(ctx, id, 'not-upheld'));
  onPress(composer, 'objection-desk.uphold', (ctx, [id]) => begin(ctx, id, 'upheld'));
  const onStep = createOnStep(composer, {
    name: FLOW,
    flow,
    action: 'objections.answer',
    draft: draftSchema,
  });
  onStep('objection-desk.change', ['change', 'value', 'answer'], chooseChange);
  onStep('objection-desk.confirm', ['preview'], confirm);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: showList };

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'objections.answer'))) return;
  const { rows, total } = await listAnswerable(ctx.services.db, ctx.actor, ctx.now);
  await replace(ctx, deskListView(ctx.language, rows, total, ctx.now));
}

const sayNotTheirs = (
  ctx: BotContext,
  { problem }: Extract<AnswererChecked, { ok: false }>,
): Promise<void> =>
  problem === 'not-found' ? saysStale(ctx) : replace(ctx, recusedView(ctx.language, problem));

/** The objection where it is this person's to answer; says why not where it is not. */
async function checked(ctx: BotContext, id: string | undefined) {
  if (!(await allow(ctx, 'objections.answer'))) return undefined;
  const found: AnswererChecked = isId(id)
    ? await checkAnswerer(ctx.services.db, ctx.actor, id, ctx.now)
    : { ok: false, problem: 'not-found' };
  if (found.ok) return found;
  await sayNotTheirs(ctx, found);
  return undefined;
}

const minutesOf = (ctx: BotContext): number => ctx.services.pack.fileAccess.purposes.objection.minutes;

async function showOne(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'objections.answer'))) return;
  const read = isId(id) ? await readObjection(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!read) return saysStale(ctx);
  if (!read.ok) return sayNotTheirs(ctx, read);
  const minutes = minutesOf(ctx);
  const view = deskView(ctx.language, read.objection, read.entry, { minutes, now: ctx.now });
  const about = { requestId: null, subjectId: read.objection.personId, minutes };
  // A new message, protected from the start, wherever the button was.
  await showPassing(ctx, say, view, about);
}

async function showEvidence(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'objections.answer'))) return;
  const read = isId(id) ? await readObjection(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!read) return saysStale(ctx);
  if (!read.ok) return sayNotTheirs(ctx, read);
  const files = read.evidence ?? [];
  const about = { requestId: null, subjectId: read.objection.personId, minutes: minutesOf(ctx) };
  for (const [i, fileId] of files.entries())
    await showPassing(
      ctx,
      (to, view) => sayFile(to, fileId, view),
      evidenceView(ctx.language, i + 1, files.length),
      about,
    );
}

async function begin(ctx: BotContext, id: string | undefined, verdict: Draft['verdict']): Promise<void> {
  const found = await checked(ctx, id);
  if (!found) return;
  const { objection } = found;
  if (objection.verdict !== null) return toast(ctx, answeredBeforeText(ctx.language, objection), true);
  const draft = draftSchema.parse({
    objectionId: objection.id,
    personName: objection.personName,
    verdict,
  });
  await (verdict === 'upheld' ? askChange(ctx, draft, true) : askAnswer(ctx, draft, true));
}

async function askChange(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  const found = await checked(ctx, draft.objectionId);
  if (!found) return;
  await keepStep(ctx, FLOW, 'change', draft, begins);
  await say(ctx, changeAskView(ctx.language, changeableIn(found.entry)));
}

async function chooseChange(ctx: BotContext, draft: Draft, [kind]: string[]): Promise<void> {
  if (kind === 'disregard') return askAnswer(ctx, { ...draft, change: { kind } });
  const found = await checked(ctx, draft.objectionId);
  if (!found) return;
  await (kind === changeableIn(found.entry) ? askValue(ctx, draft) : saysStale(ctx));
}

async function askValue(ctx: BotContext, draft: Draft, problem = false): Promise<void> {
  const found = await checked(ctx, draft.objectionId);
  const kind = found && changeableIn(found.entry);
  if (!found || !kind) return;
  await keepStep(ctx, FLOW, 'value', draft);
  const most = kind === 'text' ? CORRECTED_TEXT_LIMIT : mostOf(found.entry);
  await replace(ctx, changeValueView(ctx.language, kind, most, problem));
}

async function askAnswer(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  await keepStep(ctx, FLOW, 'answer', draft, begins);
  await (begins ? say : replace)(ctx, answerAskView(ctx.language));
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'preview', draft);
  await replace(ctx, answerPreview(ctx.language, draft, stampOf(draft)));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'objections.answer'))) return;
  const draft = draftSchema.parse(conversation.data);
  const { step } = conversation;
  if (step !== 'value' && step !== 'answer') return explainStep(ctx, flow, conversation, 'useButtons');
  const problem = findTextProblem(text);
  if (problem && problem.problem !== 'empty' && problem.problem !== 'too-long')
    return say(ctx, textProblemView(ctx.language, problem, FLOW));
  if (step === 'value') return takeValue(ctx, draft, text);
  const words = text.trim();
  if (words === '' || [...words].length > ANSWER_LIMIT) return say(ctx, answerAskView(ctx.language, true));
  await showPreview(ctx, { ...draft, text: words });
}

async function takeValue(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const found = await checked(ctx, draft.objectionId);
  if (!found) return;
  const change = readChange(found.entry, text);
  await (change ? askAnswer(ctx, { ...draft, change }) : askValue(ctx, draft, true));
}

const answerOf = ({ verdict, text, change }: Draft): Answer | undefined => {
  if (verdict === 'not-upheld') return { verdict, text };
  const given: Change | null = change;
  return given ? { verdict, text, change: given } : undefined;
};

async function confirm(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  const answer = answerOf(draft);
  if (stamp !== stampOf(draft) || !answer) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const answered = await answerObjection(db, ctx.actor, draft.objectionId, answer, pack, ctx.now);
  if (answered.ok) await replace(ctx, answeredDoneView(ctx.language, draft.verdict, draft.personName));
  else if (answered.problem === 'answered-before')
    await replace(ctx, {
      text: answeredBeforeText(ctx.language, answered.objection),
      buttons: [],
    });
  else await sayNotTheirs(ctx, { ok: false, problem: answered.problem });
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'change') return askChange(ctx, draft);
  if (step === 'value') return askValue(ctx, draft);
  await (step === 'answer' ? askAnswer(ctx, draft) : showPreview(ctx, draft));
}
