import { Composer } from 'telegraf';
import { findPerson } from '../../domain/people/find-people.ts';
import {
  listItems,
  readEvidence,
  readItem,
  readTrail,
  type ItemRow,
  type Which,
} from '../../domain/rectifications/read-items.ts';
import { lacksReviewer } from '../../domain/rectifications/review-item.ts';
import { PAGE, relationTo } from '../../domain/rectifications/rules.ts';
import { dayOf } from '../../domain/schedule/calendar.ts';
import { isId } from '../../messages/callback-data.ts';
import { fileView, itemListView, itemView, trailView } from '../../messages/rectifications.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';
import { sayFile } from '../say-file.ts';

/** What has to be put right: one's own list, the desk of whoever opens and checks, each item and its trail. */
export function createTasksFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('tasks', (ctx) => showList(ctx, { of: 'own' }, 0));
  composer.command('rectify', (ctx) => showList(ctx, { of: 'desk' }, 0));
  onPress(composer, 'task.list', (ctx, [page]) => showList(ctx, { of: 'own' }, readIndex(page)));
  onPress(composer, 'rectify.list', (ctx, [page]) => showList(ctx, { of: 'desk' }, readIndex(page)));
  onPress(composer, 'rectify.of', async (ctx, [personId, page]) => {
    if (!(await allow(ctx, 'rectifications.open'))) return;
    await (isId(personId) ? showList(ctx, { of: 'person', personId }, readIndex(page)) : saysStale(ctx));
  });
  onPress(composer, 'task.open', async (ctx, [id]) => {
    if (!(await allow(ctx, 'rectifications.own'))) return;
    const item = isId(id) ? await readItem(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
    if (!item) return saysStale(ctx);
    const seen = seenBy(ctx, item);
    const orphaned = seen.relation === 'other' && (await lacksReviewer(ctx.services.db, item, ctx.now));
    await replace(ctx, itemView(ctx.language, item, { ...seen, orphaned }));
  });
  onPress(composer, 'task.trail', showTrail);
  onPress(composer, 'task.file', async (ctx, [eventId]) => {
    if (!(await allow(ctx, 'rectifications.own'))) return;
    const event = isId(eventId)
      ? await readEvidence(ctx.services.db, ctx.actor, eventId, ctx.now)
      : undefined;
    if (!event) return saysStale(ctx);
    await sayFile(ctx, event.fileId, fileView(ctx.language, event.itemId, event));
  });
  return { composer, flows: {} };
}

const seenBy = (ctx: BotContext, item: ItemRow) => ({
  relation: relationTo(item, ctx.actor.personId),
  today: dayOf(ctx.now),
});

async function showList(ctx: BotContext, which: Which, page: number | undefined): Promise<void> {
  const { db } = ctx.services;
  if (!(await allow(ctx, which.of === 'own' ? 'rectifications.own' : 'rectifications.open'))) return;
  if (page === undefined) return saysStale(ctx);
  const person =
    which.of === 'person'
      ? await findPerson(db, ctx.actor, 'rectifications.open', which.personId, ctx.now)
      : undefined;
  if (which.of === 'person' && !person) return saysStale(ctx);
  const { rows, total } = await listItems(db, ctx.actor, which, page, ctx.now);
  const pages = Math.ceil(total / PAGE);
  const list = { of: which.of, rows, total, page, pages, today: dayOf(ctx.now) };
  await replace(ctx, itemListView(ctx.language, { ...list, ...(person ? { person } : {}) }));
}

async function showTrail(ctx: BotContext, [id, at]: string[]): Promise<void> {
  if (!(await allow(ctx, 'rectifications.own'))) return;
  const page = readIndex(at);
  const trail =
    isId(id) && page !== undefined
      ? await readTrail(ctx.services.db, ctx.actor, id, page, ctx.now)
      : undefined;
  if (!trail || page === undefined) return saysStale(ctx);
  const { item, events } = trail;
  const view = trailView(ctx.language, item, events, { page, pages: Math.ceil(item.events / PAGE) });
  await replace(ctx, view);
}
