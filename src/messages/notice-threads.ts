import { common as commonEn } from './locales/en/common.ts';
import { receipts as en } from './locales/en/receipts.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { receipts as zh } from './locales/zh/receipts.ts';
import { shortNotice } from './notices.ts';
import { pageButtons } from './page-buttons.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const FLOW = 'notice-thread';
const cancelRow = (language: Language) => [button(common[language].cancel, 'flow.cancel', FLOW)];

export const questionAskView = (language: Language, noticeText: string): View => ({
  text: words[language].thread.ask(shortNotice(noticeText)),
  buttons: [cancelRow(language)],
});

/** @param said the word that is answered */
export const replyAskView = (language: Language, name: string, said: string): View => ({
  text: words[language].thread.replyAsk(escapeHtml(name), escapeHtml(shorten(said, 60))),
  buttons: [cancelRow(language)],
});

export const askedView = (language: Language, noticeId: string): View => ({
  text: words[language].thread.asked,
  buttons: [[button(common[language].details, 'notice.read', noticeId)]],
});

export const repliedView = (language: Language, noticeId: string, name: string): View => ({
  text: words[language].thread.replied(escapeHtml(name)),
  buttons: [[button(words[language].board.see, 'board.open', noticeId)]],
});

export type WordView = {
  id: string;
  noticeId: string;
  /** Whose thread it is; the word is theirs, or else the author's. */
  recipientId: string;
  fromId: string;
  fromName: string;
  unitName: string;
  text: string;
  noticeText: string;
  version: number;
};

/** A word of a thread as the other side gets it; `confirmed` once the recipient pressed "understood" under it. */
export function threadWordView(language: Language, word: WordView, confirmed = false): View {
  const { thread: w, board } = words[language];
  const { noticeId, recipientId } = word;
  const toAuthor = word.fromId === recipientId;
  const from = escapeHtml(word.fromName);
  const reply = button(w.reply, 'thread.reply', noticeId, recipientId);
  const text = lines(
    toAuthor ? w.fromRecipient(escapeHtml(word.unitName), from) : w.fromAuthor(from),
    w.about(shortNotice(word.noticeText)),
    '',
    escapeHtml(word.text),
    confirmed && `\n${w.understoodDone}`,
  );
  const then = toAuthor
    ? button(board.see, 'board.see', noticeId)
    : button(w.understood, 'thread.understood', word.id, word.version);
  return { text, buttons: confirmed ? [[reply]] : [[reply, then]] };
}

export type ThreadLine = {
  personId: string;
  name: string;
  unitName: string;
  lastText: string;
  messages: number;
  waiting: boolean;
};

/** The threads of a notice for its author; those that wait for an answer are marked and come first. */
export function threadListView(
  language: Language,
  noticeId: string,
  rows: readonly ThreadLine[],
  {
    total,
    waiting,
    page,
    pages,
    size,
  }: { total: number; waiting: number; page: number; pages: number; size: number },
): View {
  const w = words[language].thread;
  const back = [button(common[language].return, 'board.open', noticeId)];
  if (total === 0) return { text: w.none, buttons: [back] };
  const list = rows.map((row, i) => {
    const mark = row.waiting ? `● ` : '';
    const said = escapeHtml(shorten(row.lastText, 20));
    return `${page * size + i + 1}. ${mark}${escapeHtml(row.unitName)} ${escapeHtml(row.name)}：${said}`;
  });
  return {
    text: lines(w.listTitle(total, waiting), '', ...list),
    buttons: [
      rows.map((row, i) => button(String(page * size + i + 1), 'thread.open', noticeId, row.personId)),
      pageButtons(language, 'thread.list', page, pages, noticeId),
      back,
    ].filter((row) => row.length > 0),
  };
}

export type ThreadView = {
  noticeId: string;
  personId: string;
  noticeText: string;
  recipient: { name: string; unitName: string };
  messages: readonly { fromId: string; fromName: string; text: string; at: Date | string }[];
};

/** A whole thread for the author: the newest words, theirs as "me". */
export function threadView(language: Language, thread: ThreadView, readerId: string): View {
  const w = words[language].thread;
  const { noticeId, personId, recipient } = thread;
  const said = thread.messages.map(
    ({ fromId, fromName, text, at }) =>
      `<b>${fromId === readerId ? w.me : escapeHtml(fromName)}</b> ${timeText(language, at)}\n${escapeHtml(text)}`,
  );
  return {
    text: lines(
      `💬 <b>${escapeHtml(recipient.unitName)} ${escapeHtml(recipient.name)}</b>`,
      w.about(shortNotice(thread.noticeText)),
      '',
      fitting(said, 3500).join('\n\n'),
    ),
    buttons: [
      [
        button(w.reply, 'thread.reply', noticeId, personId),
        button(common[language].return, 'thread.list', noticeId, 0),
      ],
    ],
  };
}

/** The newest of the words that together fit into a message. */
function fitting(said: readonly string[], most: number): readonly string[] {
  let length = 0;
  const from = said.findLastIndex((word) => (length += word.length + 2) > most);
  return said.slice(from + 1);
}
