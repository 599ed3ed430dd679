import { common as commonEn } from './locales/en/common.ts';
import { meetings as en } from './locales/en/meetings.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { meetings as zh } from './locales/zh/meetings.ts';
import { pagesOf, type AttendeeView, type Page } from './meeting-roll.ts';
import { stateText, type MeetingView } from './meetings.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** Everybody who was expected at a closed meeting, with what is recorded. */
export function fixListView(
  language: Language,
  meeting: MeetingView,
  rows: readonly AttendeeView[],
  where: Page,
): View {
  const w = words[language];
  const first = where.page * where.size + 1;
  const list = rows.map(
    (row, i) =>
      `${first + i}. ${w.with2(escapeHtml(row.name), stateText(language, row.state ?? 'absent', row.reason))}`,
  );
  const numbers = rows.map((row, i) =>
    button(String(first + i), 'meeting.fix-one', meeting.id, row.personId),
  );
  return {
    text: lines(w.fixTitle(where.total), '', ...list),
    buttons: [
      numbers.slice(0, 4),
      numbers.slice(4),
      pageButtons(language, 'meeting.fix', where.page, pagesOf(where), meeting.id),
      [button(common[language].return, 'meeting.see', meeting.id)],
    ].filter((row) => row.length > 0),
  };
}

/** @param corrections what it can be corrected to, by place: the button carries the place */
export function fixAskView(
  language: Language,
  meeting: MeetingView,
  attendee: AttendeeView,
  corrections: readonly string[],
): View {
  const w = words[language];
  const id = meeting.id;
  return {
    text: lines(
      w.fixAsk(escapeHtml(attendee.name)),
      w.line(escapeHtml(meeting.kindName[language]), escapeHtml(meeting.title)),
      w.now(stateText(language, attendee.state ?? 'absent', attendee.reason)),
      w.fixHint,
    ),
    buttons: [
      corrections.map((correction, i) =>
        button(w.corrections[correction] ?? correction, 'meeting.fixed', id, attendee.personId, i),
      ),
      [button(common[language].return, 'meeting.fix', id, 0)],
    ],
  };
}

export const fixOwnText = (language: Language): string => words[language].fixOwn;

/** What the organiser hears when somebody objects. */
export const objectionView = (language: Language, meeting: MeetingView, attendee: AttendeeView): View => ({
  text: lines(
    words[language].objectionTitle,
    words[language].objectionBy(escapeHtml(attendee.name)),
    words[language].line(escapeHtml(meeting.kindName[language]), escapeHtml(meeting.title)),
    words[language].now(stateText(language, attendee.state ?? 'absent', attendee.reason)),
  ),
  buttons: [
    [
      button(common[language].details, 'meeting.see', meeting.id),
      button(words[language].fix, 'meeting.fix-one', meeting.id, attendee.personId),
    ],
  ],
  protect: true,
});
