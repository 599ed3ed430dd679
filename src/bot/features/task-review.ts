import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { findItemFor, type ItemRow } from '../../domain/rectifications/read-items.ts';
import {
  answerExtension,
  closeItem,
  returnItem,
  takeOver,
  type Reviewed,
} from '../../domain/rectifications/review-item.ts';
import { fits, REASON_LIMIT } from '../../domain/rectifications/rules.ts';
import { dayOf } from '../../domain/schedule/calendar.ts';
import { isId } from '../../messages/callback-data.ts';
import { itemView } from '../../messages/rectifications.ts';
import { itemAskView, itemDoneView, rectifyReasonView, rectifyWord } from '../../messages/rectify.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const RETURN = 'rectify-return';
const REFUSE = 'rectify-refuse';
type ReasonFlow = typeof RETURN | typeof REFUSE;
const draftSchema = z.object({
  id: z.string(),
  itemId: z.string(),
  askId: z.string().default(''),
  name: z.string(),
});

/** What only its reviewer does with an item: closing or returning it, granting or refusing more time. */
export function createTaskReviewFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'task.take', async (ctx, [id]) => {
    if (!(await allow(ctx, 'rectifications.open'))) return;
    const taken = isId(id) ? await takeOver(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
    if (taken?.ok) return replace(ctx, itemView(ctx.language, taken.item, reviewing(ctx)));
    await (taken?.problem === 'not-waiting'
      ? toast(ctx, rectifyWord(ctx.language, 'notWaiting'), true)
      : saysStale(ctx));
  });
  onPress(composer, 'task.close', async (ctx, [id]) => {
    const item = await findChecked(ctx, id);
    if (!item) return;
    await (item.state === 'handed-in'
      ? replace(ctx, itemAskView(ctx.language, 'close', item))
      : toast(ctx, rectifyWord(ctx.language, 'notWaiting'), true));
  });
  onPress(composer, 'task.close-now', async (ctx, [id]) => {
    const item = await findChecked(ctx, id);
    if (item) await answer(ctx, 'closed', await closeItem(ctx.services.db, ctx.actor, item.id, ctx.now));
  });
  onPress(composer, 'task.return', async (ctx, [id]) => {
    const item = await findChecked(ctx, id);
    if (!item) return;
    if (item.state !== 'handed-in') return toast(ctx, rectifyWord(ctx.language, 'notWaiting'), true);
    await askReason(ctx, RETURN, item);
  });
  onPress(composer, 'task.grant', async (ctx, [id, askId]) => {
    const item = await findChecked(ctx, id);
    if (!item) return;
    if (!isId(askId)) return saysStale(ctx);
    const given = { itemId: item.id, askId, refusal: null };
    await answer(ctx, 'extension-granted', await answerExtension(ctx.services.db, ctx.actor, given, ctx.now));
  });
  onPress(composer, 'task.refuse', async (ctx, [id, askId]) => {
    const item = await findChecked(ctx, id);
    if (!item) return;
    if (!isId(askId)) return saysStale(ctx);
    if (item.asked?.id !== askId) return toast(ctx, rectifyWord(ctx.language, 'notWaiting'), true);
    await askReason(ctx, REFUSE, item, askId);
  });
  return { composer, flows: { [RETURN]: flowOf(RETURN), [REFUSE]: flowOf(REFUSE) } };
}

const reviewing = (ctx: BotContext) => ({ relation: 'reviewer' as const, today: dayOf(ctx.now) });

/** An item that this person checks; of any other it says that the button is stale. */
async function findChecked(ctx: BotContext, id: string | undefined): Promise<ItemRow | undefined> {
  if (!(await allow(ctx, 'rectifications.open'))) return undefined;
  const item = isId(id) ? await findItemFor(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (item?.reviewerId === ctx.actor.personId) return item;
  await saysStale(ctx);
  return undefined;
}

async function askReason(ctx: BotContext, flow: ReasonFlow, item: ItemRow, askId = ''): Promise<void> {
  await keepStep(ctx, flow, 'reason', { id: newId(), itemId: item.id, askId, name: item.personName }, true);
  await say(ctx, rectifyReasonView(ctx.language, flow, item.personName));
}

const flowOf = (flow: ReasonFlow): Flow => ({
  async text(ctx, { data }, text) {
    if (!(await allow(ctx, 'rectifications.open'))) return;
    const { id, itemId, askId, name } = draftSchema.parse(data);
    const reason = text.trim().replace(/\s+/g, ' ');
    if (!fits(reason, REASON_LIMIT)) return say(ctx, rectifyReasonView(ctx.language, flow, name, true));
    const problem = findTextProblem(reason);
    if (problem) return say(ctx, textProblemView(ctx.language, problem, flow));
    const { db } = ctx.services;
    const done =
      flow === RETURN
        ? await returnItem(db, ctx.actor, { id, itemId, reason }, ctx.now)
        : await answerExtension(db, ctx.actor, { itemId, askId, refusal: { id, reason } }, ctx.now);
    await answer(ctx, flow === RETURN ? 'returned' : 'extension-refused', done);
    endFlow(ctx, flow);
  },
  resume: (ctx, { data }) => say(ctx, rectifyReasonView(ctx.language, flow, draftSchema.parse(data).name)),
});

async function answer(
  ctx: BotContext,
  what: 'closed' | 'returned' | 'extension-granted' | 'extension-refused',
  done: Reviewed,
): Promise<void> {
  if (done.ok) return replace(ctx, itemDoneView(ctx.language, what, done.item));
  await (done.problem === 'not-waiting'
    ? toast(ctx, rectifyWord(ctx.language, 'notWaiting'), true)
    : saysStale(ctx));
}
