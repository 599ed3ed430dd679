import { common as commonEn } from './locales/en/common.ts';
import { visits as en } from './locales/en/visits.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { visits as zh } from './locales/zh/visits.ts';
import { shortNotice } from './notices.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
/** Stands for "of every notice" in a button. */
const ALL = 'all';

export type VisitView = {
  noticeId: string;
  noticeText: string;
  personId: string;
  name: string;
  unitName: string;
  why: 'unreachable' | 'unconfirmed';
  state: 'open' | 'told' | 'not-met';
};
export type Where = { total: number; page: number; pages: number; size: number };
/** The list that a visit was opened from: of its notice alone, or of every notice; and the page of it. */
export type VisitOrigin = { ofNotice: boolean; page: number };

/** How a button says so: the page, behind an n when the list is of one notice; short, since two ids stand before it. */
const originPart = ({ ofNotice, page }: VisitOrigin): string => `${ofNotice ? 'n' : ''}${page}`;

export function readVisitOrigin(part: string | undefined): VisitOrigin {
  const [, of, page] = /^(n?)(\d{1,4})$/.exec(part ?? '') ?? [];
  return { ofNotice: of === 'n', page: Number(page ?? 0) };
}

/** The way back to that list. */
const backTo = (label: string, noticeId: string, { ofNotice, page }: VisitOrigin): Button =>
  button(label, 'visit.list', ofNotice ? noticeId : ALL, page);

const whyText = (language: Language, { why, state }: VisitView): string =>
  state === 'not-met' ? words[language].notMet : words[language].why[why];

const lineOf = (language: Language, row: VisitView): string =>
  words[language].line(escapeHtml(row.unitName), escapeHtml(row.name), whyText(language, row));

/** Whom the liaison is to tell what, numbered through the pages; what is said once when it is one notice. */
export function visitListView(
  language: Language,
  rows: readonly VisitView[],
  { total, page, pages, size }: Where,
  noticeId?: string,
): View {
  const w = words[language];
  if (total === 0) return { text: w.none, buttons: [[button(common[language].menu, 'menu.open')]] };
  const origin = originPart({ ofNotice: noticeId !== undefined, page });
  const list = rows.map((row, i) => {
    const line = `${page * size + i + 1}. ${lineOf(language, row)}`;
    return noticeId === undefined ? `${line}\n    ${w.about(shortNotice(row.noticeText))}` : line;
  });
  return {
    text: lines(
      w.title(total),
      noticeId !== undefined && w.about(shortNotice(rows[0]?.noticeText ?? '')),
      '',
      ...list,
      '',
      w.hint,
    ),
    buttons: [
      rows.map((row, i) =>
        button(String(page * size + i + 1), 'visit.open', row.noticeId, row.personId, origin),
      ),
      pageButtons(language, 'visit.list', page, pages, noticeId ?? ALL),
    ].filter((row) => row.length > 0),
  };
}

/** One visit: why, and the notice whole, to be read aloud. */
export function visitView(
  language: Language,
  visit: VisitView & { authorName: string },
  origin: VisitOrigin,
): View {
  const w = words[language];
  const { noticeId, personId } = visit;
  const of = originPart({ ...origin, page: 0 });
  return {
    text: lines(
      w.cardTitle(escapeHtml(visit.unitName), escapeHtml(visit.name)),
      w.cardWhy(whyText(language, visit)),
      w.cardFrom(escapeHtml(visit.authorName)),
      '',
      `<blockquote>${escapeHtml(visit.noticeText)}</blockquote>`,
    ),
    buttons: [
      [
        button(w.told, 'visit.told', noticeId, personId, of),
        button(w.missed, 'visit.missed', noticeId, personId, of),
      ],
      [backTo(common[language].return, noticeId, origin)],
    ],
  };
}

export const noteAskView = (language: Language, name: string): View => ({
  text: words[language].noteAsk(escapeHtml(name)),
  buttons: [
    [
      button(common[language].cancel, 'flow.cancel', 'visit-note'),
      button(words[language].skip, 'visit.skip'),
    ],
  ],
});

/** What came of a visit, with the way back to the list. */
export const visitDoneView = (
  language: Language,
  { noticeId, name, ofNotice }: { noticeId: string; name: string; ofNotice: boolean },
  state: 'told' | 'not-met',
): View => ({
  text: words[language][state === 'told' ? 'toldDone' : 'missedDone'](escapeHtml(name)),
  buttons: [[backTo(words[language].openList, noticeId, { ofNotice, page: 0 })]],
});

/** What a liaison is told when there is nothing else in the digest, or at once for an urgent notice: the names, as far as they fit. */
export function visitsAnnouncedView(
  language: Language,
  { noticeId, visits, total }: { noticeId: string | null; visits: readonly VisitView[]; total: number },
): View {
  const w = words[language];
  const names = visits.map((row) => lineOf(language, row));
  return {
    text: lines(
      w.announce(total),
      noticeId !== null && w.about(shortNotice(visits[0]?.noticeText ?? '')),
      '',
      ...names,
      total > names.length && '…',
    ),
    buttons: [[button(w.openList, 'visit.list', noticeId ?? ALL, 0)]],
  };
}

/** The visit list of a notice for its author: whom, by whom, how it stands. */
export function assignedVisitsView(
  language: Language,
  noticeId: string,
  rows: readonly (VisitView & { liaison: string; note: string | null })[],
  { total, open, page, pages }: Omit<Where, 'size'> & { open: number },
): View {
  const w = words[language];
  const back = [button(common[language].return, 'board.open', noticeId)];
  if (total === 0) return { text: w.authorNone, buttons: [back] };
  const list = rows.map((row) =>
    lines(
      `<b>${escapeHtml(row.unitName)} ${escapeHtml(row.name)}</b> · ${w.why[row.why]}`,
      `${w.by(escapeHtml(row.liaison))} · ${w.states[row.state]}`,
      row.note !== null && w.note(escapeHtml(row.note)),
    ),
  );
  return {
    text: lines(w.authorTitle(total, open), '', ...list),
    buttons: [pageButtons(language, 'board.visits', page, pages, noticeId), back].filter((r) => r.length > 0),
  };
}

export const visitOverText = (language: Language): string => words[language].over;
export const noteTooLongText = (language: Language, limit: number): string =>
  words[language].noteTooLong(limit);
