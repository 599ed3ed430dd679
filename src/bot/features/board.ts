import { Composer } from 'telegraf';
import { readVisitList, VISITS_A_PAGE } from '../../domain/notices/hand-over.ts';
import {
  isNameGroup,
  listNames,
  listSentNotices,
  NAMES_A_PAGE,
  readBoard,
  remindNow,
  type Board,
} from '../../domain/notices/read-board.ts';
import { listThreads } from '../../domain/notices/talk-about-notice.ts';
import { namesMenuView, namesView, remindAskView, remindedView } from '../../messages/board-names.ts';
import { boardListView, boardView, totalsOf } from '../../messages/board.ts';
import { isId } from '../../messages/callback-data.ts';
import type { View } from '../../messages/view.ts';
import { assignedVisitsView } from '../../messages/visits.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';
import { showApart } from '../show-apart.ts';

/** The author's view of receipts: one message that is brought up to date in place. */
export function createBoardFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('board', showList);
  onPress(composer, 'board.list', showList);
  const onBoard = (
    action: string,
    show: (ctx: BotContext, board: Board, parts: string[]) => Promise<void>,
  ): void =>
    onPress(composer, action, async (ctx, [id, ...parts]) => {
      if (!(await allow(ctx, 'notices.send'))) return;
      const board = isId(id) ? await readBoard(ctx.services.db, ctx.actor, id) : undefined;
      await (board ? show(ctx, board, parts) : saysStale(ctx));
    });
  onBoard('board.open', showBoard);
  // Beside what somebody said, which stays to be answered.
  onBoard('board.see', (ctx, board) => showBoard(ctx, board, [], say));
  onBoard('board.names', (ctx, { notice, rows }) =>
    replace(ctx, namesMenuView(ctx.language, notice, totalsOf(rows))),
  );
  onBoard('board.group', showNames);
  onBoard('board.visits', showVisits);
  onBoard('board.remind', (ctx, { notice, rows }) => {
    const { max } = ctx.services.pack.reminders.ackReminder;
    return replace(ctx, remindAskView(ctx.language, notice.id, totalsOf(rows).open, max));
  });
  onBoard('board.remind-now', async (ctx, { notice }) => {
    const reminded = await remindNow(ctx.services.db, ctx.actor, notice.id, ctx.services.pack, ctx.now);
    await replace(ctx, remindedView(ctx.language, notice.id, reminded, ctx.now));
  });
  return { composer, flows: {} };
}

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'notices.send'))) return;
  await replace(ctx, boardListView(ctx.language, await listSentNotices(ctx.services.db, ctx.actor)));
}

async function showBoard(
  ctx: BotContext,
  { notice, rows }: Board,
  [pageText]: string[],
  show: (ctx: BotContext, view: View) => Promise<void> = showApart,
): Promise<void> {
  const { waiting } = await listThreads(ctx.services.db, ctx.actor, notice.id, 0);
  const page = readIndex(pageText) ?? 0;
  await show(ctx, boardView(ctx.language, { notice, rows, waiting, page }, ctx.now));
}

async function showNames(ctx: BotContext, { notice }: Board, [group, pageText]: string[]): Promise<void> {
  if (!isNameGroup(group)) return saysStale(ctx);
  const page = readIndex(pageText) ?? 0;
  const asked = { noticeId: notice.id, group, page };
  const { rows, total } = await listNames(ctx.services.db, ctx.actor, asked, ctx.now);
  const where = { total, page, pages: Math.ceil(total / NAMES_A_PAGE) };
  await replace(ctx, namesView(ctx.language, notice.id, group, rows, where));
}

async function showVisits(ctx: BotContext, { notice }: Board, [pageText]: string[]): Promise<void> {
  const page = readIndex(pageText) ?? 0;
  const list = await readVisitList(ctx.services.db, ctx.actor, notice.id, page, ctx.now);
  const where = { ...list, page, pages: Math.ceil(list.total / VISITS_A_PAGE) };
  await replace(ctx, assignedVisitsView(ctx.language, notice.id, list.rows, where));
}
