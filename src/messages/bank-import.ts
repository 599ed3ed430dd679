import { bank as bankEn } from './locales/en/bank.ts';
import { bankImport as en } from './locales/en/bank-import.ts';
import { common as commonEn } from './locales/en/common.ts';
import { bank as bankZh } from './locales/zh/bank.ts';
import { bankImport as zh } from './locales/zh/bank-import.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { pageButtons } from './page-buttons.ts';
import {
  moreProblemsText,
  placeText,
  questionFormatName,
  questionProblemText,
  type QuestionProblemView,
} from './question-file.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const bank = { zh: bankZh, en: bankEn };
const common = { zh: commonZh, en: commonEn };
const SHOWN = 24;
const A_PAGE = 5;

/** What an import would do with one question. */
export type PlannedView = {
  question: { line: number; sheet?: string | undefined; content: { type: string; stem: string } };
  code: string;
  step: 'new' | 'changed' | 'same' | 'refused';
  problem?: { code: 'no-document' } | { code: 'unknown-document'; found: string };
  lacks: readonly ('article' | 'quote')[];
  unlike?: string;
  unknownTopic?: string;
  offered?: { topic: string };
};
export type LikeView = { of: { code: string } | { line: number }; stem: string; similarity: number };
export type ReportLine = PlannedView & { likes: readonly LikeView[] };
export type ReportView = {
  id: string;
  fileName: string;
  format: string | null;
  lines: readonly ReportLine[];
  leftOut: number;
};

const cancel = (language: Language) => button(common[language].cancel, 'flow.cancel', 'bank-import');

export const importAskView = (language: Language, problem?: 'notAFile' | 'lost'): View => ({
  text: problem === undefined ? words[language].ask : words[language][problem],
  buttons: [[cancel(language)]],
});

/** Which document questions rest on that name none. */
export function documentAskView(
  language: Language,
  questions: number,
  documents: readonly { id: string; title: string; version: string }[],
  { total, page, size }: { total: number; page: number; size: number },
): View {
  const w = words[language];
  if (total === 0) return { text: w.noDocuments, buttons: [[cancel(language)]] };
  const list = documents.map(
    ({ title, version }, i) =>
      `${page * size + i + 1}. ${w.documentLine(escapeHtml(title), escapeHtml(version))}`,
  );
  return {
    text: lines(w.documentAsk(questions), '', ...list),
    buttons: [
      documents.map(({ id }, i) => button(String(page * size + i + 1), 'bank.document', id)),
      pageButtons(language, 'bank.documents', page, Math.ceil(total / size)),
      [cancel(language)],
    ].filter((row) => row.length > 0),
  };
}

/** What needs a look first: what is refused, then what may be a repeat or a mistake, then what is new or changed. */
function byUrgency(planned: readonly ReportLine[]): ReportLine[] {
  const rank = ({ step, likes, unlike, lacks }: ReportLine): number => {
    if (step === 'refused') return 0;
    if (unlike !== undefined || likes.length > 0) return 1;
    if (step === 'same') return 5;
    if (lacks.length > 0) return 2;
    return step === 'changed' ? 3 : 4;
  };
  return planned.toSorted((a, b) => rank(a) - rank(b));
}

const count = (planned: readonly ReportLine[], test: (one: ReportLine) => boolean): number =>
  planned.filter(test).length;
const isAdded = ({ step }: ReportLine): boolean => step === 'new' || step === 'changed';

