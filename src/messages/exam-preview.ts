import { inRows } from './broadcast.ts';
import { back, cancelButton } from './exam-call.ts';
import { countsLine, examTitle, type ExamNames } from './exams.ts';
import { common as commonEn } from './locales/en/common.ts';
import { examDesk as en } from './locales/en/exam-desk.ts';
import { exams as examsEn } from './locales/en/exams.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { examDesk as zh } from './locales/zh/exam-desk.ts';
import { exams as examsZh } from './locales/zh/exams.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const exams = { zh: examsZh, en: examsEn };
const common = { zh: commonZh, en: commonEn };

/** Units to choose from; a button says what it makes of its unit. */
export function examUnitsView(
  language: Language,
  units: readonly { id: string; name: string; root: boolean; chosen: boolean }[],
): View {
  const choice = ({ id, name, chosen }: { id: string; name: string; chosen: boolean }) =>
    button(`${chosen ? '✓ ' : ''}${name}`, 'exam-call.unit', id, chosen ? 0 : 1);
  return {
    text: words[language].unitsAsk,
    buttons: [
      ...units.filter(({ root }) => root).map((unit) => [choice(unit)]),
      ...inRows(units.filter(({ root }) => !root).map(choice), 2),
      [
        back(language, 'exam-call.closes'),
        cancelButton(language),
        button(common[language].next, 'exam-call.preview'),
      ],
    ],
  };
}

export type PlanView = {
  topic: string | null;
  items: number;
  minutes: number;
  passMark: number;
  attempts: number | null;
  forFile: boolean;
  opensAt: Date | null;
  closesAt: Date;
  unitNames: readonly string[];
  people: number;
  exempt: number;
  unreachable: number;
  pool: number;
  revised: number;
};

/** @param stamp stands for what is shown; the button that confirms carries it */
export function examPreview(language: Language, plan: PlanView, names: ExamNames, stamp: string): View {
  const w = words[language];
  const left = [
    ...(plan.exempt > 0 ? [w.leftOut(plan.exempt)] : []),
    ...(plan.unreachable > 0 ? [w.unreachable(plan.unreachable)] : []),
  ];
  const size = exams[language].size(plan.items, plan.minutes);
  const draw = [w.draw(plan.pool, plan.items), ...(plan.revised > 0 ? [w.revised(plan.revised)] : [])];
  return {
    text: lines(
      w.previewTitle,
      `${escapeHtml(examTitle(language, plan.topic, names))}${w.comma}${size}`,
      w.window(
        plan.opensAt === null ? w.atOnce : timeText(language, plan.opensAt),
        timeText(language, plan.closesAt),
      ),
      w.people(escapeHtml(plan.unitNames.join(w.comma)), plan.people),
      left.length > 0 && left.join(w.semicolon),
      draw.join(w.comma),
      countsLine(language, plan),
      w.told,
    ),
    buttons: [
      [
        button(common[language].change, 'exam-call.what'),
        cancelButton(language),
        button(common[language].confirmSend, 'exam-call.confirm', stamp),
      ],
    ],
  };
}

/**
 * What happened, and how to follow or undo it.
 * @param people how many are told; null when it was called before
 */
export function examCalledAnswer(
  language: Language,
  quizId: string,
  people: number | null,
  isLater: boolean,
): View {
  const w = words[language];
  const see = button(w.seeBoard, 'exam-board.open', quizId);
  if (people === null) return { text: w.calledBefore, buttons: [[see]] };
  return {
    text: lines(w.called(people), isLater ? w.mayCancel : w.mayExtend),
    buttons: [[see, ...(isLater ? [button(w.cancelExam, 'exam-board.cancel', quizId)] : [])]],
  };
}

export const examChooseUnitText = (language: Language): string => words[language].chooseUnit;

export const examShortText = (
  language: Language,
  { wanted, there }: { wanted: number; there: number },
): string => words[language].short(wanted, there);

/** Why what was to be confirmed cannot be done any more, and what to change. */
export function examCallProblem(
  language: Language,
  problem: 'unknown-topic' | 'items' | 'minutes' | 'nobody' | 'past' | 'too-short' | 'too-long',
): string {
  const w = words[language];
  switch (problem) {
    case 'nobody':
      return w.nobody;
    case 'past':
    case 'too-short':
    case 'too-long':
      return w.timePast;
    case 'unknown-topic':
    case 'items':
    case 'minutes':
      return w.unknownTopic;
  }
}
