import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { findItemFor, type ItemRow } from '../../domain/rectifications/read-items.ts';
import { findDueProblem, fits, REASON_LIMIT } from '../../domain/rectifications/rules.ts';
import { addEvidence, askExtension, handIn } from '../../domain/rectifications/work-on-item.ts';
import { dayOf } from '../../domain/schedule/calendar.ts';
import { readDay } from '../../domain/schedule/read-time.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  evidenceAddedView,
  evidenceAskView,
  extendDayView,
  itemAskView,
  itemDoneView,
  rectifyReasonView,
  rectifyWord,
  type DayProblemView,
} from '../../messages/rectify.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';
import { takeEvidence } from '../take-evidence.ts';

const EVIDENCE = 'task-evidence';
const EXTEND = 'task-extend';
const draftSchema = z.object({
  id: z.string(),
  itemId: z.string(),
  dueOn: z.string(),
  day: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** What its owner does with an item: evidence, more time, handing in. */
export function createTaskWorkFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'task.evidence', async (ctx, [id]) => {
    const item = await findOwn(ctx, id);
    if (!item) return;
    await keepStep(ctx, EVIDENCE, 'evidence', draftOf(item), true);
    await say(ctx, evidenceAskView(ctx.language));
  });
  onPress(composer, 'task.extend', async (ctx, [id]) => {
    const item = await findOwn(ctx, id);
    if (!item) return;
    if (item.asked) return toast(ctx, rectifyWord(ctx.language, 'extensionWaits'), true);
    await askDay(ctx, draftOf(item), undefined, true);
  });
  onPress(composer, 'task.hand-in', async (ctx, [id]) => {
    const item = await findOwn(ctx, id);
    if (!item) return;
    await (item.evidence === 0
      ? toast(ctx, rectifyWord(ctx.language, 'evidenceFirst'), true)
      : replace(ctx, itemAskView(ctx.language, 'hand-in', item)));
  });
  onPress(composer, 'task.hand-in-now', async (ctx, [id]) => {
    if (!(await allow(ctx, 'rectifications.own'))) return;
    const done = isId(id) ? await handIn(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
    if (done?.ok) return replace(ctx, itemDoneView(ctx.language, 'handed-in', done.item));
    await (done?.problem === 'no-evidence'
      ? toast(ctx, rectifyWord(ctx.language, 'evidenceFirst'), true)
      : saysStale(ctx));
  });
  return { composer, flows: { [EVIDENCE]: evidenceFlow, [EXTEND]: extendFlow } };
}

const draftOf = (item: ItemRow): Draft => ({ id: newId(), itemId: item.id, dueOn: item.dueOn, day: '' });

/** One's own item that is not closed; of any other it says that the button is stale. */
async function findOwn(ctx: BotContext, id: string | undefined): Promise<ItemRow | undefined> {
  if (!(await allow(ctx, 'rectifications.own'))) return undefined;
  const item = isId(id) ? await findItemFor(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (item?.personId === ctx.actor.personId && item.state !== 'closed') return item;
  await saysStale(ctx);
  return undefined;
}

const evidenceFlow: Flow = {
  text: storeEvidence,
  file: storeEvidence,
  resume: (ctx) => say(ctx, evidenceAskView(ctx.language)),
};

async function storeEvidence(ctx: BotContext, { data }: Conversation): Promise<void> {
  if (!(await allow(ctx, 'rectifications.own'))) return;
  const { id, itemId } = draftSchema.parse(data);
  const evidence = await takeEvidence(ctx, EVIDENCE, id);
  if (!evidence) return;
  const done = await addEvidence(ctx.services.db, ctx.actor, { id, itemId, ...evidence }, ctx.now);
  await (done.ok ? say(ctx, evidenceAddedView(ctx.language, itemId)) : saysStale(ctx));
  endFlow(ctx, EVIDENCE);
}

const extendFlow: Flow = {
  async text(ctx, { step, data }, text) {
    if (!(await allow(ctx, 'rectifications.own'))) return;
    const draft = draftSchema.parse(data);
    await (step === 'day' ? takeDay(ctx, draft, text) : takeReason(ctx, draft, text));
  },
  resume: (ctx, { step, data }) => {
    const draft = draftSchema.parse(data);
    return step === 'day' ? askDay(ctx, draft) : askReason(ctx, draft);
  },
};

async function askDay(
  ctx: BotContext,
  draft: Draft,
  problem?: DayProblemView,
  begins = false,
): Promise<void> {
  await keepStep(ctx, EXTEND, 'day', draft, begins);
  await say(ctx, extendDayView(ctx.language, draft.dueOn, problem));
}

async function takeDay(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const day = readDay(text, ctx.now);
  if (day === undefined) return say(ctx, extendDayView(ctx.language, draft.dueOn, { text }));
  const problem = findDueProblem(day, dayOf(ctx.now), draft.dueOn);
  await (problem
    ? say(ctx, extendDayView(ctx.language, draft.dueOn, problem))
    : askReason(ctx, { ...draft, day }));
}

async function askReason(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, EXTEND, 'reason', draft);
  await say(ctx, rectifyReasonView(ctx.language, EXTEND, ''));
}

async function takeReason(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const reason = text.trim().replace(/\s+/g, ' ');
  if (!fits(reason, REASON_LIMIT)) return say(ctx, rectifyReasonView(ctx.language, EXTEND, '', true));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, EXTEND));
  const { id, itemId, day } = draft;
  const done = await askExtension(ctx.services.db, ctx.actor, { id, itemId, day, reason }, ctx.now);
  if (done.ok) await say(ctx, itemDoneView(ctx.language, 'extension-asked', done.item));
  else if (done.problem === 'waiting') await toast(ctx, rectifyWord(ctx.language, 'extensionWaits'));
  else await saysStale(ctx);
  endFlow(ctx, EXTEND);
}
