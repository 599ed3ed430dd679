import { timeAskText, timeButtons } from './interview-times.ts';
import { interviewNotice, type InterviewView } from './interviews.ts';
import { common as commonEn } from './locales/en/common.ts';
import { interviewOrders as en } from './locales/en/interview-orders.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { interviewOrders as zh } from './locales/zh/interview-orders.ts';
import { leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type OrderView = InterviewView & {
  kindName: string;
  isWritten: boolean;
  ordererName: string;
  approveBy: Date | string | null;
  decidedByName: string | null;
  decisionReason: string | null;
  hasRecord: boolean;
};

/** What a second person is asked: who orders what kind of interview with whom, and when. */
export function interviewApprovalView(
  language: Language,
  order: OrderView,
  now: Date,
  fromList = false,
): View {
  const w = words[language];
  const when = timeText(language, order.startsAt);
  return {
    text: lines(
      w.title,
      w.from(escapeHtml(order.withWhom)),
      w.with(escapeHtml(order.personName)),
      w.kind(order.kindName),
      order.isWritten ? w.written(when) : w.meet(when, escapeHtml(order.place)),
      order.approveBy !== null &&
        w.until(timeText(language, order.approveBy), leftText(language, order.approveBy, now)),
    ),
    buttons: [
      [
        button(w.refuse, 'interview.refuse', order.id),
        button(w.approve, 'interview.approve', order.id),
        ...(fromList ? [button(common[language].return, 'interview.waiting')] : []),
      ],
    ],
    protect: true,
  };
}

export const refuseAskView = (language: Language, name: string, problem = false): View => ({
  text: problem ? words[language].reasonProblem : words[language].refuseAsk(escapeHtml(name)),
  buttons: [[button(common[language].cancel, 'flow.cancel', 'interview-refusal')]],
});

/** How it was decided, in place of the buttons; for whoever comes after the first decision too. */
export function interviewDecidedView(language: Language, order: OrderView, byMe: boolean): View {
  const w = words[language];
  const by = escapeHtml(order.decidedByName ?? '');
  const isRefused = order.state === 'refused';
  const text =
    order.decidedByName === null
      ? w.before.expired
      : byMe
        ? isRefused
          ? w.refused
          : w.approved(escapeHtml(order.personName))
        : isRefused
          ? w.before.refused(by)
          : w.before.announced(by);
  return { text, buttons: [], protect: true };
}

/** What the orderer hears of it. */
export function interviewDecisionView(language: Language, order: OrderView): View {
  const w = words[language].told;
  const [by, name] = [escapeHtml(order.decidedByName ?? ''), escapeHtml(order.personName)];
  const text =
    order.decidedByName === null
      ? lines(w.expiredTitle, w.expired(name))
      : order.state === 'refused'
        ? lines(w.refusedTitle, w.refused(by, name, escapeHtml(order.decisionReason ?? '')))
        : lines(w.approvedTitle, w.approved(by, name, timeText(language, order.startsAt)));
  return {
    text,
    buttons: [[button(common[language].details, 'interview.open', order.id)]],
    protect: true,
  };
}

export function waitingListView(
  language: Language,
  rows: readonly { id: string; personName: string; kindName: string }[],
): View {
  const w = words[language];
  return {
    text: rows.length === 0 ? w.listNone : w.listTitle(rows.length),
    buttons: [
      ...rows.map((row) => [button(`${row.personName} · ${row.kindName}`, 'interview.see', row.id)]),
      [button(common[language].return, 'interview.list')],
    ],
  };
}

/** What the orderer of a kind with an approver is told in place of "arranged". */
export const interviewAskedView = (
  language: Language,
  id: string,
  name: string,
  asked: readonly string[],
): View => ({
  text: words[language].asked(escapeHtml(name), asked.map(escapeHtml).join(language === 'zh' ? '、' : ', ')),
  buttons: [[button(common[language].details, 'interview.open', id)]],
});

const cancelMove = (language: Language) => button(common[language].cancel, 'flow.cancel', 'interview-move');

export const moveTimeAskView = (
  language: Language,
  name: string,
  suggestions: readonly Date[],
  problem?: { text: string } | 'past',
): View => ({
  text: timeAskText(language, words[language].moveAsk(escapeHtml(name)), problem),
  buttons: [...timeButtons(suggestions, 'interview.move-to'), [cancelMove(language)]],
});

/** The new notice as it will go out, before it does. */
export function movePreviewView(
  language: Language,
  interview: InterviewView,
  startsAt: Date,
  stamp: string,
): View {
  const w = words[language];
  const next = { ...interview, state: 'announced', answerReason: null, round: interview.round + 1, startsAt };
  return {
    text: lines(
      w.movePreview,
      w.moveOld(timeText(language, interview.startsAt)),
      '',
      interviewNotice(language, next).text,
    ),
    buttons: [
      [
        button(common[language].change, 'interview.move-change'),
        cancelMove(language),
        button(common[language].confirmSend, 'interview.move-now', stamp),
      ],
    ],
  };
}

export const keepAskView = (
  language: Language,
  { id, round, personName, startsAt }: InterviewView,
): View => ({
  text: words[language].keepAsk(escapeHtml(personName), timeText(language, startsAt)),
  buttons: [
    [
      button(common[language].return, 'interview.open', id),
      button(common[language].confirmSend, 'interview.keep-now', id, round),
    ],
  ],
});

export const movedView = (
  language: Language,
  { id, personName, startsAt }: Pick<InterviewView, 'id' | 'personName' | 'startsAt'>,
): View => ({
  text: words[language].moved(escapeHtml(personName), timeText(language, startsAt)),
  buttons: [[button(common[language].details, 'interview.open', id)]],
});

export const orderWord = (language: Language, word: 'noApprover' | 'unknownYear' | 'changed'): string =>
  words[language][word];

/** What the entry is called in somebody's own calendar, which others may see. */
export const calendarTitle = (language: Language): string => words[language].calendarTitle;
