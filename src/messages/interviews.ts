import { common as commonEn } from './locales/en/common.ts';
import { interviewProposals as proposalsEn } from './locales/en/interview-proposals.ts';
import { interviewRecords as recordsEn } from './locales/en/interview-records.ts';
import { interviewOrders as ordersEn } from './locales/en/interview-orders.ts';
import { interviews as en } from './locales/en/supervision.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { interviewProposals as proposalsZh } from './locales/zh/interview-proposals.ts';
import { interviewRecords as recordsZh } from './locales/zh/interview-records.ts';
import { interviewOrders as ordersZh } from './locales/zh/interview-orders.ts';
import { interviews as zh } from './locales/zh/supervision.ts';
import { inquiryAsked, inquiryDue, inquiryNotice } from './inquiries.ts';
import { timeAskText, timeButtons } from './interview-times.ts';
import { timeText, typedTime } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const records = { zh: recordsZh, en: recordsEn };
const proposals = { zh: proposalsZh, en: proposalsEn };
const orders = { zh: ordersZh, en: ordersEn };
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
  /** How often it was announced anew; a button names the round it was shown in. */
  round: number;
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
  const { id, state, round } = interview;
  const open = state === 'announced' || state === 'confirmed';
  const ask = [
    button(w.askMove, 'interview.answer', id, 'move-asked', round),
    button(w.cannot, 'interview.answer', id, 'cannot-attend', round),
  ];
  return {
    text: lines(
      reminder ? w.reminder : round > 0 ? orders[language].newTitle : w.title,
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
      ? [
          state === 'announced'
            ? [button(w.confirm, 'interview.answer', id, 'confirmed', round), ...ask]
            : ask,
        ]
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
    buttons: [
      reminder ? [] : changeButtons(language, interview),
      [button(common[language].details, 'interview.open', interview.id)],
    ].filter((row) => row.length > 0),
    protect: true,
  };
}

/** What the orderer can do about an answer: another time, or the same after all. */
function changeButtons(language: Language, { id, round, state }: InterviewView): Button[] {
  const w = orders[language];
  if (state === 'move-asked')
    return [button(w.change, 'interview.move', id, round), button(w.keep, 'interview.keep', id, round)];
  return state === 'cannot-attend' ? [button(w.another, 'interview.move', id, round)] : [];
}

export const reasonAskView = (language: Language, answer: string): View => ({
  text: words[language].reasonAsk[answer] ?? '',
  buttons: [[button(common[language].cancel, 'flow.cancel', 'interview-answer')]],
});

/** @param waiting how many wait for this person's approval; undefined for who approves nothing */
export function interviewListView(
  language: Language,
  rows: readonly InterviewView[],
  waiting?: number,
): View {
  const w = words[language];
  const list = rows.map((row) => [
    button(`${row.personName} ${typedTime(new Date(row.startsAt))}`, 'interview.open', row.id),
  ]);
  const approvals = button(`${orders[language].waiting} ${waiting ?? ''}`.trim(), 'interview.waiting');
  return {
    text: rows.length === 0 ? w.listEmpty : w.listTitle,
    buttons: [
      ...list,
      [
        button(w.arrange, 'interview.new'),
        button(proposals[language].button, 'proposal.list'),
        ...(waiting === undefined ? [] : [approvals]),
      ],
    ],
  };
}

const LIVE = ['announced', 'confirmed', 'move-asked', 'cannot-attend'];

/** The supervisor's view of one interview. */
export function interviewDetailView(
  language: Language,
  interview: InterviewView & { hasRecord: boolean },
  kind: string,
  now: Date,
): View {
  const w = words[language];
  const { id, round, state } = interview;
  const isWritten = interview.minutes === 0;
  const isPast = new Date(interview.startsAt) <= now;
  const cancel = button(w.cancel, 'interview.cancel', id);
  const change = changeButtons(language, interview);
  const move = [button(orders[language].change, 'interview.move', id, round)];
  const rectify = state === 'held' ? [button(w.rectify, 'rectify.from', id)] : [];
  const actions =
    state === 'proposed' || (isWritten && LIVE.includes(state))
      ? [cancel]
      : !LIVE.includes(state)
        ? interview.hasRecord
          ? [button(records[language].read, 'interview.read', id), ...rectify]
          : rectify
        : isPast
          ? [button(records[language].record, 'interview.record', id), ...move, cancel]
          : [...(change.length > 0 ? change : move), cancel];
  return {
    text: lines(
      `<b>${escapeHtml(interview.personName)}</b>`,
      isWritten
        ? inquiryDue(language, interview.startsAt, state, now)
        : `${timeText(language, interview.startsAt)} · ${escapeHtml(interview.place)}`,
      w.previewKind(kind),
      w.states[state],
      interview.answerReason !== null && w.reason(escapeHtml(interview.answerReason)),
    ),
    buttons: [actions, [button(common[language].return, 'interview.list')]].filter((row) => row.length > 0),
    protect: true,
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

/** @param refused the kinds this system does not do, which can be chosen to read why */
export function kindAskView(
  language: Language,
  personName: string,
  kinds: readonly { id: string; name: { zh: string; en: string } }[],
  refused: readonly { id: string; name: { zh: string; en: string } }[],
): View {
  const buttons = [...kinds, ...refused].map((kind) =>
    button(kind.name[language], 'interview.kind', kind.id),
  );
  const rows = [];
  for (let i = 0; i < buttons.length; i += 2) rows.push(buttons.slice(i, i + 2));
  return { text: words[language].kindAsk(escapeHtml(personName)), buttons: [...rows, cancelRow(language)] };
}

/** Asks for the time, with suggestions; `problem` is what could not be read, or "past". */
export const timeAskView = (
  language: Language,
  suggestions: readonly Date[],
  problem?: { text: string } | 'past',
): View => ({
  text: timeAskText(language, words[language].timeAsk, problem),
  buttons: [...timeButtons(suggestions, 'interview.time'), cancelRow(language)],
});

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
  stamp: string,
  needsApproval: boolean,
  now: Date,
): View {
  const w = words[language];
  const l = common[language];
  const notice =
    interview.minutes === 0 ? inquiryNotice(language, interview, now) : interviewNotice(language, interview);
  return {
    text: lines(
      w.previewTitle,
      w.previewTo(escapeHtml(interview.personName), escapeHtml(person.unitName)),
      w.previewKind(kind),
      needsApproval && orders[language].preview,
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

export function interviewArranged(
  language: Language,
  { id, personName, startsAt, minutes }: Pick<InterviewView, 'id' | 'personName' | 'startsAt' | 'minutes'>,
  first: boolean,
): View {
  const w = words[language];
  const text =
    minutes === 0
      ? inquiryAsked(language, personName, startsAt)
      : w.arranged(escapeHtml(personName), timeText(language, startsAt));
  return {
    text: first ? text : w.arrangedBefore,
    buttons: [[button(common[language].details, 'interview.open', id)]],
  };
}

export const clashText = (language: Language, startsAt: Date | string): string =>
  words[language].clash(timeText(language, startsAt));
export const interviewWord = (
  language: Language,
  word: 'own' | 'reasonProblem' | 'answerStored' | 'answerLate',
): string => words[language][word];
