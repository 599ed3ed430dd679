import { common as commonEn } from './locales/en/common.ts';
import { classes as classesEn } from './locales/en/classes.ts';
import { hours as hoursEn } from './locales/en/hours.ts';
import { meetings as en } from './locales/en/meetings.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { classes as classesZh } from './locales/zh/classes.ts';
import { hours as hoursZh } from './locales/zh/hours.ts';
import { meetings as zh } from './locales/zh/meetings.ts';
import { meetingTitle, type MeetingView } from './meetings.ts';
import { secondsText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const classes = { zh: classesZh, en: classesEn };
const hours = { zh: hoursZh, en: hoursEn };

const absentOf = ({ invited, present, excused }: MeetingView): number => invited - present - excused;

const back = (language: Language, id: string): Button => button(common[language].return, 'meeting.see', id);

/** What the organiser sees and can do. */
export function heldMeetingView(language: Language, meeting: MeetingView): View {
  const w = words[language];
  const { id, state, invited, present, excused } = meeting;
  const list = meeting.isClass
    ? button(common[language].return, 'class.open', id)
    : button(common[language].return, 'meeting.list', 'held', 0);
  const feedback = meeting.isClass ? [button(classes[language].feedback, 'class.feedback', id)] : [];
  return {
    text: lines(
      meetingTitle(language, meeting),
      w.when(timeText(language, meeting.startsAt), meeting.minutes),
      w.place(escapeHtml(meeting.place)),
      w.by(escapeHtml(meeting.unitName), escapeHtml(meeting.heldByName)),
      state === 'planned' && w.counts(invited, present, excused),
      state === 'closed' && w.countsClosed(invited, present, excused, absentOf(meeting)),
      state !== 'planned' && w.meetingStates[state],
    ),
    buttons:
      state === 'planned'
        ? [
            [
              button(w.room, 'meeting.room', id),
              button(w.roll, 'meeting.roll', id, 0),
              button(w.close, 'meeting.close', id),
            ],
            [list, button(w.move, 'meeting.move', id), button(w.cancel, 'meeting.cancel', id)],
          ]
        : [state === 'closed' ? [list, ...feedback, button(w.fix, 'meeting.fix', id, 0)] : [list]],
  };
}

/** The code to read out or hold up; it changes by itself, and is shown anew by the button. */
export function roomView(
  language: Language,
  meeting: MeetingView,
  { code, until, graceSeconds }: { code: string; until: Date; graceSeconds: number },
): View {
  const w = words[language];
  return {
    text: lines(
      meetingTitle(language, meeting),
      w.code(code),
      w.codeHint(code),
      w.codeUntil(secondsText(until), graceSeconds),
      w.arrived(meeting.present, meeting.invited),
    ),
    buttons: [
      [
        button(common[language].refresh, 'meeting.room', meeting.id),
        button(w.roll, 'meeting.roll', meeting.id, 0),
        back(language, meeting.id),
      ],
    ],
    protect: true,
  };
}

export const tooEarlyText = (language: Language, minutes: number): string =>
  words[language].tooEarly(minutes);

export const notBegunText = (language: Language): string => words[language].notBegun;

export const meetingOverText = (language: Language): string => words[language].over;

export function closeAskView(language: Language, meeting: MeetingView): View {
  const w = words[language];
  const { id, invited, present, excused } = meeting;
  return {
    text: lines(
      w.closeAsk,
      w.countsClosed(invited, present, excused, absentOf(meeting)),
      w.closeHint,
      meeting.hours !== null && w.closeGives(hours[language].amount(meeting.hours)),
    ),
    buttons: [
      [back(language, id), button(w.roll, 'meeting.roll', id, 0), button(w.close, 'meeting.close-now', id)],
    ],
  };
}

export function closedView(
  language: Language,
  meeting: MeetingView,
  { given, confirmed }: { given: number; confirmed: number },
): View {
  const w = words[language];
  const { invited, present, excused } = meeting;
  return {
    text: lines(
      w.closed,
      w.countsClosed(invited, present, excused, absentOf(meeting)),
      given > 0 && w.given(given, confirmed),
    ),
    buttons: [[back(language, meeting.id)]],
  };
}

export const meetingCancelAskView = (language: Language, id: string): View => ({
  text: words[language].cancelAsk,
  buttons: [
    [
      button(words[language].keep, 'meeting.see', id),
      button(words[language].cancel, 'meeting.cancel-now', id),
    ],
  ],
});

export const movedView = (language: Language, meeting: MeetingView): View => ({
  text: words[language].moved(timeText(language, meeting.startsAt)),
  buttons: [[button(common[language].details, 'meeting.see', meeting.id)]],
});

/** @param stamp stands for what is shown; the button that moves it carries it */
export const moveAskView = (language: Language, meeting: MeetingView, to: Date, stamp: string): View => ({
  text: lines(
    words[language].movePreview,
    meetingTitle(language, meeting),
    words[language].moveFrom(timeText(language, meeting.startsAt), timeText(language, to)),
    words[language].moveTells(meeting.invited),
  ),
  buttons: [
    [
      button(common[language].change, 'meeting.move-change'),
      button(common[language].cancel, 'flow.cancel', 'meeting-move'),
      button(common[language].confirmSend, 'meeting.move-now', stamp),
    ],
  ],
});
