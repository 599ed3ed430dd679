import { common as commonEn } from './locales/en/common.ts';
import { interviews as en } from './locales/en/supervision.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { interviews as zh } from './locales/zh/supervision.ts';
import { timeText, typedTime } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type InterviewView = {
  id: string;
  personName: string;
  /** Who it is with, as the subject is told: the discipline office, or a name. */
  withWhom: string;
  startsAt: Date | string;
  minutes: number;
  place: string;
  state: string;
  answerReason: string | null;
  /** The neutral words of the kind, the same for most kinds. */
  noticeSays: { zh: string; en: string };
};

type Row = Omit<InterviewView, 'withWhom' | 'noticeSays'> & {
  kind: string;
  ordererName: string;
  ordererUnit: string | null;
};
type Kind = { id: string; noticeSays: { zh: string; en: string } };

/** The name of a kind; one that the pack no longer has keeps its id. */
export const kindName = (
  language: Language,
  kinds: readonly { id: string; name: { zh: string; en: string } }[],
  id: string,
): string => kinds.find((kind) => kind.id === id)?.name[language] ?? id;

/** What a stored interview shows: its interviewer, and the neutral words of its kind in the rule pack. */
export function interviewViewOf(row: Row, kinds: readonly Kind[]): InterviewView {
  const kind = kinds.find((one) => one.id === row.kind) ?? kinds[0];
  const withWhom = [row.ordererUnit, row.ordererName].filter(Boolean).join(' ');
  return { ...row, withWhom, noticeSays: kind?.noticeSays ?? { zh: '', en: '' } };
}

/** The neutral notice: place, time, interviewer, no cause and no kind (row F2). */
export function interviewNotice(language: Language, interview: InterviewView, reminder = false): View {
  const w = words[language];
  const { id, state } = interview;
  const open = state === 'announced' || state === 'confirmed';
  const ask = [
    button(w.askMove, 'interview.answer', id, 'move-asked'),
    button(w.cannot, 'interview.answer', id, 'cannot-attend'),
  ];
  return {
    text: lines(
      reminder ? w.reminder : w.title,
      w.please(
        timeText(language, interview.startsAt),
        escapeHtml(interview.place),
        interview.noticeSays[language],
        interview.minutes,
      ),
      w.by(escapeHtml(interview.withWhom)),
      state !== 'announced' && w.answered[state],
    ),
    buttons: open
      ? [state === 'announced' ? [button(w.confirm, 'interview.answer', id, 'confirmed'), ...ask] : ask]
      : [],
    protect: true,
  };
}

export const interviewCancelled = (language: Language, startsAt: Date | string): View => ({
  text: lines(words[language].cancelledTitle, words[language].cancelledBody(timeText(language, startsAt))),
  buttons: [],
  protect: true,
});

/** What the supervisor hears: the answer, or the reminder. */
export function interviewForOrderer(language: Language, interview: InterviewView, reminder: boolean): View {
  const w = words[language];
  const when = timeText(language, interview.startsAt);
  const state = w.states[interview.state] ?? interview.state;
  const name = escapeHtml(interview.personName);
  return {
    text: lines(
      reminder
        ? lines(w.reminder, w.reminderOrderer(name, when, escapeHtml(interview.place), state))
        : w.toOrderer(name, state, when),
      interview.answerReason !== null && w.reason(escapeHtml(interview.answerReason)),
    ),
    buttons: [[button(common[language].details, 'interview.open', interview.id)]],
    protect: true,
  };
}

export const reasonAskView = (language: Language, answer: string): View => ({
  text: words[language].reasonAsk[answer] ?? '',
  buttons: [[button(common[language].cancel, 'flow.cancel', 'interview-answer')]],
});

export function interviewListView(language: Language, rows: readonly InterviewView[]): View {
  const w = words[language];
  const list = rows.map((row) => [
    button(`${row.personName} ${typedTime(new Date(row.startsAt))}`, 'interview.open', row.id),
  ]);
  return {
    text: rows.length === 0 ? w.listEmpty : w.listTitle,
    buttons: [...list, [button(w.arrange, 'interview.new')]],
  };
}

