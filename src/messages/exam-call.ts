import { examTitle, type ExamNames } from './exams.ts';
import { inRows } from './broadcast.ts';
import { common as commonEn } from './locales/en/common.ts';
import { examDesk as en } from './locales/en/exam-desk.ts';
import { exams as examsEn } from './locales/en/exams.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { examDesk as zh } from './locales/zh/exam-desk.ts';
import { exams as examsZh } from './locales/zh/exams.ts';
import { timeText, typedTime } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const exams = { zh: examsZh, en: examsEn };
const common = { zh: commonZh, en: commonEn };

/** Gives the wizard up. */
export const cancelButton = (language: Language): Button =>
  button(common[language].cancel, 'flow.cancel', 'exam');
/** The step before. */
export const back = (language: Language, action: string): Button => button(common[language].back, action);

export type CalledView = {
  quizId: string;
  topic: string | null;
  opensAt: Date;
  closesAt: Date;
  cancelled: boolean;
  people: number;
};

/** Where an exam is for everybody: coming, open, closed, or called off. */
export function calledState(
  language: Language,
  { cancelled, opensAt, closesAt }: CalledView,
  now: Date,
): string {
  const { states } = words[language];
  if (cancelled) return states.cancelled();
  if (now < opensAt) return states.coming(timeText(language, opensAt));
  return now < closesAt ? states.open(timeText(language, closesAt)) : states.closed();
}

/** The exams somebody has called, and how to call one. */
export function examHomeView(
  language: Language,
  list: readonly CalledView[],
  names: ExamNames,
  now: Date,
): View {
  const w = words[language];
  const told = list.map((exam, i) => {
    const title = escapeHtml(examTitle(language, exam.topic, names));
    return `${i + 1}. ${w.line(title, calledState(language, exam, now), exam.people)}`;
  });
  return {
    text: lines(w.home, ...(list.length === 0 ? [w.homeEmpty] : ['', ...told, '', w.homeHint])),
    buttons: [
      ...(list.length === 0
        ? []
        : [list.map(({ quizId }, i) => button(String(i + 1), 'exam-board.open', quizId))]),
      [button(common[language].menu, 'menu.open'), button(w.call, 'exam-call.new')],
    ],
  };
}

export const whatAskView = (language: Language, topics: readonly { id: string; name: string }[]): View => ({
  text: words[language].whatAsk,
  buttons: [
    [button(exams[language].whole, 'exam-call.topic', 'all')],
    ...inRows(
      topics.map(({ id, name }) => button(name, 'exam-call.topic', id)),
      2,
    ),
    [cancelButton(language)],
  ],
});

export function itemsAskView(
  language: Language,
  { pool, least, most }: { pool: number; least: number; most: number },
  problem?: { text: string } | { wanted: number; there: number },
): View {
  const w = words[language];
  const choices = [...new Set([10, 20, most])].filter((n) => n >= least && n <= most);
  const text =
    problem === undefined
      ? w.itemsAsk(pool, least, most)
      : 'text' in problem
        ? w.itemsProblem(escapeHtml(problem.text), least, most)
        : w.short(problem.wanted, problem.there);
  return {
    text,
    buttons: [
      choices.map((n) => button(w.itemsButton(n), 'exam-call.items', n)),
      [back(language, 'exam-call.what'), cancelButton(language)],
    ],
  };
}

export function minutesAskView(
  language: Language,
  usual: number,
  { least, most }: { least: number; most: number },
  problem?: string,
): View {
  const w = words[language];
  const choices = [usual, usual + 15, usual + 30].filter((n) => n <= most);
  return {
    text: problem === undefined ? w.minutesAsk : w.minutesProblem(escapeHtml(problem), least, most),
    buttons: [
      choices.map((n) => button(w.minutesButton(n), 'exam-call.minutes', n)),
      [back(language, 'exam-call.items'), cancelButton(language)],
    ],
  };
}

export type TimeProblem = { text: string } | 'past' | 'too-short' | 'too-long';
const timeButtons = (times: readonly Date[], action: string): Button[] =>
  times.map((time) => button(typedTime(time), action, Math.floor(time.getTime() / 1000)));

function timeProblem(
  language: Language,
  problem: TimeProblem,
  { minutes, days }: { minutes: number; days: number },
): string {
  const w = words[language];
  if (typeof problem === 'object') return w.timeProblem(escapeHtml(problem.text));
  if (problem === 'past') return w.timePast;
  return problem === 'too-short' ? w.tooShort(minutes) : w.tooLong(days);
}

export const opensAskView = (language: Language, times: readonly Date[], problem?: TimeProblem): View => ({
  text:
    problem === undefined
      ? words[language].opensAsk
      : timeProblem(language, problem, { minutes: 0, days: 0 }),
  buttons: [
    [button(words[language].now, 'exam-call.opens', 0)],
    ...inRows(timeButtons(times, 'exam-call.opens'), 2),
    [back(language, 'exam-call.minutes'), cancelButton(language)],
  ],
});

export const closesAskView = (
  language: Language,
  times: readonly Date[],
  bounds: { minutes: number; days: number },
  problem?: TimeProblem,
): View => ({
  text: problem === undefined ? words[language].closesAsk : timeProblem(language, problem, bounds),
  buttons: [
    ...inRows(timeButtons(times, 'exam-call.closes'), 2),
    [back(language, 'exam-call.opens'), cancelButton(language)],
  ],
});
