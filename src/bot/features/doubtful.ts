import { Composer } from 'telegraf';
import {
  DOUBTFUL_A_PAGE,
  listAnalysed,
  listAnalysedQuizzes,
  listDoubtful,
  readAnalysed,
} from '../../domain/quizzes/read-analysis.ts';
import { dayOf } from '../../domain/schedule/calendar.ts';
import { writeCsv } from '../../formats/write-csv.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  doubtfulCaption,
  doubtfulFileName,
  doubtfulListView,
  doubtfulTable,
  doubtfulView,
  quizFiguresView,
} from '../../messages/doubtful.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { otherLists } from '../questions/other-lists.ts';
import { replace } from '../reply.ts';

/** Questions whose figures suggest a fault: the list, each with its figures, all of them as a file, and how quizzes did. */
export function createDoubtfulFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'doubtful.list', (ctx, [page]) => showList(ctx, readIndex(page) ?? 0));
  onPress(composer, 'doubtful.open', async (ctx, [id]) => {
    if (!(await allow(ctx, 'reports.answer'))) return;
    const item = isId(id) ? await readAnalysed(ctx.services.db, ctx.actor, id) : undefined;
    await (item ? replace(ctx, doubtfulView(ctx.language, item)) : saysStale(ctx));
  });
  onPress(composer, 'doubtful.export', sendFile);
  onPress(composer, 'doubtful.quizzes', (ctx, [page]) => showQuizzes(ctx, readIndex(page) ?? 0));
  return { composer, flows: {} };
}

async function showList(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'reports.answer'))) return;
  const { rows, total } = await listDoubtful(ctx.services.db, ctx.actor, page);
  // A page that is not there any more.
  if (rows.length === 0 && page > 0) return showList(ctx, 0);
  const where = { total, page, size: DOUBTFUL_A_PAGE };
  await replace(ctx, doubtfulListView(ctx.language, rows, where, await otherLists(ctx, 'doubtful')));
}

async function sendFile(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'reports.answer'))) return;
  const rows = await listAnalysed(ctx.services.db, ctx.actor);
  if (rows.length === 0) return saysStale(ctx);
  const source = Buffer.from(writeCsv(doubtfulTable(ctx.language, rows)), 'utf8');
  const filename = `${doubtfulFileName(ctx.language, dayOf(ctx.now))}.csv`;
  await ctx.replyWithDocument(
    { source, filename },
    { caption: doubtfulCaption(ctx.language, rows.length), protect_content: true },
  );
}

async function showQuizzes(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'reports.answer'))) return;
  const { rows, total } = await listAnalysedQuizzes(ctx.services.db, ctx.actor, page);
  if (rows.length === 0 && page > 0) return showQuizzes(ctx, 0);
  const { quizPresets } = ctx.services.pack;
  const isPreset = (preset: string): preset is keyof typeof quizPresets => Object.hasOwn(quizPresets, preset);
  const named = rows.map((row) => ({
    ...row,
    name: isPreset(row.preset) ? quizPresets[row.preset].name[ctx.language] : row.preset,
  }));
  await replace(ctx, quizFiguresView(ctx.language, named, { total, page, size: DOUBTFUL_A_PAGE }));
}
