import { hours as hoursEn } from './locales/en/hours.ts';
import { common as commonEn } from './locales/en/common.ts';
import { meetings as en } from './locales/en/meetings.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { hours as hoursZh } from './locales/zh/hours.ts';
import { meetings as zh } from './locales/zh/meetings.ts';
import { pageButtons } from './page-buttons.ts';
import { timeText, typedTime } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const hours = { zh: hoursZh, en: hoursEn };

export type Bilingual = { zh: string; en: string };
export type MeetingView = {
  id: string;
  kindName: Bilingual;
  /** A training class, which has its own list. */
  isClass: boolean;
  title: string;
  place: string;
  startsAt: Date | string;
  minutes: number;
  unitName: string;
  heldByName: string;
  hours: number | null;
  evidenceName: Bilingual | null;
  state: string;
  invited: number;
  present: number;
  excused: number;
};
export type OwnMeetingView = MeetingView & {
  /** Why the person need not come, as far as it is known. */
  excuseName: Bilingual | null;
  /** What is recorded about the person, and why. */
  own: string | null;
  ownReason: Bilingual | null;
  objected: boolean;
};

export const meetingTitle = (language: Language, { kindName, title }: MeetingView): string =>
  words[language].title(escapeHtml(kindName[language]), escapeHtml(title));

/** "absent", or "excused (on leave)". */
export function stateText(language: Language, state: string, reason: Bilingual | null): string {
  const w = words[language];
  const name = w.states[state] ?? state;
  return reason ? w.with(name, escapeHtml(reason[language])) : name;
}

/** A correction has a reason of its own, which is no excuse of the pack. */
export const correctionName = (id: string): Bilingual | undefined => {
  const name = zh.corrections[id];
  return name === undefined ? undefined : { zh: name, en: en.corrections[id] ?? name };
};

/** Time, place, and by whom. */
export const meetingFacts = (language: Language, meeting: MeetingView): string => {
  const w = words[language];
  return lines(
    w.when(timeText(language, meeting.startsAt), meeting.minutes),
    w.place(escapeHtml(meeting.place)),
    w.by(escapeHtml(meeting.unitName), escapeHtml(meeting.heldByName)),
    meeting.hours !== null &&
      meeting.evidenceName !== null &&
      w.gives(hours[language].amount(meeting.hours), escapeHtml(meeting.evidenceName[language])),
  );
};

/** Who is expected reads this: what it is, what to do, and afterwards what was recorded. `moved`: it is at another time now. */
export function ownMeetingView(language: Language, meeting: OwnMeetingView, moved = false): View {
  const w = words[language];
  const { id, state, own, excuseName, objected } = meeting;
  const isOpen = state === 'planned';
  const answer = excuseName
    ? [button(w.canCome, 'meeting.answer', id, 'come')]
    : [button(w.cannot, 'meeting.cannot', id)];
  const back = button(common[language].return, 'meeting.list', 'own', 0);
  return {
    text: lines(
      moved && w.movedTitle,
      meetingTitle(language, meeting),
      meetingFacts(language, meeting),
      isOpen && own !== 'present' && (excuseName ? w.excusedAs(escapeHtml(excuseName[language])) : w.hint),
      own !== null &&
        (state !== 'planned' || own === 'present') &&
        w.ownState(stateText(language, own, meeting.ownReason)),
      objected && w.objected,
      state === 'cancelled' && w.overCancelled,
    ),
    buttons: isOpen
      ? [
          own === 'present' ? [] : [button(w.here, 'meeting.here', id), ...answer],
          [button(w.calendar, 'meeting.calendar', id), back],
        ].filter((row) => row.length > 0)
      : [
          state === 'closed' && own !== null && !objected
            ? [button(w.object, 'meeting.object', id), back]
            : [back],
        ],
  };
}

export const cannotAskView = (
  language: Language,
  id: string,
  excuses: readonly { id: string; name: Bilingual }[],
): View => ({
  text: words[language].cannotAsk,
  buttons: [
    excuses.map((excuse) => button(excuse.name[language], 'meeting.answer', id, excuse.id)),
    [button(common[language].return, 'meeting.open', id)],
  ],
});

export const objectAskView = (language: Language, id: string): View => ({
  text: words[language].objectAsk,
  buttons: [
    [
      button(common[language].return, 'meeting.open', id),
      button(words[language].object, 'meeting.object-now', id),
    ],
  ],
});

export const meetingCancelledView = (language: Language, meeting: MeetingView): View => ({
  text: lines(
    words[language].cancelledTitle,
    words[language].line(escapeHtml(meeting.kindName[language]), escapeHtml(meeting.title)),
    words[language].cancelledBody(timeText(language, meeting.startsAt)),
  ),
  buttons: [],
});

export const calendarText = (language: Language): string => words[language].calendarText;

export const attendanceCorrectedView = (language: Language, meeting: OwnMeetingView): View => ({
  text: lines(
    words[language].correctedTitle,
    words[language].line(escapeHtml(meeting.kindName[language]), escapeHtml(meeting.title)),
    words[language].now(stateText(language, meeting.own ?? 'absent', meeting.ownReason)),
  ),
  buttons: [[button(common[language].details, 'meeting.open', meeting.id)]],
  protect: true,
});

/** A page of meetings: those one is expected at, or those held in one's units. */
export function meetingListView(
  language: Language,
  rows: readonly (MeetingView & { own?: string | null })[],
  {
    whose,
    total,
    page,
    size,
    mayHold,
  }: { whose: 'own' | 'held'; total: number; page: number; size: number; mayHold: boolean },
): View {
  const w = words[language];
  const isOwn = whose === 'own';
  const list = rows.map((row, i) => {
    const line = `${page * size + i + 1}. ${typedTime(new Date(row.startsAt))} ${w.line(escapeHtml(row.kindName[language]), escapeHtml(shorten(row.title, 20)))}`;
    const state =
      isOwn && row.state === 'closed' && row.own
        ? (w.states[row.own] ?? row.own)
        : (w.meetingStates[row.state] ?? row.state);
    return w.with2(line, state);
  });
  const switches: Button[] = isOwn
    ? [button(w.held, 'meeting.list', 'held', 0)]
    : [
        button(w.plan, 'meeting.new'),
        button(w.overview, 'meeting.units', 0),
        button(w.own, 'meeting.list', 'own', 0),
      ];
  return {
    text:
      total === 0
        ? isOwn
          ? w.listEmpty
          : w.heldEmpty
        : lines((isOwn ? w.listTitle : w.heldTitle)(total), '', ...list),
    buttons: [
      rows.map((row, i) =>
        button(String(page * size + i + 1), isOwn ? 'meeting.open' : 'meeting.see', row.id),
      ),
      pageButtons(language, 'meeting.list', page, Math.ceil(total / size), whose),
      mayHold ? switches : [],
    ].filter((row) => row.length > 0),
  };
}
