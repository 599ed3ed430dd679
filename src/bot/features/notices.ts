import { Composer } from 'telegraf';
import {
  acknowledgeNotice,
  listNotices,
  NOTICES_A_PAGE,
  openNotice,
  type Answer,
  type NoticeRow,
} from '../../domain/notices/acknowledge-notice.ts';
import { answerCheck } from '../../domain/notices/answer-check.ts';
import { receivedNotice } from '../../domain/notices/received-notice.ts';
import { isId } from '../../messages/callback-data.ts';
import { noticeListView } from '../../messages/notice-list.ts';
import { noticeView, outdatedText, type NoticeShow } from '../../messages/notices.ts';
import type { View } from '../../messages/view.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { isUnderFile, replace, say, toast } from '../reply.ts';
import { sayFile } from '../say-file.ts';

const ANSWERS: readonly string[] = ['understood', 'cannot-attend'] satisfies Answer[];
const isAnswer = (word: string | undefined): word is Answer => word !== undefined && ANSWERS.includes(word);

/** The recipient's side of notices: the list, and the answer to each. */
export function createNoticesFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('notices', (ctx) => showList(ctx, 0));
  onPress(composer, 'notice.page', (ctx, [page]) => showList(ctx, readIndex(page) ?? 0));
  onPress(composer, 'notice.read', (ctx, [id]) => open(ctx, id));
  onPress(composer, 'notice.answer', (ctx, [id, answer, version]) =>
    takeAnswer(ctx, id, answer, readIndex(version) ?? 1),
  );
  onPress(composer, 'notice.check', (ctx, [id, place, version]) =>
    takeCheck(ctx, id, readIndex(place), readIndex(version) ?? 1),
  );
  return { composer, flows: {} };
}

async function showList(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'notices.read'))) return;
  const { rows, total, waiting } = await listNotices(ctx.services.db, ctx.actor, page);
  const pages = Math.ceil(total / NOTICES_A_PAGE);
  const shown = rows.map((row) => receivedNotice(row, ctx.services.pack));
  await replace(
    ctx,
    noticeListView(ctx.language, shown, { total, waiting, page, pages, size: NOTICES_A_PAGE }),
  );
}

const viewOf = (ctx: BotContext, notice: NoticeRow, how: NoticeShow = {}): View =>
  noticeView(ctx.language, receivedNotice(notice, ctx.services.pack), { now: ctx.now, ...how });

/** Shows it as a message of its own; its file comes along, unless the press was under that already. */
async function open(ctx: BotContext, id: string | undefined): Promise<void> {
  if (!(await allow(ctx, 'notices.read'))) return;
  const notice = isId(id) ? await openNotice(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!notice) return saysStale(ctx);
  const view = viewOf(ctx, notice);
  const withFile = notice.fileId !== null && notice.state === 'sending' && !isUnderFile(ctx);
  await (withFile && notice.fileId ? sayFile(ctx, notice.fileId, view) : say(ctx, view));
}

async function takeAnswer(
  ctx: BotContext,
  noticeId: string | undefined,
  answer: string | undefined,
  version: number,
): Promise<void> {
  if (!(await allow(ctx, 'notices.read'))) return;
  const { db, pack } = ctx.services;
  if (!isId(noticeId) || !isAnswer(answer)) return saysStale(ctx);
  const done = await acknowledgeNotice(db, ctx.actor, { noticeId, answer, version }, pack, ctx.now);
  if (!done.ok && done.problem === 'not-found') return saysStale(ctx);
  if (!done.ok && done.problem === 'outdated') await toast(ctx, outdatedText(ctx.language), true);
  await replace(ctx, viewOf(ctx, done.notice, { caption: isUnderFile(ctx) }));
}

async function takeCheck(
  ctx: BotContext,
  noticeId: string | undefined,
  chosen: number | undefined,
  version: number,
): Promise<void> {
  if (!(await allow(ctx, 'notices.read'))) return;
  if (!isId(noticeId) || chosen === undefined) return saysStale(ctx);
  const done = await answerCheck(ctx.services.db, ctx.actor, { noticeId, chosen, version }, ctx.now);
  if (!done.ok && done.problem === 'not-found') return saysStale(ctx);
  if (!done.ok) await toast(ctx, outdatedText(ctx.language), true);
  const wrong = done.ok && !done.right ? { wrong: chosen } : {};
  await replace(ctx, viewOf(ctx, done.notice, { caption: isUnderFile(ctx), ...wrong }));
}