/** The supervisor's view of one interview. */
export function interviewDetailView(
  language: Language,
  interview: InterviewView,
  kind: string,
  now: Date,
): View {
  const w = words[language];
  const isPast = new Date(interview.startsAt) <= now;
  const live = interview.state !== 'held' && interview.state !== 'cancelled';
  const actions = !live
    ? interview.state === 'held'
      ? [button(w.rectify, 'rectify.from', interview.id)]
      : []
    : isPast
      ? [button(w.held, 'interview.held', interview.id), button(w.cancel, 'interview.cancel', interview.id)]
      : [button(w.cancel, 'interview.cancel', interview.id)];
  return {
    text: lines(
      `<b>${escapeHtml(interview.personName)}</b>`,
      `${timeText(language, interview.startsAt)} · ${escapeHtml(interview.place)}`,
      w.previewKind(kind),
      w.states[interview.state],
      interview.answerReason !== null && w.reason(escapeHtml(interview.answerReason)),
    ),
    buttons: [actions, [button(common[language].return, 'interview.list')]].filter((row) => row.length > 0),
  };
}

export const cancelAskView = (language: Language, id: string): View => ({
  text: words[language].cancelAsk,
  buttons: [
    [
      button(words[language].keep, 'interview.open', id),
      button(words[language].cancel, 'interview.cancel-now', id),
    ],
  ],
});

const cancelRow = (language: Language) => [button(common[language].cancel, 'flow.cancel', 'interview')];

export const whoAskView = (language: Language): View => ({
  text: words[language].whoAsk,
  buttons: [cancelRow(language)],
});

export function kindAskView(
  language: Language,
  personName: string,
  kinds: readonly { id: string; name: { zh: string; en: string } }[],
): View {
  const buttons = kinds.map((kind) => button(kind.name[language], 'interview.kind', kind.id));
  const rows = [];
  for (let i = 0; i < buttons.length; i += 2) rows.push(buttons.slice(i, i + 2));
  return { text: words[language].kindAsk(escapeHtml(personName)), buttons: [...rows, cancelRow(language)] };
}

/** Asks for the time, with suggestions; `understood` is what could not be read, or "past". */
export function timeAskView(
  language: Language,
  suggestions: readonly Date[],
  problem?: { text: string } | 'past',
): View {
  const w = words[language];
  const text =
    problem === undefined
      ? w.timeAsk
      : problem === 'past'
        ? w.timePast
        : w.timeProblem(escapeHtml(shorten(problem.text, 40)));
  const times = suggestions.map((time) =>
    button(typedTime(time), 'interview.time', Math.floor(time.getTime() / 1000)),
  );
  const rows = [];
  for (let i = 0; i < times.length; i += 2) rows.push(times.slice(i, i + 2));
  return { text, buttons: [...rows, cancelRow(language)] };
}

export const placeAskView = (language: Language, problem: boolean): View => ({
  text: problem ? words[language].placeProblem : words[language].placeAsk,
  buttons: [cancelRow(language)],
});

/** @param stamp stands for what is shown; the button that sends carries it */
export function interviewPreview(
  language: Language,
  interview: InterviewView,
  person: { unitName: string; reachable: boolean },
  kind: string,
  stamp = '',
): View {
  const w = words[language];
  const l = common[language];
  const notice = interviewNotice(language, interview);
  return {
    text: lines(
      w.previewTitle,
      w.previewTo(escapeHtml(interview.personName), escapeHtml(person.unitName)),
      w.previewKind(kind),
      !person.reachable && w.previewUnreachable,
      '',
      notice.text,
    ),
    buttons: [
      [
        button(l.change, 'interview.change'),
        button(l.cancel, 'flow.cancel', 'interview'),
        button(l.confirmSend, 'interview.send', stamp),
      ],
    ],
  };
}

export const interviewArranged = (
  language: Language,
  id: string,
  name: string,
  startsAt: Date,
  first: boolean,
): View => ({
  text: first
    ? words[language].arranged(escapeHtml(name), timeText(language, startsAt))
    : words[language].arrangedBefore,
  buttons: [[button(common[language].details, 'interview.open', id)]],
});

export const clashText = (language: Language, startsAt: Date | string): string =>
  words[language].clash(timeText(language, startsAt));
export const interviewWord = (
  language: Language,
  word: 'own' | 'reasonProblem' | 'answerStored' | 'answerLate',
): string => words[language][word];