/** A rehearsal: how many would come in as what, then each, five a screen. Nothing has been stored. */
export function importReportView(language: Language, report: ReportView, page: number): View {
  const w = words[language];
  const { id, fileName, format, lines: all, leftOut } = report;
  const of = (step: ReportLine['step']) => count(all, (one) => one.step === step);
  const refused = of('refused');
  const likes = count(all, (one) => isAdded(one) && one.likes.length > 0);
  const lacks = count(all, (one) => isAdded(one) && one.lacks.length > 0);
  const added = of('new') + of('changed');
  const shown = byUrgency(all).slice(page * A_PAGE, (page + 1) * A_PAGE);
  const mayConfirm = refused === 0 && added > 0;
  return {
    text: lines(
      w.title(escapeHtml(shorten(fileName, SHOWN)), formatName(language, format)),
      w.sum(of('new'), of('changed'), of('same')),
      refused > 0 && w.sumRefused(refused),
      likes > 0 && w.sumLikes(likes),
      lacks > 0 && w.sumLacks(lacks),
      leftOut > 0 && w.sumLeftOut(leftOut),
      '',
      ...shown.flatMap((one) => reportLines(language, one, SHOWN)),
      '',
      refused > 0 ? w.refusedHint : mayConfirm ? w.confirmHint(added) : w.nothingHint,
    ),
    buttons: [
      pageButtons(language, 'bank.report', page, Math.ceil(all.length / A_PAGE)),
      [
        cancel(language),
        button(w.report, 'bank.whole'),
        ...(mayConfirm ? [button(common[language].confirm, 'bank.confirm', id)] : []),
      ],
    ].filter((row) => row.length > 0),
  };
}

const formatName = (language: Language, format: string | null): string =>
  questionFormatName(language, (format ?? 'text') as Parameters<typeof questionFormatName>[1]);

/** One question of the report with all there is to know, each on a line of its own. */
function reportLines(language: Language, one: ReportLine, most: number): string[] {
  const w = words[language];
  const { question } = one;
  const stem = escapeHtml(shorten(question.content.stem, most));
  return [
    w.entry(w.steps[one.step], placeText(language, question), stem),
    ...remarksOf(language, one, most).map((remark) => `    ${remark}`),
    ...(isAdded(one) ? likesOf(language, one, most).slice(0, 1) : []).map((like) => `    ${like}`),
  ];
}

/** What is to be put right or looked at. */
export function remarksOf(language: Language, one: PlannedView, most = 200): string[] {
  const w = words[language];
  const { problem, lacks, step, unlike, unknownTopic, offered } = one;
  return [
    ...(problem?.code === 'no-document' ? [w.noDocument] : []),
    ...(problem?.code === 'unknown-document'
      ? [w.unknownDocument(escapeHtml(shorten(problem.found, most)))]
      : []),
    ...(step === 'new' || step === 'changed' ? lacks.map((part) => w.lacks[part]) : []),
    ...(unknownTopic === undefined || step === 'same'
      ? []
      : [w.unknownTopic(escapeHtml(shorten(unknownTopic, most)), escapeHtml(offered?.topic ?? ''))]),
    ...(unlike === undefined ? [] : [w.unlike(escapeHtml(shorten(unlike, most)))]),
  ];
}

export const likesOf = (language: Language, { likes }: ReportLine, most = 200): string[] => {
  const w = words[language];
  return likes.map(({ of, stem, similarity }) =>
    w.like(
      'code' in of ? escapeHtml(of.code) : w.likeLine(of.line),
      Math.round(similarity * 100),
      escapeHtml(shorten(stem, most)),
    ),
  );
};

/** What is wrong with a file that was refused, five a screen; the next file may be sent at once. */
export function importProblemsView(
  language: Language,
  {
    fileName,
    problems,
    total,
  }: { fileName: string; problems: readonly QuestionProblemView[]; total: number },
  page: number,
): View {
  const w = words[language];
  const pages = Math.ceil(problems.length / A_PAGE);
  const isLast = page >= pages - 1;
  return {
    text: lines(
      w.problemsTitle(escapeHtml(shorten(fileName, SHOWN)), total),
      ...problems
        .slice(page * A_PAGE, (page + 1) * A_PAGE)
        .map((problem) => `· ${questionProblemText(language, problem)}`),
      isLast && total > problems.length && moreProblemsText(language, total - problems.length),
      '',
      w.problemsHint,
    ),
    buttons: [
      pageButtons(language, 'bank.report', page, pages),
      [cancel(language), ...(problems.length > A_PAGE ? [button(w.report, 'bank.whole')] : [])],
    ].filter((row) => row.length > 0),
  };
}

export const importConfirmedView = (language: Language, fileName: string, questions: number): View => ({
  text: words[language].confirmed(escapeHtml(shorten(fileName, SHOWN)), questions),
  buttons: [
    [
      button(common[language].return, 'bank.open', 0),
      button(bank[language].waitingButton(0), 'bank.proposals', 0),
    ],
  ],
});

export const importGoneText = (language: Language): string => words[language].gone;
