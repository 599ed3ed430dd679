import { common as commonEn } from './locales/en/common.ts';
import { notices as en } from './locales/en/notices.ts';
import { receipts as receiptsEn } from './locales/en/receipts.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { notices as zh } from './locales/zh/notices.ts';
import { receipts as receiptsZh } from './locales/zh/receipts.ts';
import { isOpen, type NoticeView } from './notices.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const receipts = { zh: receiptsZh, en: receiptsEn };
const common = { zh: commonZh, en: commonEn };

/** The recipient's notices, numbered through the pages; `size` is how many a page holds. */
export function noticeListView(
  language: Language,
  rows: readonly NoticeView[],
  {
    total,
    waiting,
    page,
    pages,
    size = rows.length,
  }: { total: number; waiting: number; page: number; pages: number; size?: number },
): View {
  const w = words[language];
  if (total === 0) return { text: w.empty, buttons: [[button(common[language].menu, 'menu.open')]] };
  const list = rows.map((row, i) => {
    const state = listState(language, row);
    return `${page * size + i + 1}. ${escapeHtml(shorten(row.text, 24))}${state === '' ? '' : ` · ${state}`}`;
  });
  const open = rows.map((row, i) => [
    button(`${page * size + i + 1}. ${shorten(row.text, 14)}`, 'notice.read', row.id),
  ]);
  return {
    text: lines(w.listTitle(total, waiting), '', ...list),
    buttons: [...open, pageButtons(language, 'notice.page', page, pages)].filter((r) => r.length > 0),
  };
}

function listState(language: Language, notice: NoticeView): string {
  const { listState: w } = receipts[language];
  const { state = 'sending', acknowledgement } = notice;
  if (state === 'withdrawn' || state === 'cancelled') return w[state];
  if (acknowledgement === 'question' || acknowledgement === 'cannot-attend') return w[acknowledgement];
  if (!notice.needsAcknowledgement) return '';
  return isOpen(notice) ? w.open : w.done;
}
