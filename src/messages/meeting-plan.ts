import { common as commonEn } from './locales/en/common.ts';
import { meetings as en } from './locales/en/meetings.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { meetings as zh } from './locales/zh/meetings.ts';
import { ownMeetingView, type Bilingual, type OwnMeetingView } from './meetings.ts';
import { typedTime } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** Which wizard asks: its buttons begin with this, and its name is the flow's. */
export type Asking = { prefix: 'meeting' | 'move'; flow: string };
export const PLANNING: Asking = { prefix: 'meeting', flow: 'meeting' };

const cancelRow = (language: Language, flow: string): Button[] => [
  button(common[language].cancel, 'flow.cancel', flow),
];
const pairs = (buttons: readonly Button[]): Button[][] => {
  const rows = [];
  for (let i = 0; i < buttons.length; i += 2) rows.push(buttons.slice(i, i + 2));
  return rows;
};

export const meetingKindAskView = (
  language: Language,
  kinds: readonly { id: string; name: Bilingual }[],
): View => ({
  text: words[language].kindAsk,
  buttons: [
    ...pairs(kinds.map(({ id, name }) => button(name[language], 'meeting.kind', id))),
    cancelRow(language, 'meeting'),
  ],
});

export const meetingUnitAskView = (
  language: Language,
  units: readonly { id: string; name: string }[],
  nobody = false,
): View => ({
  text: lines(nobody && words[language].nobody, words[language].unitAsk),
  buttons: [
    ...pairs(units.map(({ id, name }) => button(name, 'meeting.unit', id))),
    cancelRow(language, 'meeting'),
  ],
});

export const titleAskView = (language: Language, problem: boolean): View => ({
  text: problem ? words[language].titleProblem : words[language].titleAsk,
  buttons: [cancelRow(language, 'meeting')],
});

/** Asks for the time, with suggestions. @param problem what could not be read, or is no time to meet at */
export function meetingTimeAskView(
  language: Language,
  { prefix, flow }: Asking,
  suggestions: readonly Date[],
  problem?: { text: string } | 'past' | 'far',
): View {
  const w = words[language];
  const text =
    problem === undefined
      ? w.timeAsk
      : problem === 'past'
        ? w.timePast
        : problem === 'far'
          ? w.timeFar
          : w.timeProblem(escapeHtml(shorten(problem.text, 40)));
  const action = prefix === 'move' ? 'meeting.move-to' : 'meeting.time';
  const times = suggestions.map((time) => button(typedTime(time), action, Math.floor(time.getTime() / 1000)));
  return { text, buttons: [...pairs(times), cancelRow(language, flow)] };
}

export const lengthAskView = (language: Language, choices: readonly number[], problem?: string): View => ({
  text:
    problem === undefined
      ? words[language].lengthAsk
      : words[language].lengthProblem(escapeHtml(shorten(problem, 40))),
  buttons: [
    choices.map((minutes) => button(words[language].minutes(minutes), 'meeting.length', minutes)),
    cancelRow(language, 'meeting'),
  ],
});

export const meetingPlaceAskView = (language: Language, problem: boolean): View => ({
  text: problem ? words[language].placeProblem : words[language].placeAsk,
  buttons: [cancelRow(language, 'meeting')],
});

/** What will be sent, and to how many. @param stamp stands for what is shown; the button that sends carries it */
export function meetingPreview(
  language: Language,
  meeting: OwnMeetingView,
  {
    people,
    unreachable,
    basis,
  }: { people: number; unreachable: number; basis: { document: string; article: string | null } },
  stamp: string,
): View {
  const w = words[language];
  const l = common[language];
  return {
    text: lines(
      w.previewTitle,
      w.previewTo(escapeHtml(meeting.unitName), people, unreachable),
      basis.article !== null && w.basis(basis.document, basis.article),
      '',
      ownMeetingView(language, meeting).text,
    ),
    buttons: [
      [
        button(l.change, 'meeting.change'),
        button(l.cancel, 'flow.cancel', 'meeting'),
        button(l.confirmSend, 'meeting.send', stamp),
      ],
    ],
  };
}

export const meetingPlannedView = (
  language: Language,
  id: string,
  { first, told }: { first: boolean; told: number },
): View => ({
  text: first ? words[language].planned(told) : words[language].plannedBefore,
  buttons: [[button(common[language].details, 'meeting.see', id)]],
});
