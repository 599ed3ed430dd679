import { Composer } from 'telegraf';
import { listVersions, withdrawNotice } from '../../domain/notices/amend-notice.ts';
import { readCheckAnswers } from '../../domain/notices/answer-check.ts';
import { cancelNotice } from '../../domain/notices/decide-notice.ts';
import {
  countRows,
  decideUnknown,
  exportBoard,
  findOwnNotice,
  type NoticeRows,
  type SentNoticeRow,
} from '../../domain/notices/read-board.ts';
import { writeCsv } from '../../formats/write-csv.ts';
import { writeXlsxTable } from '../../formats/write-xlsx.ts';
import {
  changeText,
  doneView,
  moreView,
  spreadView,
  stopAskView,
  stoppedText,
  unknownAskView,
  unknownSettledText,
  versionsView,
  withdrawAskView,
  withdrawnText,
} from '../../messages/board-actions.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  receiptsCaption,
  receiptsFileName,
  receiptsSheet,
  receiptsTable,
} from '../../messages/receipts-table.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace } from '../reply.ts';
import { showApart } from '../show-apart.ts';

/** What an author does about a notice that is out: stop, withdraw, settle, look back, take along. */
export function createBoardActionsFeature(): Feature {
  const composer = new Composer<BotContext>();
  const onOwn = (
    action: string,
    handle: (ctx: BotContext, notice: SentNoticeRow, rows: NoticeRows, parts: string[]) => Promise<void>,
  ): void =>
    onPress(composer, action, async (ctx, [id, ...parts]) => {
      if (!(await allow(ctx, 'notices.send'))) return;
      const notice = isId(id) ? await findOwnNotice(ctx.services.db, ctx.actor, id) : undefined;
      if (!notice) return saysStale(ctx);
      await handle(ctx, notice, await countRows(ctx.services.db, notice.id), parts);
    });
  const done = (ctx: BotContext, notice: SentNoticeRow, text: string) =>
    replace(ctx, doneView(ctx.language, notice.id, text));

  onOwn('board.more', (ctx, notice, rows) =>
    replace(ctx, moreView(ctx.language, { ...notice, hasCheck: notice.check !== null }, rows)),
  );
  onOwn('board.stop', (ctx, notice, rows) => showApart(ctx, stopAskView(ctx.language, notice, rows)));
  onOwn('board.stop-now', async (ctx, notice) => {
    const stopped = await cancelNotice(ctx.services.db, ctx.actor, notice.id, ctx.now);
    await done(
      ctx,
      notice,
      stopped.ok
        ? stoppedText(ctx.language, stopped.gone, stopped.stopped)
        : changeText(ctx.language, 'tooLate'),
    );
  });
  onOwn('board.withdraw', (ctx, notice, { sent, unknown }) =>
    replace(ctx, withdrawAskView(ctx.language, notice, sent + unknown)),
  );
  onOwn('board.withdraw-now', async (ctx, notice) => {
    const withdrawn = await withdrawNotice(ctx.services.db, ctx.actor, notice.id, ctx.now);
    await done(
      ctx,
      notice,
      withdrawn.ok
        ? withdrawnText(ctx.language, withdrawn.recipients)
        : changeText(ctx.language, 'cannotWithdraw'),
    );
  });
  onOwn('board.unknown', (ctx, notice, { unknown }) =>
    replace(ctx, unknownAskView(ctx.language, notice.id, unknown)),
  );
  onOwn('board.unknown-now', async (ctx, notice, _rows, [decision]) => {
    if (decision !== 'arrived' && decision !== 'again') return saysStale(ctx);
    const settled = await decideUnknown(ctx.services.db, ctx.actor, notice.id, decision, ctx.now);
    await done(ctx, notice, unknownSettledText(ctx.language, decision, settled));
  });
  onOwn('board.versions', async (ctx, notice) => {
    const versions = await listVersions(ctx.services.db, ctx.actor, notice.id);
    await replace(ctx, versionsView(ctx.language, notice.id, versions));
  });
  onOwn('board.spread', async (ctx, notice) => {
    const spread = await readCheckAnswers(ctx.services.db, ctx.actor, notice);
    await (spread ? replace(ctx, spreadView(ctx.language, notice.id, spread)) : saysStale(ctx));
  });
  onOwn('board.export', (ctx, notice, _rows, [kind]) =>
    sendFile(ctx, notice, kind === 'csv' ? 'csv' : 'xlsx'),
  );
  return { composer, flows: {} };
}

/** Everybody's receipt as a file, in the chat of the author alone. */
async function sendFile(ctx: BotContext, { id }: SentNoticeRow, kind: 'csv' | 'xlsx'): Promise<void> {
  const { language, now } = ctx;
  const found = await exportBoard(ctx.services.db, ctx.actor, id, now);
  if (!found) return saysStale(ctx);
  const table = receiptsTable(language, found.notice, found.rows);
  const source =
    kind === 'csv'
      ? Buffer.from(writeCsv(table), 'utf8')
      : Buffer.from(await writeXlsxTable(receiptsSheet(language), table));
  await ctx.replyWithDocument(
    { source, filename: `${receiptsFileName(language, now)}.${kind}` },
    { caption: receiptsCaption(language, found.rows.length), protect_content: true },
  );
}
