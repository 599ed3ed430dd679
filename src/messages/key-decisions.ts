import { changeLines, type AffectedView, type ChangeView } from './key-corrections.ts';
import { common as commonEn } from './locales/en/common.ts';
import { corrections as en } from './locales/en/corrections.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { corrections as zh } from './locales/zh/corrections.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type CorrectionView = ChangeView & {
  id: string;
  code: string;
  state: string;
  proposedByName: string;
  mayDecide: boolean;
};

/** The ways from the other lists. */
export const correctionsTab = (language: Language, waiting: number): Button =>
  button(words[language].tab(waiting), 'keys.list', 0);
export const reportsTab = (language: Language): Button =>
  button(words[language].reportsTab, 'reports.list', 0);

/** Word to somebody who may approve that a key waits for that. */
export const correctionAnnouncement = (language: Language, correction: CorrectionView): View => {
  const w = words[language];
  return {
    text: lines(
      w.announced,
      escapeHtml(shorten(correction.stem, 80)),
      w.by(escapeHtml(correction.proposedByName)),
    ),
    buttons: [[button(w.look, 'keys.open', correction.id)]],
  };
};

/** Corrections that wait, numbered through the pages. @param ways the way to the other lists */
export function correctionListView(
  language: Language,
  rows: readonly CorrectionView[],
  { total, page, size }: { total: number; page: number; size: number },
  ways: readonly Button[],
): View {
  const w = words[language];
  if (total === 0) return { text: w.listEmpty, buttons: [[...ways]] };
  const list = rows.map(
    ({ stem, proposedByName }, i) =>
      `${page * size + i + 1}. ${w.listLine(escapeHtml(shorten(stem, 30)), escapeHtml(proposedByName))}`,
  );
  return {
    text: lines(w.listTitle(total), '', ...list, '', w.listHint),
    buttons: [
      rows.map((row, i) => button(String(page * size + i + 1), 'keys.open', row.id)),
      pageButtons(language, 'keys.list', page, Math.ceil(total / size)),
      [...ways],
    ].filter((row) => row.length > 0),
  };
}

/** One of them, whole, with how much it touches; what can be done, unless it is their own or decided. */
export function correctionView(language: Language, correction: CorrectionView, affected: AffectedView): View {
  const w = words[language];
  const back = button(common[language].return, 'keys.list', 0);
  return {
    text: lines(
      w.title,
      ...changeLines(language, correction, affected),
      w.by(escapeHtml(correction.proposedByName)),
      correction.state === 'proposed' && !correction.mayDecide && w.problems['own'],
      correction.state !== 'proposed' && w.problems['decided-before'],
    ),
    buttons: [
      correction.mayDecide
        ? [
            back,
            button(w.reject, 'keys.reject', correction.id),
            button(w.approve, 'keys.approve', correction.id),
          ]
        : [back],
    ],
  };
}

/** What approving would do, to how many; the way back comes first. */
export const approveAskView = (
  language: Language,
  correction: CorrectionView,
  affected: AffectedView,
): View => {
  const w = words[language];
  return {
    text: lines(w.approveAsk, ...changeLines(language, correction, affected), '', w.approveHint),
    buttons: [
      [
        button(common[language].return, 'keys.open', correction.id),
        button(w.approveNow, 'keys.approve-now', correction.id),
      ],
    ],
  };
};

export const rejectKeyAskView = (language: Language, problem: boolean): View => ({
  text: problem ? words[language].rejectProblem : words[language].rejectAsk,
  buttons: [[button(common[language].cancel, 'flow.cancel', 'key-rejection')]],
});

/** What was decided, with the way on to the rest. */
export const keyDecidedView = (language: Language, word: 'approved' | 'rejected'): View => ({
  text: words[language][word],
  buttons: [[button(words[language].goOn, 'keys.list', 0)]],
});
