import { common as commonEn } from './locales/en/common.ts';
import { notices as en } from './locales/en/notices.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { notices as zh } from './locales/zh/notices.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type NoticeView = {
  id: string;
  text: string;
  authorName: string;
  sentAt: Date | string;
  needsAcknowledgement: boolean;
  acknowledgement: string | null;
};

/** A notice as its recipient gets it; once answered, the answer in place of the buttons. */
export function noticeView(language: Language, notice: NoticeView, reminder = false): View {
  const w = words[language];
  const { id, acknowledgement } = notice;
  const open =
    notice.needsAcknowledgement &&
    (acknowledgement === null || acknowledgement === 'question' || acknowledgement === 'cannot-attend');
  const labels = common[language];
  const received = button(labels.received, 'notice.answer', id, 'understood');
  const others = [
    button(labels.question, 'notice.answer', id, 'question'),
    button(labels.cannotAttend, 'notice.answer', id, 'cannot-attend'),
  ];
  return {
    text: lines(
      reminder ? w.reminder : w.title,
      w.from(escapeHtml(notice.authorName), timeText(language, notice.sentAt)),
      '',
      escapeHtml(notice.text),
      ...(acknowledgement === null
        ? [reminder && `\n${w.reminderWhy}`]
        : ['', w.answered[acknowledgement] ?? '']),
    ),
    buttons: open ? [acknowledgement === null ? [received, ...others] : [received]] : [],
  };
}

export function noticeListView(
  language: Language,
  rows: readonly NoticeView[],
  { total, waiting, page, pages }: { total: number; waiting: number; page: number; pages: number },
): View {
  const w = words[language];
  if (total === 0) return { text: w.empty, buttons: [[button(common[language].menu, 'menu.open')]] };
  const list = rows.map((row, i) => {
    const state = !row.needsAcknowledgement
      ? ''
      : row.acknowledgement === null
        ? ` · ${w.waiting}`
        : ` · ${w.done}`;
    return `${page * rows.length + i + 1}. ${escapeHtml(shorten(row.text, 24))}${state}`;
  });
  const open = rows.map((row, i) => [button(`${i + 1}. ${shorten(row.text, 14)}`, 'notice.read', row.id)]);
  return {
    text: lines(w.listTitle(total, waiting), '', ...list),
    buttons: [...open, pageButtons(language, 'notice.page', page, pages)].filter((r) => r.length > 0),
  };
}

/** ◀ 1/3 ▶, or nothing for a single page. */
export function pageButtons(
  language: Language,
  action: string,
  page: number,
  pages: number,
  ...parts: string[]
): { label: string; data: string }[] {
  if (pages <= 1) return [];
  const previous = page > 0 ? [button('◀', action, ...parts, page - 1)] : [];
  const next = page < pages - 1 ? [button('▶', action, ...parts, page + 1)] : [];
  return [...previous, button(common[language].page(page + 1, pages), action, ...parts, page), ...next];
}

/** What the author hears when somebody has a question or cannot attend. */
export function noticeAnswerView(
  language: Language,
  answer: { noticeId: string; answer: string; personName: string; unitName: string },
): View {
  const w = words[language];
  const said = w.answerWords[answer.answer] ?? answer.answer;
  return {
    text: w.answerToAuthor(escapeHtml(answer.personName), escapeHtml(answer.unitName), said),
    buttons: [[button(w.seeBoard, 'board.open', answer.noticeId)]],
  };
}
