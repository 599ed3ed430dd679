import { exams as en } from './locales/en/exams.ts';
import { exams as zh } from './locales/zh/exams.ts';
import { quizzes as quizzesEn } from './locales/en/quizzes.ts';
import { quizzes as quizzesZh } from './locales/zh/quizzes.ts';
import { leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const seeResult = { zh: quizzesZh.seeResult, en: quizzesEn.seeResult };

type Bilingual = { zh: string; en: string };
/** What exams are called: the preset, and groups of topics. */
export type ExamNames = {
  quizPresets: { exam: { name: Bilingual } };
  quizTopics: readonly { id: string; name: Bilingual }[];
};

export type ExamView = {
  quizId: string;
  topic: string | null;
  calledByName: string;
  items: number;
  minutes: number | null;
  /** Share of the points, 0–1. */
  passMark: number;
  attempts: number | null;
  forFile: boolean;
  opensAt: Date;
  closesAt: Date;
  closedAt: Date;
  state: keyof typeof zh.states;
  deadline: Date | null;
  marksShown: boolean;
};

/** "Formal exam · Party Constitution"; a topic that the pack has no longer is left as its id. */
export function examTitle(language: Language, topic: string | null, names: ExamNames): string {
  const w = words[language];
  const about =
    topic === null ? w.whole : (names.quizTopics.find(({ id }) => id === topic)?.name[language] ?? topic);
  return w.plain(names.quizPresets.exam.name[language], about);
}

/** The title as the first line of a message. */
export const bold = (language: Language, { topic }: { topic: string | null }, names: ExamNames): string =>
  `📝 <b>${escapeHtml(examTitle(language, topic, names))}</b>`;

/** How many questions, in how long. */
export const sizeLine = (
  language: Language,
  { items, minutes }: Pick<ExamView, 'items' | 'minutes'>,
): string => (minutes === null ? words[language].sizeOnly(items) : words[language].size(items, minutes));

/** What counts: "60% to pass, one attempt, the first result goes into the study file." */
export function countsLine(
  language: Language,
  { passMark, attempts, forFile }: Pick<ExamView, 'passMark' | 'attempts' | 'forFile'>,
): string {
  const w = words[language];
  const parts = [
    w.pass(Math.round(passMark * 100)),
    ...(attempts === 1 ? [w.once] : []),
    ...(forFile ? [w.forFile] : []),
  ];
  return parts.join(w.comma) + w.stop;
}

function windowLine(language: Language, { opensAt, closesAt }: ExamView, now: Date): string {
  const w = words[language];
  const [closes, left] = [timeText(language, closesAt), leftText(language, closesAt, now)];
  return opensAt > now ? w.window(timeText(language, opensAt), closes, left) : w.until(closes, left);
}

/** What those who are to sit it hear; as a change, what holds for them now. */
export function examCalledView(
  language: Language,
  exam: ExamView,
  names: ExamNames,
  now: Date,
  changed = false,
): View {
  const w = words[language];
  if (exam.state === 'excused') return plain(w.excused(escapeHtml(examTitle(language, exam.topic, names))));
  return {
    text: lines(
      changed && w.changed,
      bold(language, exam, names),
      windowLine(language, exam, now),
      sizeLine(language, exam),
      countsLine(language, exam),
      w.calledBy(escapeHtml(exam.calledByName)),
      '',
      w.howToBegin,
    ),
    buttons: [[button(w.enter, 'exam.open', exam.quizId)]],
    protect: true,
  };
}

export const examReminderView = (language: Language, exam: ExamView, names: ExamNames, now: Date): View => ({
  text: lines(
    words[language].reminder(timeText(language, exam.closesAt), leftText(language, exam.closesAt, now)),
    escapeHtml(examTitle(language, exam.topic, names)),
    sizeLine(language, exam),
  ),
  buttons: [[button(words[language].enter, 'exam.open', exam.quizId)]],
  protect: true,
});

export const examCancelledView = (language: Language, exam: ExamView, names: ExamNames): View =>
  plain(words[language].cancelled(escapeHtml(examTitle(language, exam.topic, names))));

/** That time ran out, what of it counts, and when more will be shown. */
export function examEndedView(
  language: Language,
  exam: ExamView,
  names: ExamNames,
  {
    attemptId,
    answered,
    total,
    counts,
  }: { attemptId: string; answered: number; total: number; counts: boolean },
): View {
  const w = words[language];
  return {
    text: lines(
      w.ended(escapeHtml(examTitle(language, exam.topic, names))),
      counts ? w.endedCounts(answered, total) : w.endedNot,
      reviewLine(language, exam),
    ),
    buttons: [[button(seeResult[language], 'quiz.result', attemptId)]],
    protect: true,
  };
}

/** When what will be shown. */
export function reviewLine(language: Language, { marksShown, closedAt }: ExamView): string {
  const time = timeText(language, closedAt);
  return marksShown ? words[language].rules.marks(time) : words[language].rules.later(time);
}

const plain = (text: string): View => ({ text, buttons: [] });
