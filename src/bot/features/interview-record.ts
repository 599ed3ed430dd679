import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import {
  draftRecord,
  fieldsOf,
  readKnownFields,
  recordInterview,
} from '../../domain/interviews/record-interview.ts';
import { CONTENT_LIMIT, FOLLOW_UP_LIMIT } from '../../domain/interviews/record-rules.ts';
import { readInterview, type InterviewRow } from '../../domain/interviews/read-interviews.ts';
import { findContentProblem } from '../../domain/notices/content-rules.ts';
import {
  recordContentAsk,
  recordedView,
  recordFollowUpAsk,
  recordKnownView,
  recordPreview,
  recordWord,
} from '../../messages/interview-records.ts';
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
import { findArranged } from '../interviews/find-arranged.ts';
import { onPress } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'interview-record';
const draftSchema = z.object({
  id: z.string(),
  content: z.string().default(''),
  followUp: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** How an interview is recorded after it began: what is known → main points → follow-up → preview → to the person. */
export function createInterviewRecordFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'interview.record', async (ctx, [id]) => {
    const row = await findArranged(ctx, id);
    if (!row) return;
    const isOver = row.hasRecord || row.state === 'held' || row.state === 'cancelled' || row.minutes === 0;
    if (isOver) return toast(ctx, recordWord(ctx.language, 'over'), true);
    if (new Date(row.startsAt) > ctx.now) return toast(ctx, recordWord(ctx.language, 'notYet'), true);
    await showKnown(ctx, draftSchema.parse({ id: row.id }), true);
  });
  const onStep = createOnStep(composer, {
    name: FLOW,
    flow,
    action: 'interviews.arrange',
    draft: draftSchema,
  });
  onStep('interview.record-next', ['known', 'content'], (ctx, draft) => askContent(ctx, draft));
  onStep('interview.record-change', ['preview', 'content'], (ctx, draft) => askContent(ctx, draft));
  onStep('interview.record-none', ['follow-up', 'preview'], (ctx, draft) =>
    showPreview(ctx, { ...draft, followUp: '' }),
  );
  onStep('interview.record-now', ['preview'], record);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume };

async function findOwn(ctx: BotContext, { id }: Draft): Promise<InterviewRow | undefined> {
  const row = await readInterview(ctx.services.db, ctx.actor, id, ctx.now);
  if (row?.orderedBy === ctx.actor.personId) return row;
  await saysStale(ctx);
  return undefined;
}

async function showKnown(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  const row = await findOwn(ctx, draft);
  if (!row) return;
  const { db, pack } = ctx.services;
  await keepStep(ctx, FLOW, 'known', draft, begins);
  const known = await readKnownFields(db, row, pack);
  await replace(ctx, recordKnownView(ctx.language, known, pack.interviewFields));
}

async function askContent(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'content', draft);
  await replace(ctx, recordContentAsk(ctx.language));
}

async function askFollowUp(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'follow-up', draft);
  await replace(ctx, recordFollowUpAsk(ctx.language));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const draft = draftSchema.parse(conversation.data);
  const { step } = conversation;
  if (step !== 'content' && step !== 'follow-up') return explainStep(ctx, flow, conversation, 'useButtons');
  const typed = text.trim();
  const length = [...typed].length;
  const limit = step === 'content' ? CONTENT_LIMIT : FOLLOW_UP_LIMIT;
  const problem =
    typed === ''
      ? ({ problem: 'empty' } as const)
      : length > limit
        ? ({ problem: 'too-long', length, limit } as const)
        : findContentProblem(typed);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  if (step === 'follow-up') return showPreview(ctx, { ...draft, followUp: typed });
  const row = await findOwn(ctx, draft);
  if (!row) return;
  const next = { ...draft, content: typed };
  const asksMore = fieldsOf(row.kind, ctx.services.pack).includes('follow-up');
  await (asksMore ? askFollowUp(ctx, next) : showPreview(ctx, next));
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const row = await findOwn(ctx, draft);
  if (!row) return;
  const { db, pack } = ctx.services;
  await keepStep(ctx, FLOW, 'preview', draft);
  const { fields } = await draftRecord(db, row, draft, pack);
  await replace(ctx, recordPreview(ctx.language, fields, pack.interviewFields, stampOf(draft)));
}

async function record(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const done = await recordInterview(db, ctx.actor, draft, pack, ctx.now);
  if (done.ok) await replace(ctx, recordedView(ctx.language, done.interview, done.first));
  else if (done.problem === 'over' || done.problem === 'not-yet')
    await toast(ctx, recordWord(ctx.language, done.problem === 'over' ? 'over' : 'notYet'), true);
  else await saysStale(ctx);
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'known') return showKnown(ctx, draft);
  if (step === 'content') return askContent(ctx, draft);
  await (step === 'follow-up' ? askFollowUp(ctx, draft) : showPreview(ctx, draft));
}
