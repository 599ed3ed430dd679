import { Composer } from 'telegraf';
import {
  acknowledgeNotice,
  listNotices,
  NOTICES_A_PAGE,
  readNotice,
  type Answer,
} from '../../domain/notices/acknowledge-notice.ts';
import { isId } from '../../messages/callback-data.ts';
import { noticeListView, noticeView } from '../../messages/notices.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';

const ANSWERS: readonly string[] = ['understood', 'question', 'cannot-attend'] satisfies Answer[];
const isAnswer = (word: string | undefined): word is Answer => word !== undefined && ANSWERS.includes(word);

/** The recipient's side of notices: the list, and the answer to each. */
export function createNoticesFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('notices', (ctx) => showList(ctx, 0));
  onPress(composer, 'notice.page', (ctx, [page]) => showList(ctx, readIndex(page) ?? 0));
  onPress(composer, 'notice.read', async (ctx, [id]) => {
    if (!(await allow(ctx, 'notices.read'))) return;
    const notice = isId(id) ? await readNotice(ctx.services.db, ctx.actor, id) : undefined;
    await (notice ? say(ctx, noticeView(ctx.language, notice)) : saysStale(ctx));
  });
  onPress(composer, 'notice.answer', async (ctx, [id, answer]) => {
    if (!(await allow(ctx, 'notices.read'))) return;
    const notice =
      isId(id) && isAnswer(answer)
        ? await acknowledgeNotice(ctx.services.db, ctx.actor, id, answer, ctx.now)
        : undefined;
    await (notice ? replace(ctx, noticeView(ctx.language, notice)) : saysStale(ctx));
  });
  return { composer, flows: {} };
}

async function showList(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'notices.read'))) return;
  const { rows, total, waiting } = await listNotices(ctx.services.db, ctx.actor, page);
  await replace(
    ctx,
    noticeListView(ctx.language, rows, { total, waiting, page, pages: Math.ceil(total / NOTICES_A_PAGE) }),
  );
}
