import { common as commonEn } from './locales/en/common.ts';
import { reports as en } from './locales/en/reports.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { reports as zh } from './locales/zh/reports.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const FLOW = 'question-report';
const STEM_SHOWN = 80;

const cancel = (language: Language): Button => button(common[language].cancel, 'flow.cancel', FLOW);
const kindName = (language: Language, kind: string): string => words[language].kinds[kind] ?? kind;

/** Under an answered question whose key is shown. */
export const reportButton = (language: Language, attemptId: string, position: number): Button =>
  button(words[language].report, 'report.begin', attemptId, position);

/** The same under an answered study card. */
export const reportCardButton = (language: Language, showingId: string): Button =>
  button(words[language].report, 'report.card', showingId);

/** What may be wrong, in the order of the buttons. */
export function reportKindView(language: Language, stem: string): View {
  const w = words[language];
  const kinds = Object.keys(w.kinds).map((kind) => button(kindName(language, kind), 'report.kind', kind));
  return {
    text: w.kindAsk(escapeHtml(shorten(stem, STEM_SHOWN))),
    buttons: [kinds.slice(0, 2), kinds.slice(2), [cancel(language)]],
  };
}

export const reportWordsView = (language: Language, kind: string, problem: boolean): View => {
  const w = words[language];
  return {
    text: problem ? w.wordsProblem : w.wordsAsk(kindName(language, kind)),
    buttons: [[cancel(language), button(w.send, 'report.send')]],
  };
};

export const reportedView = (language: Language, word: 'reported' | 'reportedBefore'): View => ({
  text: words[language][word],
  buttons: [],
});

/** What the reporter hears. */
export const reportAnsweredView = (
  language: Language,
  report: { kind: string; stem: string; answer: string | null; answerWords: string | null },
): View => {
  const w = words[language];
  return {
    text: lines(
      report.kind === 'missed' ? w.missedTitle : w.answeredTitle,
      w.about(escapeHtml(shorten(report.stem, STEM_SHOWN))),
      w.answers[report.answer ?? ''] ?? '',
      report.answerWords !== null && w.because(escapeHtml(report.answerWords)),
    ),
    buttons: [],
  };
};
