import { bankQuestionLines, type BankQuestion, type ChoicesView } from './bank-question.ts';
import { common as commonEn } from './locales/en/common.ts';
import { corrections as correctionsEn } from './locales/en/corrections.ts';
import { reports as en } from './locales/en/reports.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { corrections as correctionsZh } from './locales/zh/corrections.ts';
import { reports as zh } from './locales/zh/reports.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const corrections = { zh: correctionsZh, en: correctionsEn };

export type ReportView = {
  id: string;
  kind: string;
  words: string | null;
  stem: string;
  state: string;
  answer: string | null;
  answeredByName: string | null;
};

const kindName = (language: Language, kind: string): string =>
  kind === 'missed' ? words[language].missed : (words[language].kinds[kind] ?? kind);

/** Word to an editor that a question was reported; the first of several about it. */
export const reportAnnouncement = (language: Language, report: ReportView): View => {
  const w = words[language];
  return {
    text: lines(
      report.kind === 'missed' ? w.announcedMissed : w.announced,
      escapeHtml(shorten(report.stem, 80)),
      report.kind !== 'missed' && w.saidKind(kindName(language, report.kind)),
      report.words !== null && w.said(escapeHtml(report.words)),
    ),
    buttons: [[button(w.look, 'reports.open', report.id)]],
  };
};

/** Open reports, numbered through the pages. @param ways the way to the other lists */
export function reportListView(
  language: Language,
  rows: readonly (ReportView & { same: number })[],
  { total, page, size }: { total: number; page: number; size: number },
  ways: readonly Button[],
): View {
  const w = words[language];
  if (total === 0) return { text: w.listEmpty, buttons: [[...ways]] };
  const list = rows.map(
    ({ kind, stem, same }, i) =>
      `${page * size + i + 1}. ${w.listLine(kindName(language, kind), escapeHtml(shorten(stem, 30)), same)}`,
  );
  return {
    text: lines(w.listTitle(total), '', ...list, '', w.listHint),
    buttons: [
      rows.map((row, i) => button(String(page * size + i + 1), 'reports.open', row.id)),
      pageButtons(language, 'reports.list', page, Math.ceil(total / size)),
      [...ways],
    ].filter((row) => row.length > 0),
  };
}

/** One of them with the whole question; what can be done about it, unless it was done. */
export function reportView(
  language: Language,
  report: ReportView,
  question: BankQuestion & { retired: boolean },
  choices: ChoicesView,
  mayChange: boolean,
): View {
  const w = words[language];
  const back = button(common[language].return, 'reports.list', 0);
  const title = w.code(kindName(language, report.kind), escapeHtml(question.code));
  return {
    text: lines(
      question.retired ? `${title} ${w.retired}` : title,
      report.words !== null && w.said(escapeHtml(report.words)),
      '',
      ...bankQuestionLines(language, question, choices),
      report.state === 'answered' && `\n${answeredText(language, report)}`,
    ),
    buttons:
      report.state === 'answered'
        ? [[back]]
        : [
            [
              button(w.right, 'reports.right', report.id),
              ...(mayChange && !question.retired
                ? [
                    button(corrections[language].fix, 'reports.fix', report.id),
                    button(w.retire, 'reports.retire', report.id),
                  ]
                : []),
            ],
            [back],
          ],
  };
}

/** What became of a report, and by whom. */
export const answeredText = (language: Language, { answer, answeredByName }: ReportView): string => {
  const w = words[language];
  return w.answeredBefore(w.answerNames[answer ?? ''] ?? '', escapeHtml(answeredByName ?? ''));
};

export const rightAskView = (language: Language, problem: boolean): View => ({
  text: words[language][problem ? 'rightProblem' : 'rightAsk'],
  buttons: [[button(common[language].cancel, 'flow.cancel', 'report-answer')]],
});

/** What retiring would do; the way back comes first. */
export const retireAskView = (language: Language, report: ReportView): View => ({
  text: words[language].retireAsk(escapeHtml(shorten(report.stem, 80))),
  buttons: [
    [
      button(common[language].return, 'reports.open', report.id),
      button(words[language].retireNow, 'reports.retire-now', report.id),
    ],
  ],
});

/** What was done, with the way on to the rest. */
export const reportDoneView = (language: Language, word: 'answered' | 'retiredDone'): View => ({
  text: words[language][word],
  buttons: [[button(words[language].goOn, 'reports.list', 0)]],
});
