import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { fits } from '../../domain/rectifications/rules.ts';
import {
  decideOpinion,
  enterOpinion,
  listReviewed,
  readOwnResult,
  readReviewed,
  warnsOfCap,
  type Reviewed,
} from '../../domain/reviews/conclude.ts';
import { OPINION_LIMIT } from '../../domain/reviews/opinion-rules.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  compareView,
  gradeAskView,
  opinionConfirmedView,
  opinionEnteredView,
  opinionPreview,
  opinionTextView,
  opinionWord,
  reviewedListView,
  reviewedView,
} from '../../messages/review-opinions.ts';
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
import { onPress } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'opinion';
const ACTION = 'reviews.conclude';
const draftSchema = z.object({
  id: z.string(),
  subjectId: z.string(),
  grade: z.string().default(''),
  text: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** The committee's word on who was reviewed: the list, the votes, grade → words → preview, and the second person's press. */
export function createReviewOpinionsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'opinion.list', showList);
  onPress(composer, 'opinion.open', async (ctx, [id]) => {
    const row = await find(ctx, id);
    if (row)
      await replace(
        ctx,
        reviewedView(ctx.language, row, ctx.services.pack.reviews.grades, ctx.actor.personId),
      );
  });
  onPress(composer, 'opinion.enter', async (ctx, [id]) => {
    const row = await find(ctx, id);
    if (!row) return;
    if (row.opinion && row.opinion.verdict !== 'returned')
      return toast(ctx, opinionWord(ctx.language, 'enteredBefore'), true);
    await askGrade(ctx, draftSchema.parse({ id: newId(), subjectId: row.id }), true);
  });
  onPress(composer, 'opinion.confirm', confirm);
  onPress(composer, 'result.compare', async (ctx, [id]) => {
    if (!(await allow(ctx, 'file.read-own'))) return;
    const row = isId(id) ? await readOwnResult(ctx.services.db, ctx.actor, id) : undefined;
    await (row ? replace(ctx, compareView(ctx.language, row)) : saysStale(ctx));
  });
  const onStep = createOnStep(composer, { name: FLOW, flow, action: ACTION, draft: draftSchema });
  onStep('opinion.grade', ['grade', 'text'], (ctx, draft, [grade = '']) =>
    ctx.services.pack.reviews.grades.some(({ id }) => id === grade)
      ? askText(ctx, { ...draft, grade })
      : saysStale(ctx),
  );
  onStep('opinion.change', ['preview', 'grade'], (ctx, draft) => askGrade(ctx, draft));
  onStep('opinion.send', ['preview'], send);
  return { composer, flows: { [FLOW]: flow } };
}

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const { rows, total } = await listReviewed(ctx.services.db, ctx.actor, ctx.now);
  await replace(ctx, reviewedListView(ctx.language, rows, total));
}

async function find(ctx: BotContext, id: string | undefined): Promise<Reviewed | undefined> {
  if (!(await allow(ctx, ACTION))) return undefined;
  const row = isId(id) ? await readReviewed(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!row) await saysStale(ctx);
  return row;
}

async function askGrade(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  const row = await find(ctx, draft.subjectId);
  if (!row) return;
  await keepStep(ctx, FLOW, 'grade', draft, begins);
  await replace(ctx, gradeAskView(ctx.language, row.name, ctx.services.pack.reviews.grades));
}

async function askText(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'text', draft);
  await replace(ctx, opinionTextView(ctx.language));
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const row = await find(ctx, draft.subjectId);
  if (!row) return;
  const { db, pack } = ctx.services;
  const cap = await warnsOfCap(db, row.cycleId, draft.grade, pack);
  await keepStep(ctx, FLOW, 'preview', draft);
  const said = { ...draft, name: row.name };
  await replace(ctx, opinionPreview(ctx.language, said, pack.reviews.grades, cap, stampOf(draft)));
}

async function send(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const done = await enterOpinion(ctx.services.db, ctx.actor, draft, ctx.services.pack, ctx.now);
  if (!done.ok)
    return done.problem === 'entered-before'
      ? toast(ctx, opinionWord(ctx.language, 'enteredBefore'), true)
      : saysStale(ctx);
  await replace(ctx, opinionEnteredView(ctx.language, done.name, done));
  endFlow(ctx, FLOW);
}

async function confirm(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  if (!isId(id)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const done = await decideOpinion(db, ctx.actor, id, { verdict: 'confirmed' }, pack, ctx.now);
  if (done.ok) return replace(ctx, opinionConfirmedView(ctx.language, done.name));
  if (done.problem === 'own') return toast(ctx, opinionWord(ctx.language, 'ownOpinion'), true);
  await (done.problem === 'decided-before'
    ? toast(ctx, opinionWord(ctx.language, 'decidedBefore'), true)
    : saysStale(ctx));
}

const flow: Flow = {
  text: async (ctx, conversation, text) => {
    if (!(await allow(ctx, ACTION))) return;
    if (conversation.step !== 'text') return explainStep(ctx, flow, conversation, 'useButtons');
    const words = text.trim();
    const length = [...words].length;
    const problem = fits(words, OPINION_LIMIT)
      ? findTextProblem(words)
      : ({ problem: 'too-long', length, limit: OPINION_LIMIT } as const);
    if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
    await showPreview(ctx, { ...draftSchema.parse(conversation.data), text: words });
  },
  resume: async (ctx: BotContext, { step, data }: Conversation) => {
    const draft = draftSchema.parse(data);
    if (step === 'grade') return askGrade(ctx, draft);
    await (step === 'text' ? askText(ctx, draft) : showPreview(ctx, draft));
  },
};
