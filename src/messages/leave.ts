import { localDayText } from './hours.ts';
import { common as commonEn } from './locales/en/common.ts';
import { leave as en } from './locales/en/leave.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { leave as zh } from './locales/zh/leave.ts';
import { letterOf } from './options.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type Both = { zh: string; en: string };
export type Ground = { id: string; name: Both; source: { document: string; article: string | null } };
export type LeaveDaysView = { reason: string; startsOn: string; endsOn: string | null };
export type LeaveView = LeaveDaysView & { id: string; verdict: string | null; refusal: string | null };

/** The ground in the words of the pack; one that the pack no longer has keeps its id. */
const groundName = (language: Language, grounds: readonly Ground[], id: string): string =>
  grounds.find((ground) => ground.id === id)?.name[language] ?? id;

/** 「休假，11 月 26 日起，12 月 26 日恢复」 */
export function leaveLine(language: Language, leave: LeaveDaysView, grounds: readonly Ground[]): string {
  const w = words[language];
  const until = leave.endsOn === null ? w.noEnd : w.back(localDayText(language, leave.endsOn));
  return w.line(
    escapeHtml(groundName(language, grounds, leave.reason)),
    localDayText(language, leave.startsOn),
    until,
  );
}

export type OwnLeaveView = {
  exemption: (LeaveDaysView & { id: string }) | undefined;
  newest: LeaveView | undefined;
  /** How many requests wait for this person; null for who decides none. */
  waiting: number | null;
  today: string;
};

/** How somebody stands: what holds, what waits, and what they may do about it. */
export function ownLeaveView(language: Language, own: OwnLeaveView, grounds: readonly Ground[]): View {
  const w = words[language];
  const { exemption, newest, waiting } = own;
  const isWaiting = newest?.verdict === null;
  const isRefused = newest?.verdict === 'refused' && !exemption;
  const actions = [
    ...(isWaiting && newest ? [button(w.withdraw, 'leave.withdraw', newest.id)] : []),
    ...(!isWaiting && !exemption ? [button(w.ask, 'leave.new')] : []),
    ...(exemption ? [button(w.end, 'leave.end', exemption.id)] : []),
  ];
  return {
    text: lines(
      w.title,
      ...(exemption ? holding(language, exemption, own.today, grounds) : []),
      isWaiting && newest && w.waits(leaveLine(language, newest, grounds)),
      isRefused && w.refused(leaveLine(language, newest, grounds), escapeHtml(newest.refusal ?? '')),
      !exemption && !isWaiting && !isRefused && w.none,
    ),
    buttons: [
      actions,
      [
        ...(waiting === null ? [] : [button(w.waitingButton(waiting), 'leave.waiting')]),
        button(common[language].return, 'menu.open'),
      ],
    ].filter((row) => row.length > 0),
    protect: true,
  };
}

function holding(
  language: Language,
  { reason, startsOn, endsOn }: LeaveDaysView,
  today: string,
  grounds: readonly Ground[],
): string[] {
  const w = words[language];
  const name = escapeHtml(groundName(language, grounds, reason));
  return [
    startsOn > today ? w.comes(name, localDayText(language, startsOn)) : w.holds(name),
    endsOn === null ? w.open : w.until(localDayText(language, endsOn)),
  ];
}

const cancel = (language: Language): Button[] => [button(common[language].cancel, 'flow.cancel', 'leave')];

export function leaveReasonView(language: Language, grounds: readonly Ground[]): View {
  return {
    text: lines(
      words[language].reasonAsk,
      ...grounds.map(({ name }, i) => `${letterOf(i)}. ${escapeHtml(name[language])}`),
    ),
    buttons: [grounds.map(({ id }, i) => button(letterOf(i), 'leave.reason', id)), cancel(language)],
  };
}

export type DayProblemView = { text: string } | 'too-early' | 'too-late' | 'not-after';

/** @param problem what could not be read, or why it cannot be that day */
export function leaveFromView(language: Language, problem?: DayProblemView): View {
  const w = words[language];
  return {
    text: dayText(language, w.fromAsk, w.fromProblem, problem),
    buttons: [[button(w.today, 'leave.from', 0), button(w.tomorrow, 'leave.from', 1)], cancel(language)],
  };
}

export function leaveUntilView(language: Language, problem?: DayProblemView): View {
  const w = words[language];
  return {
    text: dayText(language, w.untilAsk, w.untilProblem, problem),
    buttons: [
      [...[1, 3].map((n) => button(w.months(n), 'leave.until', n)), button(w.unknown, 'leave.until', 0)],
      cancel(language),
    ],
  };
}

function dayText(
  language: Language,
  ask: string,
  misread: (text: string) => string,
  problem: DayProblemView | undefined,
): string {
  const w = words[language];
  if (problem === undefined) return ask;
  if (problem === 'too-early') return w.tooEarly;
  if (problem === 'too-late') return w.tooLate;
  return problem === 'not-after' ? w.notAfter : misread(escapeHtml(shorten(problem.text, 40)));
}

/** @param stamp stands for what is shown; the button that submits carries it */
export function leavePreview(
  language: Language,
  draft: LeaveDaysView,
  grounds: readonly Ground[],
  stamp: string,
): View {
  const w = words[language];
  const l = common[language];
  return {
    text: lines(
      w.previewTitle,
      leaveLine(language, draft, grounds),
      basis(language, draft, grounds),
      '',
      w.previewHint,
    ),
    buttons: [
      [
        button(l.change, 'leave.change'),
        button(l.cancel, 'flow.cancel', 'leave'),
        button(l.submit, 'leave.submit', stamp),
      ],
    ],
    protect: true,
  };
}

export function basis(
  language: Language,
  { reason }: LeaveDaysView,
  grounds: readonly Ground[],
): string | false {
  const source = grounds.find(({ id }) => id === reason)?.source;
  return (
    source !== undefined &&
    words[language].basis(escapeHtml(source.document), escapeHtml(source.article ?? '')).trim()
  );
}

/** What came of a press or of the wizard, with the way back. */
export const leaveWordView = (
  language: Language,
  word: 'asked' | 'askedNobody' | 'waitingBefore' | 'withdrawn' | 'ended',
): View => ({
  text: words[language][word],
  buttons: [[button(common[language].return, 'leave.open')]],
});

export const leaveEndAskView = (language: Language, id: string): View => ({
  text: words[language].endAsk,
  buttons: [
    [button(common[language].return, 'leave.open'), button(common[language].confirm, 'leave.end-now', id)],
  ],
});

/** What somebody hears about their request. */
export function leaveAnswerView(language: Language, leave: LeaveView, grounds: readonly Ground[]): View {
  const w = words[language];
  return {
    text: lines(
      leave.verdict === 'approved' ? w.answerApproved : w.answerRefused,
      leaveLine(language, leave, grounds),
      leave.refusal !== null && w.answerReason(escapeHtml(leave.refusal)),
    ),
    buttons: [[button(common[language].details, 'leave.open')]],
    protect: true,
  };
}
