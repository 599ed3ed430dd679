import { common as commonEn } from './locales/en/common.ts';
import { exams as examsEn } from './locales/en/exams.ts';
import { exams as examsZh } from './locales/zh/exams.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { quizzes as en } from './locales/en/quizzes.ts';
import { quizzes as zh } from './locales/zh/quizzes.ts';
import { pageButtons } from './page-buttons.ts';
import { keyText } from './quiz-answered.ts';
import { lettersText, type QuestionView } from './quiz-question.ts';
import { bookButton, bookedText } from './review.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const exams = { zh: examsZh, en: examsEn };

/** An attempt that has ended, as its person may see it at this moment. */
export type ResultView = {
  attemptId: string;
  preset: string;
  /** Of an exam: not to be passed on. */
  protect: boolean;
  name: string;
  questions: readonly QuestionView[];
  /** Null where the marks are not shown yet. */
  marks: { correct: number; share: number } | null;
  /** Share of the points, 0–1. */
  passMark: number;
  keyShown: boolean;
  /** When what is not shown yet will be. */
  closesAt: Date | null;
  endedBy: 'person' | 'clock' | null;
  counts: boolean;
  livesOver: boolean;
  /** Passed, and a certificate may be had. */
  certificate: boolean;
  /** How many questions the review book brings back tomorrow; null where it took none of these. */
  tomorrow: number | null;
  /** How to take the same quiz again, where that can be done: preset and topic. */
  again: { preset: string; topic: string | null } | null;
};

export function resultView(language: Language, result: ResultView): View {
  const w = words[language];
  const { attemptId, preset, questions, marks, keyShown, closesAt, tomorrow, again, certificate } = result;
  const isPerfect = marks !== null && marks.correct === questions.length;
  const sureWrong = questions
    .filter(({ confidence, worth }) => confidence === 'sure' && worth !== null && worth < 1)
    .map(({ position }) => position + 1);
  const later = closesAt && timeText(language, closesAt);
  return {
    text: lines(
      ...titleLines(language, result),
      result.livesOver && w.livesOver,
      result.endedBy === 'clock' && (result.counts ? w.timeOver : w.notCounted),
      marks === null && later !== null && w.marksLater(later),
      marks !== null && !keyShown && later !== null && w.keyLater(later),
      sureWrong.length > 0 && w.sureWrong(sureWrong.join(w.comma)),
      tomorrow !== null && bookedText(language, tomorrow),
      preset === 'daily' && (isPerfect ? w.doneAll : w.doneSome),
      preset !== 'daily' && preset !== 'exam' && keyShown && !isPerfect && w.practise,
    ),
    buttons: [
      [
        ...(keyShown && !isPerfect ? [button(w.seeWrong, 'quiz.wrong', attemptId)] : []),
        ...(tomorrow === null ? [] : [bookButton(language)]),
      ],
      [
        ...(again
          ? [button(w.once, 'quiz.start', again.preset, ...(again.topic === null ? [] : [again.topic]))]
          : []),
        ...(certificate ? [button(exams[language].certificate, 'exam.certificate', attemptId)] : []),
        preset === 'daily'
          ? button(common[language].myFile, 'file.own')
          : button(common[language].return, preset === 'exam' ? 'exam.list' : 'quiz.practice'),
      ],
    ].filter((row) => row.length > 0),
    protect: result.protect,
  };
}

function titleLines(language: Language, { preset, name, questions, marks, passMark }: ResultView): string[] {
  const w = words[language];
  const total = questions.length;
  if (marks === null) return [w.handedIn(escapeHtml(name))];
  if (preset === 'daily') return [w.done(total, marks.correct)];
  const percent = Math.floor(marks.share * 100 + 1e-9);
  return [
    w.finished(escapeHtml(name), total, marks.correct),
    w.score(percent, Math.round(passMark * 100)),
    ...(marks.share >= passMark - 1e-9 ? [w.passed] : preset === 'exam' ? [w.notPassed] : []),
  ];
}

const WRONG_A_PAGE = 5;

/** The missed questions with key, explanation and article, a few to a page; each can be looked at alone, and reported there. */
export function wrongView(
  language: Language,
  { attemptId, questions, protect }: ResultView,
  page: number,
): View {
  const w = words[language];
  const missed = questions.filter(({ worth }) => worth !== 1);
  const pages = Math.max(1, Math.ceil(missed.length / WRONG_A_PAGE));
  const at = Math.min(page, pages - 1);
  const shown = missed.slice(at * WRONG_A_PAGE, (at + 1) * WRONG_A_PAGE);
  const parts = shown.flatMap((question) => {
    const { why } = question;
    return [
      '',
      `<b>${question.position + 1}. ${escapeHtml(question.stem)}</b>`,
      `${w.yours(yoursText(language, question))}  ${w.key(keyText(language, question))}`,
      ...(why === null
        ? []
        : [escapeHtml(why.explanation), w.basis(escapeHtml(why.document), escapeHtml(why.place))]),
    ];
  });
  const turn = pageButtons(language, 'quiz.wrong', at, pages, attemptId);
  return {
    text: lines(w.wrongTitle(missed.length), ...parts, '', w.wrongHint),
    buttons: [
      ...(shown.length > 0
        ? [shown.map(({ position }) => button(String(position + 1), 'quiz.source', attemptId, position))]
        : []),
      ...(turn.length > 0 ? [turn] : []),
      [button(common[language].return, 'quiz.result', attemptId)],
    ],
    protect,
  };
}

function yoursText(language: Language, question: QuestionView): string {
  const { chosen, typed } = question;
  if (chosen.length + typed.length === 0) return words[language].nothing;
  return question.manner === 'words' ? typed.map(escapeHtml).join('；') : lettersText(question, chosen);
}

/** What handing in would do; the way back comes first. */
export function handInView(
  language: Language,
  {
    attemptId,
    total,
    open,
    protect,
  }: { attemptId: string; total: number; open: readonly number[]; protect: boolean },
): View {
  const w = words[language];
  return {
    text: lines(
      w.handInAsk(total, open.length),
      open.length > 0 && w.openOnes(open.map((position) => position + 1).join(w.comma)),
    ),
    buttons: [
      [button(w.goOn, 'quiz.go', attemptId, open[0] ?? 0), button(w.handInNow, 'quiz.handin', attemptId)],
    ],
    protect,
  };
}
