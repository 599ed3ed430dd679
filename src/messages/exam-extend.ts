import { inRows } from './broadcast.ts';
import { common as commonEn } from './locales/en/common.ts';
import { examDesk as en } from './locales/en/exam-desk.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { examDesk as zh } from './locales/zh/exam-desk.ts';
import { timeText, typedTime } from './times.ts';
import { button, escapeHtml, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

const cancelButton = (language: Language): Button =>
  button(common[language].cancel, 'flow.cancel', 'exam-extend');
const toBoard = (language: Language, quizId: string): Button =>
  button(words[language].seeBoard, 'exam-board.open', quizId);

export type ExtendProblem = { text: string } | 'not-later' | 'too-long';

export function extendAskView(
  language: Language,
  { closesAt, times, days }: { closesAt: Date; times: readonly Date[]; days: number },
  problem?: ExtendProblem,
): View {
  const w = words[language];
  const text =
    problem === undefined
      ? w.extendAsk(timeText(language, closesAt))
      : typeof problem === 'object'
        ? w.timeProblem(escapeHtml(problem.text))
        : problem === 'not-later'
          ? w.notLater
          : w.tooLong(days);
  const choices = times.map((time) =>
    button(typedTime(time), 'exam-extend.time', Math.floor(time.getTime() / 1000)),
  );
  return { text, buttons: [...inRows(choices, 2), [cancelButton(language)]] };
}

export const extendPreview = (
  language: Language,
  { from, to, people }: { from: Date; to: Date; people: number },
  stamp: string,
): View => ({
  text: words[language].extendPreview(timeText(language, from), timeText(language, to), people),
  buttons: [
    [
      button(common[language].change, 'exam-extend.time'),
      cancelButton(language),
      button(common[language].confirm, 'exam-extend.confirm', stamp),
    ],
  ],
});

export const extendedView = (language: Language, quizId: string, closesAt: Date, told: number): View => ({
  text: words[language].extended(timeText(language, closesAt), told),
  buttons: [[toBoard(language, quizId)]],
});
export const extendTooLateText = (language: Language): string => words[language].extendTooLate;
