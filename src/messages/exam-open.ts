import { bold, countsLine, examTitle, reviewLine, sizeLine, type ExamNames, type ExamView } from './exams.ts';
import { common as commonEn } from './locales/en/common.ts';
import { exams as en } from './locales/en/exams.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { exams as zh } from './locales/zh/exams.ts';
import { leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** The rules, before the clock starts; or why it cannot be begun now. */
export function examOpenView(language: Language, exam: ExamView, names: ExamNames, now: Date): View {
  const w = words[language];
  const back = button(common[language].return, 'exam.list');
  const title = bold(language, exam, names);
  const shut = (text: string): View => ({ text: lines(title, text), buttons: [[back]] });
  const plainTitle = escapeHtml(examTitle(language, exam.topic, names));
  switch (exam.state) {
    case 'cancelled':
      return { text: w.cancelled(plainTitle), buttons: [[back]] };
    case 'excused':
      return { text: w.excused(plainTitle), buttons: [[back]] };
    case 'coming':
      return shut(lines(w.coming(timeText(language, exam.opensAt)), sizeLine(language, exam)));
    case 'missed':
      return shut(w.missed(timeText(language, exam.closesAt), escapeHtml(exam.calledByName)));
    case 'under-way':
    case 'finished':
      return {
        text: lines(title, w.underWay(timeText(language, exam.deadline ?? exam.closesAt))),
        buttons: [[back, button(w.goOn, 'exam.begin', exam.quizId)]],
        protect: true,
      };
    case 'open':
      return {
        text: lines(
          title,
          `${sizeLine(language, exam)}${w.comma}${w.until(timeText(language, exam.closesAt), leftText(language, exam.closesAt, now))}`,
          w.rules.clock,
          w.rules.change,
          w.rules.alone,
          countsLine(language, exam),
          reviewLine(language, exam),
          w.rules.ready,
        ),
        buttons: [[back, button(w.begin, 'exam.begin', exam.quizId)]],
        protect: true,
      };
  }
}

/** A person's exams, each with where it stands. */
export function examListView(language: Language, list: readonly ExamView[], names: ExamNames): View {
  const w = words[language];
  if (list.length === 0)
    return { text: w.listEmpty, buttons: [[button(common[language].menu, 'menu.open')]] };
  return {
    text: lines(
      w.listTitle,
      '',
      ...list.map((exam, i) => {
        const time = timeText(language, exam.state === 'coming' ? exam.opensAt : exam.closesAt);
        const state = w.states[exam.state](time);
        return `${i + 1}. ${escapeHtml(examTitle(language, exam.topic, names))}\n    ${state}`;
      }),
      '',
      w.listHint,
    ),
    buttons: [list.map(({ quizId }, i) => button(String(i + 1), 'exam.open', quizId))],
  };
}

export const examNoQuestionsText = (language: Language): string => words[language].noQuestions;
export const examWaitText = (language: Language, until: Date): string =>
  words[language].wait(timeText(language, until));
