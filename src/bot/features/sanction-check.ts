import { Composer } from 'telegraf';
import { mayDo } from '../../domain/people/rules.ts';
import {
  checkSanction,
  isRefusedFor,
  listWaitingSanctions,
  readSanction,
  REFUSED_FOR,
  type SanctionRow,
  type SanctionVerdict,
} from '../../domain/sanctions/check.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  sanctionCheckedText,
  sanctionDoneView,
  sanctionListView,
  sanctionRefuseView,
  sanctionView,
} from '../../messages/sanctions.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, toast } from '../reply.ts';

const ACTION = 'sanctions.check';

/** What others recorded, compared with the decision by a second person. Never one's own, about oneself or a relative. */
export function createSanctionCheckFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('sanction', showList);
  onPress(composer, 'sanction.list', showList);
  onPress(composer, 'sanction.open', async (ctx, [id]) => {
    const row = await rowFor(ctx, id);
    if (row) await replace(ctx, sanctionView(ctx.language, row));
  });
  onPress(composer, 'sanction.confirm', async (ctx, [id]) => {
    if (!(await allow(ctx, ACTION))) return;
    await (isId(id) ? check(ctx, id, { verdict: 'confirmed' }) : saysStale(ctx));
  });
  onPress(composer, 'sanction.refuse', async (ctx, [id]) => {
    const row = await rowFor(ctx, id);
    if (!row) return;
    await (row.verdict === null
      ? replace(ctx, sanctionRefuseView(ctx.language, row, REFUSED_FOR))
      : toast(ctx, sanctionCheckedText(ctx.language, row), true));
  });
  onPress(composer, 'sanction.refused', async (ctx, [id, reason = '']) => {
    if (!(await allow(ctx, ACTION))) return;
    await (isId(id) && isRefusedFor(reason)
      ? check(ctx, id, { verdict: 'refused', reason })
      : saysStale(ctx));
  });
  return { composer, flows: {} };
}

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const { rows, total } = await listWaitingSanctions(ctx.services.db, ctx.actor, ctx.now);
  await replace(ctx, sanctionListView(ctx.language, rows, total, mayDo(ctx.actor, 'sanctions.record')));
}

/** The record, where it is this person's to check; says why not where it is not. */
async function rowFor(ctx: BotContext, id: string | undefined): Promise<SanctionRow | undefined> {
  if (!(await allow(ctx, ACTION))) return undefined;
  const row = isId(id) ? await readSanction(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!row) await saysStale(ctx);
  return row;
}

async function check(ctx: BotContext, id: string, verdict: SanctionVerdict): Promise<void> {
  const { db, pack } = ctx.services;
  const checked = await checkSanction(db, ctx.actor, id, verdict, pack, ctx.now);
  if (checked.ok)
    return replace(ctx, sanctionDoneView(ctx.language, verdict.verdict, checked.row.personName));
  await (checked.problem === 'not-found'
    ? saysStale(ctx)
    : toast(ctx, sanctionCheckedText(ctx.language, checked.row), true));
}
