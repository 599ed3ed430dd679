import { common as commonEn } from './locales/en/common.ts';
import { notices as en } from './locales/en/notices.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { notices as zh } from './locales/zh/notices.ts';
import { shortNotice } from './broadcast.ts';
import { pageButtons } from './notices.ts';
import { progressBar } from './progress-bar.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type SentView = { id: string; text: string; people: number; acknowledged: number };
export type BoardRowView = {
  unitName: string;
  people: number;
  sent: number;
  waiting: number;
  unreachable: number;
  unknown: number;
  exempt: number;
  acknowledged: number;
};

export function boardListView(language: Language, sent: readonly SentView[]): View {
  const w = words[language];
  if (sent.length === 0)
    return { text: w.boardEmpty, buttons: [[button(common[language].menu, 'menu.open')]] };
  return {
    text: w.boardList,
    buttons: sent.map((one) => [
      button(`${shorten(one.text, 14)} ${one.acknowledged}/${one.people}`, 'board.open', one.id),
    ]),
  };
}

/** Who got it and who confirmed, by unit, with a bar of the confirmed share. */
export function boardView(
  language: Language,
  notice: SentView,
  rows: readonly BoardRowView[],
  now: Date,
): View {
  const w = words[language];
  const l = common[language];
  const sum = (read: (row: BoardRowView) => number) => rows.reduce((total, row) => total + read(row), 0);
  const people = sum((row) => row.people);
  const acknowledged = sum((row) => row.acknowledged);
  const waiting = sum((row) => row.waiting);
  const unreachable = sum((row) => row.unreachable);
  const unknown = sum((row) => row.unknown);
  const open = Math.max(
    0,
    people - acknowledged - unreachable - unknown - waiting - sum((row) => row.exempt),
  );
  return {
    text: lines(
      w.boardTitle(shortNotice(notice.text), people),
      progressBar(acknowledged, people),
      w.boardCounts(acknowledged, open, unreachable),
      waiting > 0 && w.boardWaiting(waiting),
      unknown > 0 && w.boardUnknown(unknown),
      '',
      ...rows.map((row) => w.boardUnit(escapeHtml(row.unitName), row.acknowledged, row.people)),
      '',
      w.boardUpdated(timeText(language, now)),
    ),
    buttons: [
      [
        button(w.openList, 'board.names', notice.id, 0),
        button(w.remindOpen, 'board.remind', notice.id),
        button(l.refresh, 'board.open', notice.id),
      ],
      [button(l.return, 'board.list')],
    ],
  };
}

export function openRecipientsView(
  language: Language,
  noticeId: string,
  rows: readonly { name: string; unitName: string; state: string }[],
  { total, page, pages }: { total: number; page: number; pages: number },
): View {
  const w = words[language];
  const list = rows.map(
    (row) => `${escapeHtml(row.unitName)} ${escapeHtml(row.name)} · ${w.openState[row.state] ?? row.state}`,
  );
  return {
    text: total === 0 ? w.openNone : lines(w.openTitle(total), '', ...list),
    buttons: [
      pageButtons(language, 'board.names', page, pages, noticeId),
      [button(common[language].return, 'board.open', noticeId)],
    ].filter((row) => row.length > 0),
  };
}

export const remindAskView = (language: Language, noticeId: string, most: number): View => ({
  text: words[language].remindAsk(most),
  buttons: [
    [
      button(common[language].return, 'board.open', noticeId),
      button(common[language].confirm, 'board.remind-now', noticeId),
    ],
  ],
});

export const remindedText = (language: Language, n: number): string => words[language].reminded(n);
