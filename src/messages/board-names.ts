import { common as commonEn } from './locales/en/common.ts';
import { receipts as en } from './locales/en/receipts.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { receipts as zh } from './locales/zh/receipts.ts';
import type { BoardTotals } from './board.ts';
import { shortNotice } from './notices.ts';
import { pageButtons } from './page-buttons.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type NameGroup = keyof typeof zh.names.groups;
const GROUPS = Object.keys(zh.names.groups) as NameGroup[];

const sizeOf = (sums: BoardTotals, group: NameGroup): number => {
  switch (group) {
    case 'question':
      return sums.questions;
    case 'cannot-attend':
      return sums.cannotAttend;
    case 'in-person':
      return sums.inPerson;
    case 'waiting':
      return sums.waiting + sums.cancelled;
    default:
      return sums[group];
  }
};

/** Which names to see: the groups that have somebody, with how many. */
export function namesMenuView(
  language: Language,
  notice: { id: string; text: string },
  sums: BoardTotals,
): View {
  const { names: w } = words[language];
  const groups = GROUPS.flatMap((group) => {
    const n = sizeOf(sums, group);
    return n > 0 ? [button(`${w.groups[group]} ${n}`, 'board.group', notice.id, group, 0)] : [];
  });
  const rows = [];
  for (let i = 0; i < groups.length; i += 2) rows.push(groups.slice(i, i + 2));
  return {
    text: w.menu(shortNotice(notice.text)),
    buttons: [...rows, [button(common[language].return, 'board.open', notice.id)]],
  };
}

export type NameRow = {
  name: string;
  unitName: string;
  standing: string;
  problem: string | null;
  away: boolean;
  recordedBy: string | null;
  confirmedVersion: number | null;
};

/** What a failed message is put down to, in words of ours. */
export function problemText(language: Language, problem: string | null): string {
  const { names: w } = words[language];
  if (problem === 'not bound') return w.notBound;
  return /^403|^400 .*(not found|deactivated)|unreachable|blocked/.test(problem ?? '') ? w.blocked : w.failed;
}

function remarkOf(language: Language, group: NameGroup, row: NameRow): string {
  const { names: w } = words[language];
  if (group === 'unreachable') return problemText(language, row.problem);
  if (group === 'open' && row.away) return w.blocked;
  if (group === 'waiting') return row.standing === 'cancelled' ? w.stopped : w.sending;
  if (group === 'outdated') return w.confirmedVersion(row.confirmedVersion ?? 1);
  return row.recordedBy === null ? '' : w.toldBy(escapeHtml(row.recordedBy));
}

export function namesView(
  language: Language,
  noticeId: string,
  group: NameGroup,
  rows: readonly NameRow[],
  { total, page, pages }: { total: number; page: number; pages: number },
): View {
  const { names: w } = words[language];
  const list = rows.map((row) => {
    const remark = remarkOf(language, group, row);
    return `${escapeHtml(row.unitName)} ${escapeHtml(row.name)}${remark === '' ? '' : ` · ${remark}`}`;
  });
  return {
    text: total === 0 ? w.none : lines(w.title(w.groups[group], total), '', ...list),
    buttons: [
      pageButtons(language, 'board.group', page, pages, noticeId, group),
      [button(common[language].return, 'board.names', noticeId)],
    ].filter((row) => row.length > 0),
  };
}

export const remindAskView = (language: Language, noticeId: string, open: number, most: number): View => ({
  text: words[language].remind.ask(open, most),
  buttons: [
    [
      button(common[language].return, 'board.open', noticeId),
      button(common[language].confirm, 'board.remind-now', noticeId),
    ],
  ],
});

/** How many were reminded, and when they hear of it: the hours of their digests. */
export function remindedView(
  language: Language,
  noticeId: string,
  { queued, times }: { queued: number; times: readonly { at: Date | string; people: number }[] },
  now: Date,
): View {
  const { remind: w } = words[language];
  const said = times.map(({ at, people }) =>
    new Date(at) <= now ? w.soon(people) : w.time(timeText(language, at), people),
  );
  return {
    text: queued === 0 ? w.none : w.done(queued, said.join(language === 'zh' ? '，' : ', ')),
    buttons: [[button(common[language].return, 'board.open', noticeId)]],
  };
}
