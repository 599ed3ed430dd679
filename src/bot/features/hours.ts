import { Composer } from 'telegraf';
import { mayDo } from '../../domain/people/rules.ts';
import { countWaiting } from '../../domain/study/decide-hours.ts';
import { readHoursOverview } from '../../domain/study/hours-overview.ts';
import {
  ENTRIES_A_PAGE,
  listOwnHours,
  readOwnEntry,
  readOwnHours,
  type OwnHours,
} from '../../domain/study/own-hours.ts';
import { isId } from '../../messages/callback-data.ts';
import { hoursOverviewView } from '../../messages/hours-overview.ts';
import { hourEntryView, hourListView, ownHoursView, type OwnHoursView } from '../../messages/hours.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';

/** One's own study hours, with the rule that asks for them; and for who oversees a unit, how many people stand where. */
export function createHoursFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('hours', showOwn);
  onPress(composer, 'hours.open', showOwn);
  onPress(composer, 'hours.list', (ctx, [page]) => showList(ctx, readIndex(page) ?? 0));
  onPress(composer, 'hours.entry', async (ctx, [id]) => {
    if (!(await allow(ctx, 'hours.own'))) return;
    const { db, pack } = ctx.services;
    const entry = isId(id) ? await readOwnEntry(db, ctx.actor, id) : undefined;
    await (entry
      ? replace(ctx, hourEntryView(ctx.language, entry, pack.hourRecords.evidence))
      : saysStale(ctx));
  });
  onPress(composer, 'hours.overview', async (ctx) => {
    if (!(await allow(ctx, 'hours.overview'))) return;
    const { db, pack } = ctx.services;
    const overviews = await readHoursOverview(db, ctx.actor, pack, ctx.now);
    await replace(ctx, hoursOverviewView(ctx.language, overviews));
  });
  return { composer, flows: {} };
}

async function showOwn(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'hours.own'))) return;
  const { db, pack } = ctx.services;
  const own = await readOwnHours(db, ctx.actor, pack, ctx.now);
  const waiting = mayDo(ctx.actor, 'hours.confirm') ? await countWaiting(db, ctx.actor, ctx.now) : null;
  const desk = { waiting, overview: mayDo(ctx.actor, 'hours.overview') };
  await replace(ctx, ownHoursView(ctx.language, toView(ctx, own), desk));
}

/** With the names of the pack, and the post that the rule hangs on where it hangs on one. */
function toView(ctx: BotContext, own: OwnHours): OwnHoursView {
  const { pack } = ctx.services;
  const post = ctx.actor.posts.find(({ roles }) => own.duty?.who.roles?.some((role) => roles.includes(role)));
  const title = ctx.language === 'en' ? (post?.titleEn ?? post?.title) : post?.title;
  const ground = pack.exemptions.find(({ id }) => id === own.exempt?.reason)?.name;
  return {
    ...own,
    exempt: own.exempt && ground ? { reason: ground, until: own.exempt.until } : null,
    postTitle: post && title !== undefined ? `${post.unitName} ${title}` : null,
  };
}

async function showList(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'hours.own'))) return;
  const { db, pack } = ctx.services;
  const { rows, total } = await listOwnHours(db, ctx.actor, page, ctx.now);
  // A page that does not exist: the first one does.
  if (total === 0 && page > 0) return showList(ctx, 0);
  const { year } = await readOwnHours(db, ctx.actor, pack, ctx.now);
  const where = { year, total, page, size: ENTRIES_A_PAGE };
  await replace(ctx, hourListView(ctx.language, rows, where, pack.hourRecords.evidence));
}
