import { calledState, type CalledView } from './exam-call.ts';
import { examTitle, type ExamNames } from './exams.ts';
import { inRows } from './broadcast.ts';
import { common as commonEn } from './locales/en/common.ts';
import { examDesk as en } from './locales/en/exam-desk.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { examDesk as zh } from './locales/zh/exam-desk.ts';
import { pageButtons } from './page-buttons.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type BoardView = {
  people: number;
  excused: number;
  begun: number;
  finished: number;
  passed: number | null;
  units: readonly { name: string; people: number; begun: number; finished: number; passed: number | null }[];
  others: { people: number; begun: number; finished: number } | null;
};

/** Villages that a screen holds. */
const MOST_UNITS = 8;

const toBoard = (language: Language, quizId: string): Button =>
  button(common[language].return, 'exam-board.open', quizId);

/** How far an exam is, by village, and what its caller can do about it. */
export function examBoardView(
  language: Language,
  exam: CalledView & { closedAt: Date; leftOut: number },
  board: BoardView,
  names: ExamNames,
  now: Date,
): View {
  const w = words[language].board;
  const [hasBegun, isOver] = [now >= exam.opensAt, now >= exam.closesAt];
  const title = `<b>${escapeHtml(examTitle(language, exam.topic, names))}</b> · ${calledState(language, exam, now)}`;
  const home = button(common[language].return, 'exam-call.home');
  if (exam.cancelled) return { text: lines(title, w.cancelled), buttons: [[home]] };
  const unit = (row: BoardView['units'][number]): string => {
    const line = w.unit(escapeHtml(row.name), row.people, row.begun, row.finished);
    return row.passed === null ? line : `${line}${words[language].comma}${w.passed(row.passed)}`;
  };
  const { others } = board;
  return {
    text: lines(
      title,
      w.counts(board.people, board.begun, board.finished, board.excused),
      exam.leftOut > 0 && w.leftOut(exam.leftOut),
      ...board.units.slice(0, MOST_UNITS).map(unit),
      board.units.length > MOST_UNITS && '…',
      others !== null && w.unit(w.others, others.people, others.begun, others.finished),
      board.units.length === 0 && others === null && w.hidden,
      board.passed !== null && w.passed(board.passed),
      now < exam.closedAt && w.passedLater(timeText(language, exam.closedAt)),
      '',
      w.foot,
    ),
    buttons: inRows(
      [
        button(w.names, 'exam-board.names', exam.quizId, 0),
        button(w.export, 'exam-board.export', exam.quizId),
        ...(hasBegun ? [] : [button(words[language].cancelExam, 'exam-board.cancel', exam.quizId)]),
        ...(isOver ? [] : [button(w.extend, 'exam-board.extend', exam.quizId)]),
        button(w.adjust, 'exam-board.adjust', exam.quizId),
        home,
      ],
      3,
    ),
  };
}

export function notBegunView(
  language: Language,
  quizId: string,
  rows: readonly { name: string; unitName: string; away: boolean }[],
  { total, page, size }: { total: number; page: number; size: number },
): View {
  const w = words[language];
  if (total === 0) return { text: w.namesEmpty, buttons: [[toBoard(language, quizId)]] };
  const turn = pageButtons(language, 'exam-board.page', page, Math.ceil(total / size), quizId);
  return {
    text: lines(
      w.namesTitle(total),
      ...rows.map(({ name, unitName, away }) =>
        w.namesLine(escapeHtml(name), escapeHtml(unitName), away ? w.away : ''),
      ),
      '',
      w.namesHint,
    ),
    buttons: [
      ...(turn.length > 0 ? [turn] : []),
      [toBoard(language, quizId), button(w.board.adjust, 'exam-board.adjust', quizId)],
    ],
    protect: true,
  };
}

export const cancelAskView = (language: Language, quizId: string, people: number): View => ({
  text: words[language].cancelAsk(people),
  buttons: [
    [
      button(words[language].keep, 'exam-board.open', quizId),
      button(words[language].cancelExam, 'exam-board.cancel-now', quizId),
    ],
  ],
});
export const examCancelledAnswer = (language: Language, quizId: string, told: number): View => ({
  text: words[language].cancelled(told),
  buttons: [[toBoard(language, quizId)]],
});
export const tooLateText = (language: Language): string => words[language].tooLate;

/** What the export is for; a purpose is asked and logged. */
export const purposeAskView = (language: Language, quizId: string, purposes: readonly string[]): View => ({
  text: words[language].purposeAsk,
  buttons: [
    ...inRows(
      purposes.map((purpose) =>
        button(words[language].purposes[purpose] ?? purpose, 'exam-board.export', quizId, purpose),
      ),
      2,
    ),
    [toBoard(language, quizId)],
  ],
});
