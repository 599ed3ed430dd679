import { common as commonEn } from './locales/en/common.ts';
import { meetings as en } from './locales/en/meetings.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { meetings as zh } from './locales/zh/meetings.ts';
import type { Bilingual, MeetingView } from './meetings.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type AttendeeView = {
  personId: string;
  name: string;
  state: string | null;
  reason: Bilingual | null;
  /** Whether an excuse is known beforehand. */
  isExcused: boolean;
};

const pairs = (buttons: readonly Button[]): Button[][] => {
  const rows = [];
  for (let i = 0; i < buttons.length; i += 2) rows.push(buttons.slice(i, i + 2));
  return rows;
};

/** A page of people. */
export type Page = { total: number; page: number; size: number };
export const pagesOf = ({ total, size }: Page): number => Math.ceil(total / size);

/** The list to tick: each name is a button that carries what it will say. */
export function rollView(
  language: Language,
  meeting: MeetingView,
  rows: readonly AttendeeView[],
  where: Page,
): View {
  const w = words[language];
  const { id } = meeting;
  const names = rows.map((row) => {
    const isThere = row.state === 'present';
    const away = row.state === 'excused' || (row.state === null && row.isExcused);
    const label = isThere ? `✓ ${row.name}` : away ? w.excusedName(row.name) : row.name;
    return button(label, 'meeting.mark', id, row.personId, `${isThere ? 'n' : 'y'}${where.page}`);
  });
  return {
    text: lines(
      w.rollTitle(escapeHtml(shorten(meeting.title, 40))),
      w.counts(meeting.invited, meeting.present, meeting.excused),
      w.rollHint,
    ),
    buttons: [
      ...pairs(names),
      pageButtons(language, 'meeting.roll', where.page, pagesOf(where), id),
      [
        button(w.excuse, 'meeting.excuses', id, 0),
        button(w.none, 'meeting.all', id, `n${where.page}`),
        button(w.all, 'meeting.all', id, `y${where.page}`),
      ],
      [button(common[language].return, 'meeting.see', id), button(w.close, 'meeting.close', id)],
    ].filter((row) => row.length > 0),
  };
}

/** Who is not there, to choose whom to excuse. */
export function excusesView(
  language: Language,
  meeting: MeetingView,
  rows: readonly AttendeeView[],
  where: Page,
): View {
  const w = words[language];
  const { id } = meeting;
  const names = rows.map((row) =>
    button(
      row.state === 'excused' || (row.state === null && row.isExcused) ? w.excusedName(row.name) : row.name,
      'meeting.why',
      id,
      row.personId,
    ),
  );
  return {
    text: where.total === 0 ? w.excuseEmpty : w.excuseTitle(where.total),
    buttons: [
      ...pairs(names),
      pageButtons(language, 'meeting.excuses', where.page, pagesOf(where), id),
      [button(common[language].return, 'meeting.roll', id, 0)],
    ].filter((row) => row.length > 0),
  };
}

export const whyAskView = (
  language: Language,
  id: string,
  attendee: AttendeeView,
  excuses: readonly { name: Bilingual }[],
): View => ({
  text: words[language].whyAsk(escapeHtml(attendee.name)),
  buttons: [
    excuses.map(({ name }, i) => button(name[language], 'meeting.let', id, attendee.personId, i)),
    [button(common[language].return, 'meeting.excuses', id, 0)],
  ],
});
