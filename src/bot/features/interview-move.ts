import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { moveInterview, type Moved } from '../../domain/interviews/move-interview.ts';
import { readInterview, type InterviewRow } from '../../domain/interviews/read-interviews.ts';
import { readTime, suggestTimes } from '../../domain/schedule/read-time.ts';
import {
  keepAskView,
  movedView,
  movePreviewView,
  moveTimeAskView,
  orderWord,
} from '../../messages/interview-orders.ts';
import { clashText } from '../../messages/interviews.ts';
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
import { orderViewOf } from '../interviews/views-of.ts';
import { onPress, readIndex } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { replace, toast } from '../reply.ts';

const FLOW = 'interview-move';
const draftSchema = z.object({ id: z.string(), round: z.number(), startsAt: z.string().default('') });
type Draft = z.infer<typeof draftSchema>;
const MOVABLE = ['announced', 'confirmed', 'move-asked', 'cannot-attend'];

/** An interview at another time, when → preview → a new notice; or at the same after all. */
export function createInterviewMoveFeature(): Feature {
  const composer = new Composer<BotContext>();
  const onRound = (action: string, act: (ctx: BotContext, row: InterviewRow) => Promise<void>): void =>
    onPress(composer, action, async (ctx, [id, shown]) => {
      const row = await findArranged(ctx, id);
      if (!row) return;
      const isThis = row.round === readIndex(shown) && row.minutes > 0 && MOVABLE.includes(row.state);
      await (isThis ? act(ctx, row) : toast(ctx, orderWord(ctx.language, 'changed'), true));
    });
  onRound('interview.move', (ctx, { id, round }) =>
    askTime(ctx, draftSchema.parse({ id, round }), undefined, true),
  );
  onRound('interview.keep', (ctx, row) => replace(ctx, keepAskView(ctx.language, orderViewOf(ctx, row))));
  onPress(composer, 'interview.keep-now', async (ctx, [id, shown]) => {
    const row = await findArranged(ctx, id);
    const round = readIndex(shown);
    if (!row || round === undefined) return;
    await showMoved(
      ctx,
      await moveInterview(ctx.services.db, ctx.actor, { id: row.id, round, startsAt: null }, ctx.now),
    );
  });
  const onStep = createOnStep(composer, {
    name: FLOW,
    flow,
    action: 'interviews.arrange',
    draft: draftSchema,
  });
  onStep('interview.move-to', ['time', 'preview'], (ctx, draft, [seconds]) =>
    takeTime(ctx, draft, new Date((readIndex(seconds) ?? 0) * 1000)),
  );
  onStep('interview.move-change', ['preview', 'time'], (ctx, draft) => askTime(ctx, draft));
  onStep('interview.move-now', ['preview'], move);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume };

/** The interview of the wizard, if it is as it was when the wizard began; otherwise the wizard ends. */
async function findSame(ctx: BotContext, { id, round }: Draft): Promise<InterviewRow | undefined> {
  const row = await readInterview(ctx.services.db, ctx.actor, id, ctx.now);
  if (row?.orderedBy === ctx.actor.personId && row.round === round && MOVABLE.includes(row.state)) return row;
  endFlow(ctx, FLOW);
  await saysStale(ctx);
  return undefined;
}

async function askTime(
  ctx: BotContext,
  draft: Draft,
  problem?: { text: string } | 'past',
  begins = false,
): Promise<void> {
  const row = await findSame(ctx, draft);
  if (!row) return;
  await keepStep(ctx, FLOW, 'time', draft, begins);
  await replace(ctx, moveTimeAskView(ctx.language, row.personName, suggestTimes(ctx.now), problem));
}

async function takeTime(ctx: BotContext, draft: Draft, startsAt: Date): Promise<void> {
  if (startsAt <= ctx.now) return askTime(ctx, draft, 'past');
  await showPreview(ctx, { ...draft, startsAt: startsAt.toISOString() });
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const row = await findSame(ctx, draft);
  if (!row) return;
  await keepStep(ctx, FLOW, 'preview', draft);
  const stamp = stampOf(draft);
  await replace(ctx, movePreviewView(ctx.language, orderViewOf(ctx, row), new Date(draft.startsAt), stamp));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const draft = draftSchema.parse(conversation.data);
  if (conversation.step !== 'time') return explainStep(ctx, flow, conversation, 'useButtons');
  const startsAt = readTime(text, ctx.now);
  await (startsAt ? takeTime(ctx, draft, startsAt) : askTime(ctx, draft, { text }));
}

async function move(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { id, round, startsAt } = draft;
  const wanted = { id, round, startsAt: new Date(startsAt) };
  const moved = await moveInterview(ctx.services.db, ctx.actor, wanted, ctx.now);
  if (!moved.ok && moved.problem === 'past') return askTime(ctx, draft, 'past');
  await showMoved(ctx, moved);
  if (moved.ok || moved.problem !== 'clash') endFlow(ctx, FLOW);
}

async function showMoved(ctx: BotContext, moved: Moved): Promise<void> {
  if (moved.ok) return replace(ctx, movedView(ctx.language, moved.interview));
  const word =
    moved.problem === 'clash'
      ? clashText(ctx.language, moved.with.startsAt)
      : orderWord(ctx.language, 'changed');
  await toast(ctx, word, true);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  await (step === 'time' ? askTime(ctx, draft) : showPreview(ctx, draft));
}
