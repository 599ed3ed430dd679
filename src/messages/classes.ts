import { classes as en } from './locales/en/classes.ts';
import { common as commonEn } from './locales/en/common.ts';
import { meetings as meetingsEn } from './locales/en/meetings.ts';
import { classes as zh } from './locales/zh/classes.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { meetings as meetingsZh } from './locales/zh/meetings.ts';
import { meetingFacts, meetingTitle, type MeetingView } from './meetings.ts';
import { pageButtons } from './page-buttons.ts';
import { timeText, typedTime } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const meetings = { zh: meetingsZh, en: meetingsEn };

export type ClassView = MeetingView & {
  about: string | null;
  seats: number | null;
  signUpUntil: Date | string | null;
  openedAt: Date | string | null;
  taken: number;
  waiting: number;
  signedUp: string | null;
  /** How many wait before them. */
  before: number;
  own: string | null;
};
/** Why it is said: an offer, a seat that came free, the day before; or somebody looks it up. */
export type ClassOccasion = 'offer' | 'seat' | 'reminder' | 'moved' | null;

const standing = (language: Language, row: ClassView): string | false => {
  const w = words[language];
  if (row.signedUp === 'seated') return w.seated;
  return row.signedUp === 'waiting' && w.waiting(row.before + 1);
};

/** A class as somebody who may sign up sees it. @param mayHold whether they organise it */
export function classView(
  language: Language,
  row: ClassView,
  { now, occasion, mayHold }: { now: Date; occasion: ClassOccasion; mayHold: boolean },
): View {
  const w = words[language];
  const m = meetings[language];
  const titles = { offer: w.offerTitle, seat: w.seatTitle, reminder: w.reminderTitle, moved: m.movedTitle };
  const isOpen = row.state === 'planned' && row.signUpUntil !== null && now <= new Date(row.signUpUntil);
  const isOn = row.signedUp === 'seated' || row.signedUp === 'waiting';
  return {
    text: lines(
      occasion !== null && titles[occasion],
      meetingTitle(language, row),
      row.about !== null && escapeHtml(row.about),
      meetingFacts(language, row),
      row.seats !== null && w.seats(row.seats, row.taken, row.waiting),
      row.signUpUntil !== null && isOpen && w.until(timeText(language, row.signUpUntil)),
      standing(language, row),
      row.own !== null && m.ownState(m.states[row.own] ?? row.own),
      !isOpen && !isOn && row.state === 'planned' && w.over,
      row.state === 'cancelled' && m.overCancelled,
    ),
    buttons: [
      actions(language, row, isOpen, isOn),
      [
        ...(mayHold ? [button(w.manage, 'meeting.see', row.id)] : []),
        button(common[language].return, 'class.list', 0),
      ],
    ].filter((line) => line.length > 0),
  };
}

function actions(language: Language, row: ClassView, isOpen: boolean, isOn: boolean): Button[] {
  const w = words[language];
  const m = meetings[language];
  if (row.state !== 'planned') return [];
  const isFull = row.seats !== null && (row.taken >= row.seats || row.waiting > 0);
  if (!isOn) return isOpen ? [button(isFull ? w.queue : w.signUp, 'class.join', row.id)] : [];
  const leave = button(w.leave, 'class.leave', row.id);
  if (row.signedUp === 'waiting') return [leave];
  const here = row.openedAt === null || row.own === 'present' ? [] : [button(m.here, 'meeting.here', row.id)];
  return [...here, button(m.calendar, 'meeting.calendar', row.id), leave];
}

export const classTooLateText = (language: Language): string => words[language].tooLate;

export const leaveAskView = (language: Language, id: string): View => ({
  text: words[language].leaveAsk,
  buttons: [
    [button(words[language].keep, 'class.open', id), button(words[language].leave, 'class.leave-now', id)],
  ],
});

export function classListView(
  language: Language,
  rows: readonly ClassView[],
  { total, page, size, mayHold }: { total: number; page: number; size: number; mayHold: boolean },
): View {
  const w = words[language];
  const m = meetings[language];
  const list = rows.map((row, i) => {
    const line = `${page * size + i + 1}. ${typedTime(new Date(row.startsAt))} ${escapeHtml(shorten(row.title, 24))}`;
    const state =
      row.state === 'planned' && row.signedUp !== null
        ? w.states[row.signedUp]
        : (m.meetingStates[row.state] ?? row.state);
    return m.with2(line, state ?? row.state);
  });
  return {
    text: total === 0 ? w.listEmpty : lines(w.listTitle(total), '', ...list),
    buttons: [
      rows.map((row, i) => button(String(page * size + i + 1), 'class.open', row.id)),
      pageButtons(language, 'class.list', page, Math.ceil(total / size)),
      mayHold ? [button(w.planNew, 'class.new')] : [],
    ].filter((row) => row.length > 0),
  };
}
