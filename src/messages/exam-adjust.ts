import { common as commonEn } from './locales/en/common.ts';
import { examDesk as en } from './locales/en/exam-desk.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { examDesk as zh } from './locales/zh/exam-desk.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

const cancelButton = (language: Language): Button =>
  button(common[language].cancel, 'flow.cancel', 'exam-adjust');
const toBoard = (language: Language, quizId: string): Button =>
  button(words[language].seeBoard, 'exam-board.open', quizId);

type Failed = readonly { text: string; problem: string }[];
/** Lines named of those that cannot be used. */
const MOST_FAILED = 8;

/** Who cannot be changed, each with why. */
function failedLines(language: Language, failed: Failed): string[] {
  const w = words[language].adjust;
  const problems: Record<string, string> = w.problems;
  if (failed.length === 0) return [];
  const hidden = failed.length - MOST_FAILED;
  return [
    w.failedTitle(failed.length),
    ...failed
      .slice(0, MOST_FAILED)
      .map(({ text, problem }) =>
        w.failed(escapeHtml([...text].slice(0, 24).join('')), problems[problem] ?? problem),
      ),
    ...(hidden > 0 ? [w.more(hidden)] : []),
  ];
}

export function whoAskView(
  language: Language,
  quizId: string,
  problem?: 'none' | { count: number; most: number } | { failed: Failed },
): View {
  const w = words[language].adjust;
  const text =
    problem === undefined
      ? w.whoAsk
      : problem === 'none'
        ? w.whoNone
        : 'count' in problem
          ? w.whoTooMany(problem.count, problem.most)
          : lines(w.none, ...failedLines(language, problem.failed));
  return { text, buttons: [[toBoard(language, quizId), cancelButton(language)]] };
}

/** What a list came to, and what can be done for those on it. */
export function whatToAdjustView(
  language: Language,
  { people, failed }: { people: readonly { name: string }[]; failed: Failed },
): View {
  const w = words[language].adjust;
  return {
    text: lines(w.checkTitle(people.length), ...failedLines(language, failed), '', w.whatAsk),
    buttons: [
      [
        button(w.minutes, 'exam-adjust.kind', 'minutes'),
        button(w.window, 'exam-adjust.kind', 'window'),
        button(w.excuse, 'exam-adjust.kind', 'excused'),
      ],
      [button(common[language].back, 'exam-adjust.who'), cancelButton(language)],
    ],
  };
}

export const extraAskView = (language: Language, most: number, problem?: string): View => {
  const w = words[language];
  return {
    text:
      problem === undefined ? w.adjust.minutesAsk(most) : w.adjust.minutesProblem(escapeHtml(problem), most),
    buttons: [
      [10, 20, 30].map((n) => button(w.minutesButton(n), 'exam-adjust.minutes', n)),
      [cancelButton(language)],
    ],
  };
};

export const windowAskView = (language: Language, problem?: string): View => {
  const w = words[language].adjust;
  return {
    text: problem === undefined ? w.windowAsk : w.windowProblem(escapeHtml(problem)),
    buttons: [[cancelButton(language)]],
  };
};

export const reasonAskView = (language: Language, problem: boolean): View => ({
  text: problem ? words[language].adjust.reasonProblem : words[language].adjust.reasonAsk,
  buttons: [[cancelButton(language)]],
});

type ChangeView =
  | { kind: 'minutes'; extraMinutes: number }
  | { kind: 'window'; opensAt: Date; closesAt: Date }
  | { kind: 'excused' };

function willText(language: Language, change: ChangeView, people: number): string {
  const w = words[language].adjust;
  switch (change.kind) {
    case 'minutes':
      return w.willMinutes(people, change.extraMinutes);
    case 'window':
      return w.willWindow(people, timeText(language, change.opensAt), timeText(language, change.closesAt));
    case 'excused':
      return w.willExcuse(people);
  }
}

type FailedPeople = readonly { name: string; problem: string }[];
const named = (failed: FailedPeople): Failed => failed.map(({ name, problem }) => ({ text: name, problem }));

/** @param stamp stands for what is shown; the button that confirms carries it */
export function adjustPreview(
  language: Language,
  view: { change: ChangeView; reason: string; able: number; failed: FailedPeople },
  stamp: string,
): View {
  const w = words[language].adjust;
  const { change, reason, able, failed } = view;
  return {
    text: lines(
      w.previewTitle,
      able > 0 ? willText(language, change, able) : w.none,
      ...failedLines(language, named(failed)),
      w.reason(escapeHtml(reason)),
      able > 0 && w.willTell,
    ),
    buttons: [
      [
        button(common[language].change, 'exam-adjust.who'),
        cancelButton(language),
        ...(able > 0 ? [button(common[language].confirm, 'exam-adjust.confirm', stamp)] : []),
      ],
    ],
  };
}

/** For how many it was done, and for whom not and why. */
export const adjustedView = (
  language: Language,
  quizId: string,
  done: number,
  failed: FailedPeople,
): View => ({
  text: lines(
    done > 0 ? words[language].adjust.done(done) : words[language].adjust.none,
    ...failedLines(language, named(failed)),
  ),
  buttons: [[toBoard(language, quizId)]],
  protect: true,
});
