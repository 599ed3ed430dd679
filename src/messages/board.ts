import { common as commonEn } from './locales/en/common.ts';
import { receipts as en } from './locales/en/receipts.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { receipts as zh } from './locales/zh/receipts.ts';
import { shortNotice } from './notices.ts';
import { pageButtons } from './page-buttons.ts';
import { progressBar } from './progress-bar.ts';
import { leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh: zh.board, en: en.board };
const common = { zh: commonZh, en: commonEn };

export type SentView = {
  id: string;
  text: string;
  state: string;
  version: number;
  sentAt: Date | string;
  dueAt: Date | string | null;
  needsAcknowledgement: boolean;
  decisionReason: string | null;
  people: number;
  acknowledged: number;
};
export type BoardRowView = {
  unitName: string;
  people: number;
  sent: number;
  confirmed: number;
  questions: number;
  cannotAttend: number;
  open: number;
  waiting: number;
  unreachable: number;
  unknown: number;
  cancelled: number;
  exempt: number;
  seen: number;
  inPerson: number;
  outdated: number;
};
export type BoardTotals = Omit<BoardRowView, 'unitName'>;

/** Villages a page. */
const UNITS_A_PAGE = 6;

export function boardListView(language: Language, sent: readonly SentView[]): View {
  const w = words[language];
  const standing = ({ state, acknowledged, people }: SentView) =>
    w.listStates[state] ?? `${acknowledged}/${people}`;
  if (sent.length === 0) return { text: w.empty, buttons: [[button(common[language].menu, 'menu.open')]] };
  return {
    text: w.list,
    buttons: sent.map((one) => [button(`${shorten(one.text, 14)} ${standing(one)}`, 'board.open', one.id)]),
  };
}

/** The sums over all villages. */
export function totalsOf(rows: readonly BoardRowView[]): BoardTotals {
  const sum = (key: keyof BoardTotals) => rows.reduce((total, row) => total + row[key], 0);
  return {
    people: sum('people'),
    sent: sum('sent'),
    confirmed: sum('confirmed'),
    questions: sum('questions'),
    cannotAttend: sum('cannotAttend'),
    open: sum('open'),
    waiting: sum('waiting'),
    unreachable: sum('unreachable'),
    unknown: sum('unknown'),
    cancelled: sum('cancelled'),
    exempt: sum('exempt'),
    seen: sum('seen'),
    inPerson: sum('inPerson'),
    outdated: sum('outdated'),
  };
}

const join = (parts: readonly (string | false)[]): string | false =>
  parts.filter((part) => part !== false).join(' · ') || false;
const some = (n: number, say: (n: number) => string): string | false => n > 0 && say(n);

/**
 * Who got it and who confirmed, by village, with a bar of the confirmed share (of the delivered, where nothing is to be
 * confirmed). What is nought is left out, and villages beyond a page are paged.
 * @param waiting threads that wait for the author's word
 */
export function boardView(
  language: Language,
  {
    notice,
    rows,
    waiting,
    page,
  }: { notice: SentView; rows: readonly BoardRowView[]; waiting: number; page: number },
  now: Date,
): View {
  const w = words[language];
  const sums = totalsOf(rows);
  const asks = notice.needsAcknowledgement;
  const done = (row: BoardTotals) => (asks ? row.confirmed : row.sent);
  const meant = (row: BoardTotals) => (asks ? row.people - row.exempt : row.people);
  const shown = rows.slice(page * UNITS_A_PAGE, (page + 1) * UNITS_A_PAGE);
  const unit = (row: BoardRowView) =>
    join([
      w.unit(escapeHtml(row.unitName), done(row), meant(row)),
      some(row.unreachable, w.unreachable),
      some(row.unknown, w.unknown),
    ]);
  return {
    text: lines(
      w.title(shortNotice(notice.text), sums.people || notice.people),
      ...stateLines(language, notice),
      sums.people > 0 && progressBar(done(sums), meant(sums)),
      ...(sums.people > 0 ? countLines(language, sums, asks) : []),
      asks && dueLine(language, notice, sums.open, now),
      shown.length > 0 && '',
      ...shown.map(unit),
      '',
      w.updated(timeText(language, now)),
    ),
    buttons: boardButtons(language, notice, sums, waiting, {
      page,
      pages: Math.ceil(rows.length / UNITS_A_PAGE),
    }),
  };
}

function stateLines(
  language: Language,
  { state, sentAt, version, decisionReason }: SentView,
): (string | false)[] {
  const w = words[language];
  return [
    state === 'scheduled' ? w.scheduled(timeText(language, sentAt)) : (w.states[state] ?? false),
    state === 'rejected' && decisionReason !== null && w.rejectedWhy(escapeHtml(decisionReason)),
    version > 1 && state === 'sending' && w.version(version),
  ];
}

function countLines(language: Language, sums: BoardTotals, asks: boolean): (string | false)[] {
  const w = words[language];
  const first = asks
    ? [w.confirmed(sums.confirmed), w.open(sums.open), some(sums.unreachable, w.unreachable)]
    : [w.sent(sums.sent), some(sums.seen, w.seen), some(sums.unreachable, w.unreachable)];
  return [
    join(first),
    join([
      some(sums.questions, w.questions),
      some(sums.cannotAttend, w.cannotAttend),
      asks && some(sums.exempt, w.exempt),
      some(sums.inPerson, w.inPerson),
    ]),
    join([
      some(sums.waiting, w.waiting),
      some(sums.unknown, w.unknown),
      some(sums.cancelled, w.cancelled),
      some(sums.outdated, w.outdated),
    ]),
  ];
}

function dueLine(language: Language, { dueAt, state }: SentView, open: number, now: Date): string | false {
  const w = words[language];
  if (!dueAt || state !== 'sending') return false;
  const when = timeText(language, dueAt);
  return new Date(dueAt) > now ? w.due(when, leftText(language, dueAt, now)) : w.pastDue(when, open);
}

function boardButtons(
  language: Language,
  { id, state, needsAcknowledgement }: SentView,
  sums: BoardTotals,
  waiting: number,
  { page, pages }: { page: number; pages: number },
): Button[][] {
  const w = words[language];
  const l = common[language];
  const refresh = button(l.refresh, 'board.open', id, page);
  const more = button(w.more, 'board.more', id);
  const back = button(l.return, 'board.list');
  if (sums.people === 0) return [[refresh, more, back]];
  const remind = needsAcknowledgement && state === 'sending' && sums.open > 0;
  const threads = waiting > 0 ? `${w.threads} ${waiting}` : w.threads;
  return [
    [button(w.names, 'board.names', id), ...(remind ? [button(w.remind, 'board.remind', id)] : []), refresh],
    [button(threads, 'thread.list', id, 0), button(w.visits, 'board.visits', id, 0), more],
    pageButtons(language, 'board.open', page, pages, id),
    [back],
  ].filter((row) => row.length > 0);
}
