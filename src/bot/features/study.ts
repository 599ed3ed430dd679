import { Composer } from 'telegraf';
import { choosePlan, listPlans } from '../../domain/study/choose-plan.ts';
import {
  openNextCard,
  pressCard,
  putOffCard,
  readShownCard,
  submitCard,
  type CardPressed,
} from '../../domain/study/study-card.ts';
import { isId } from '../../messages/callback-data.ts';
import { cardPutOffView, cardView, cardWhyView, cardWord, planListView } from '../../messages/study.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const PLANS_A_PAGE = 5;

/** Study cards: the next one of the plan under way, its answer, putting it off, and the choice of plans. */
export function createStudyFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('study', showNext);
  onPress(composer, 'study.open', showNext);
  onPress(composer, 'study.plans', (ctx, [page]) => showPlans(ctx, readIndex(page) ?? 0));
  onPress(composer, 'study.plan', async (ctx, [plan = '']) => {
    if (!(await allow(ctx, 'study.cards'))) return;
    const { db, plans } = ctx.services;
    await ((await choosePlan(db, ctx.actor, plan, plans, ctx.now)) ? showNext(ctx) : saysStale(ctx));
  });
  onCard(composer, 'study.press', (ctx, id, [option, wanted]) => {
    const place = readIndex(option);
    if (place === undefined) return undefined;
    const { db, plans } = ctx.services;
    return pressCard(db, ctx.actor, { id, option: place, chosen: wanted !== '0' }, plans, ctx.now);
  });
  onCard(composer, 'study.submit', (ctx, id) => {
    const { db, plans } = ctx.services;
    return submitCard(db, ctx.actor, id, plans, ctx.now);
  });
  for (const [action, state] of [
    ['study.later', 'later'],
    ['study.skip', 'skipped'],
  ] as const)
    onCard(composer, action, (ctx, id) => {
      const { db, plans } = ctx.services;
      return putOffCard(db, ctx.actor, { id, state }, plans, ctx.now);
    });
  onShown(composer, 'study.why', cardWhyView);
  onShown(composer, 'study.card', cardView);
  return { composer, flows: {} };
}

/** A button that does something with a card, which is shown as it is then. */
function onCard(
  composer: Composer<BotContext>,
  action: string,
  act: (ctx: BotContext, id: string, parts: string[]) => Promise<CardPressed> | undefined,
): void {
  onPress(composer, action, async (ctx, [id, ...parts]) => {
    if (!(await allow(ctx, 'study.cards'))) return;
    const pressed = isId(id) ? await act(ctx, id, parts) : undefined;
    if (pressed === undefined) return saysStale(ctx);
    if (pressed.ok) return showCard(ctx, pressed.card);
    if (pressed.problem === 'not-found') return saysStale(ctx);
    await toast(ctx, cardWord(ctx.language, pressed.problem), true);
  });
}

function onShown(composer: Composer<BotContext>, action: string, view: typeof cardView): void {
  onPress(composer, action, async (ctx, [id]) => {
    if (!(await allow(ctx, 'study.cards'))) return;
    const { db, plans } = ctx.services;
    const card = isId(id) ? await readShownCard(db, ctx.actor, id, plans) : undefined;
    if (!card) return saysStale(ctx);
    await (card.state === 'open' ? replace(ctx, view(ctx.language, card)) : showCard(ctx, card));
  });
}

function showCard(ctx: BotContext, card: Extract<CardPressed, { ok: true }>['card']): Promise<void> {
  if (card.state === 'later') return replace(ctx, cardPutOffView(ctx.language, 'putOff'));
  if (card.state === 'skipped') return replace(ctx, cardPutOffView(ctx.language, 'skipped'));
  return replace(ctx, cardView(ctx.language, card));
}

/** What was answered stays in the chat: the next card is a message of its own. */
async function showNext(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'study.cards'))) return;
  const { db, plans } = ctx.services;
  const next = await openNextCard(db, ctx.actor, plans, ctx.now);
  if (next.kind === 'choose') return showPlans(ctx, 0);
  await say(
    ctx,
    next.kind === 'card' ? cardView(ctx.language, next.card) : cardPutOffView(ctx.language, 'enough'),
  );
}

async function showPlans(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'study.cards'))) return;
  const { db, plans } = ctx.services;
  const all = await listPlans(db, ctx.actor, plans, ctx.now);
  const at = page * PLANS_A_PAGE < all.length ? page : 0;
  const shown = all
    .slice(at * PLANS_A_PAGE, (at + 1) * PLANS_A_PAGE)
    .map(({ plan, because, ...progress }) => ({
      ...plan,
      ...progress,
      own: because === 'role' || because === 'assigned',
    }));
  await replace(ctx, planListView(ctx.language, shown, { total: all.length, page: at, size: PLANS_A_PAGE }));
}
