import { Composer } from 'telegraf';
import {
  type Board,
  listOpenRecipients,
  listSentNotices,
  OPEN_A_PAGE,
  readBoard,
  remindNow,
} from '../../domain/notices/read-board.ts';
import {
  boardListView,
  boardView,
  openRecipientsView,
  remindAskView,
  remindedText,
} from '../../messages/board.ts';
import { isId } from '../../messages/callback-data.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, toast } from '../reply.ts';

/** The author's view of receipts: one message that is brought up to date in place. */
export function createBoardFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('board', showList);
  onPress(composer, 'board.list', showList);
  onPress(composer, 'board.open', (ctx, [id]) => showBoard(ctx, id));
  onPress(composer, 'board.names', async (ctx, [id, pageText]) => {
    const page = readIndex(pageText) ?? 0;
    const board = await findOwn(ctx, id);
    if (!board) return;
    const { rows, total } = await listOpenRecipients(ctx.services.db, ctx.actor, board.notice.id, page);
    await replace(
      ctx,
      openRecipientsView(ctx.language, board.notice.id, rows, {
        total,
        page,
        pages: Math.ceil(total / OPEN_A_PAGE),
      }),
    );
  });
  onPress(composer, 'board.remind', async (ctx, [id]) => {
    const board = await findOwn(ctx, id);
    if (!board) return;
    const { total } = await listOpenRecipients(ctx.services.db, ctx.actor, board.notice.id, 0);
    await replace(ctx, remindAskView(ctx.language, board.notice.id, total));
  });
  onPress(composer, 'board.remind-now', async (ctx, [id]) => {
    const board = await findOwn(ctx, id);
    if (!board) return;
    const queued = await remindNow(ctx.services.db, ctx.actor, board.notice.id, ctx.services.pack, ctx.now);
    await toast(ctx, remindedText(ctx.language, queued), true);
    await showBoard(ctx, board.notice.id);
  });
  return { composer, flows: {} };
}

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'notices.send'))) return;
  await replace(ctx, boardListView(ctx.language, await listSentNotices(ctx.services.db, ctx.actor)));
}

/** The board of one of the person's own notices; of any other it says that the button is stale. */
async function findOwn(ctx: BotContext, id: string | undefined): Promise<Board | undefined> {
  if (!(await allow(ctx, 'notices.send'))) return undefined;
  const board = isId(id) ? await readBoard(ctx.services.db, ctx.actor, id) : undefined;
  if (!board) await saysStale(ctx);
  return board;
}

async function showBoard(ctx: BotContext, id: string | undefined): Promise<void> {
  const board = await findOwn(ctx, id);
  if (board) await replace(ctx, boardView(ctx.language, board.notice, board.rows, ctx.now));
}
