import { classView, type ClassView } from './classes.ts';
import { classes as en } from './locales/en/classes.ts';
import { common as commonEn } from './locales/en/common.ts';
import { meetings as meetingsEn } from './locales/en/meetings.ts';
import { classes as zh } from './locales/zh/classes.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { meetings as meetingsZh } from './locales/zh/meetings.ts';
import { typedTime } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const meetings = { zh: meetingsZh, en: meetingsEn };

const cancelRow = (language: Language): Button[] => [button(common[language].cancel, 'flow.cancel', 'class')];
const pairs = (buttons: readonly Button[]): Button[][] => {
  const rows = [];
  for (let i = 0; i < buttons.length; i += 2) rows.push(buttons.slice(i, i + 2));
  return rows;
};

/** What could not be read, or that it may not be. */
export type ClassProblem = { text: string } | 'wrong';

export const classUnitAskView = (
  language: Language,
  units: readonly { id: string; name: string }[],
  nobody = false,
): View => ({
  text: lines(nobody && meetings[language].nobody, words[language].unitAsk),
  buttons: [...pairs(units.map(({ id, name }) => button(name, 'class.unit', id))), cancelRow(language)],
});

/** The steps that take a line of text: title, about, place. */
export function classTextAskView(
  language: Language,
  step: 'title' | 'about' | 'place',
  problem: boolean,
): View {
  const w = words[language];
  const m = meetings[language];
  const asks = {
    title: [w.titleAsk, w.titleProblem],
    about: [w.aboutAsk, w.aboutProblem],
    place: [m.placeAsk, m.placeProblem],
  } as const;
  return { text: asks[step][problem ? 1 : 0], buttons: [cancelRow(language)] };
}

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

export function classTimeAskView(
  language: Language,
  times: readonly Date[],
  problem?: { text: string } | 'past' | 'far',
): View {
  const m = meetings[language];
  const text =
    problem === undefined
      ? m.timeAsk
      : problem === 'past'
        ? m.timePast
        : problem === 'far'
          ? m.timeFar
          : m.timeProblem(escapeHtml(shorten(problem.text, 40)));
  const buttons = times.map((time) => button(typedTime(time), 'class.time', seconds(time)));
  return { text, buttons: [...pairs(buttons), cancelRow(language)] };
}

export const classLengthAskView = (
  language: Language,
  choices: readonly number[],
  problem?: string,
): View => ({
  text:
    problem === undefined
      ? meetings[language].lengthAsk
      : meetings[language].lengthProblem(escapeHtml(shorten(problem, 40))),
  buttons: [
    choices.map((minutes) => button(meetings[language].minutes(minutes), 'class.length', minutes)),
    cancelRow(language),
  ],
});

export const seatsAskView = (language: Language, choices: readonly number[], problem?: string): View => ({
  text:
    problem === undefined
      ? words[language].seatsAsk
      : words[language].seatsProblem(escapeHtml(shorten(problem, 40))),
  buttons: [
    choices.map((n) => button(words[language].seatsChoice(n), 'class.seats', n)),
    cancelRow(language),
  ],
});

export const untilAskView = (language: Language, times: readonly Date[], problem?: ClassProblem): View => ({
  text:
    problem === undefined
      ? words[language].untilAsk
      : problem === 'wrong'
        ? words[language].untilWrong
        : words[language].untilProblem(escapeHtml(shorten(problem.text, 40))),
  buttons: [
    ...pairs(times.map((time) => button(typedTime(time), 'class.until', seconds(time)))),
    cancelRow(language),
  ],
});

export const classHoursAskView = (
  language: Language,
  { choices, most }: { choices: readonly number[]; most: number },
  problem?: string,
): View => ({
  text:
    problem === undefined
      ? words[language].hoursAsk(most)
      : words[language].hoursProblem(escapeHtml(shorten(problem, 40)), most),
  buttons: [
    [
      button(words[language].noHours, 'class.hours', '0'),
      ...choices.map((n) => button(String(n), 'class.hours', String(n))),
    ],
    cancelRow(language),
  ],
});

/** What will be offered, and to how many. @param stamp stands for what is shown */
export function classPreview(
  language: Language,
  row: ClassView,
  { people, unreachable, now }: { people: number; unreachable: number; now: Date },
  stamp: string,
): View {
  const l = common[language];
  return {
    text: lines(
      words[language].previewTitle,
      words[language].previewTo(escapeHtml(row.unitName), people, unreachable),
      '',
      classView(language, row, { now, occasion: null, mayHold: false }).text,
    ),
    buttons: [
      [
        button(l.change, 'class.change'),
        button(l.cancel, 'flow.cancel', 'class'),
        button(l.confirmSend, 'class.send', stamp),
      ],
    ],
  };
}

export const classPlannedView = (
  language: Language,
  id: string,
  { first, told }: { first: boolean; told: number },
): View => ({
  text: first ? words[language].planned(told) : words[language].plannedBefore,
  buttons: [[button(common[language].details, 'meeting.see', id)]],
});
