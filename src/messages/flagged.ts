import type { Content } from '../domain/questions/rules.ts';
import { keyLine } from './bank-question.ts';
import { common as commonEn } from './locales/en/common.ts';
import { flagged as en } from './locales/en/flagged.ts';
import { quizzes as quizzesEn } from './locales/en/quizzes.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { flagged as zh } from './locales/zh/flagged.ts';
import { quizzes as quizzesZh } from './locales/zh/quizzes.ts';
import { pageButtons } from './page-buttons.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const quiz = { zh: quizzesZh, en: quizzesEn };
const common = { zh: commonZh, en: commonEn };
const FLOW = 'reverification';

export type FlaggedView = {
  questionId: string;
  code: string;
  status: string;
  stem: string;
  content: Content;
  documentTitle: string;
  documentVersion: string;
  place: string;
  quote: string;
  newDocumentTitle: string;
  newDocumentVersion: string;
  proposalId: string | null;
  proposedByName: string | null;
  newPlace: string | null;
  newQuote: string | null;
  mayPropose: boolean;
  mayDecide: boolean;
};

const cancel = (language: Language): Button => button(common[language].cancel, 'flow.cancel', FLOW);

export const flaggedTab = (language: Language, n: number): Button =>
  button(words[language].tab(n), 'flagged.list', 0);

/** Questions to be verified, numbered through the pages. @param ways the way to the other lists */
export function flaggedListView(
  language: Language,
  rows: readonly FlaggedView[],
  { total, page, size }: { total: number; page: number; size: number },
  ways: readonly Button[],
): View {
  const w = words[language];
  if (total === 0) return { text: w.listEmpty, buttons: [[...ways]] };
  const list = rows.map(({ proposalId, stem, documentTitle }, i) => {
    const line = w.listLine(escapeHtml(shorten(stem, 24)), escapeHtml(shorten(documentTitle, 16)));
    return `${page * size + i + 1}. ${proposalId === null ? '' : w.waits}${line}`;
  });
  return {
    text: lines(w.listTitle(total), '', ...list, '', w.listHint),
    buttons: [
      rows.map((row, i) => button(String(page * size + i + 1), 'flagged.open', row.questionId)),
      pageButtons(language, 'flagged.list', page, Math.ceil(total / size)),
      [...ways],
    ].filter((row) => row.length > 0),
  };
}

const name = escapeHtml;

function newLines(language: Language, question: FlaggedView, place: string, quote: string): string[] {
  const { newDocumentTitle, newDocumentVersion } = question;
  return [
    words[language].newPlace(name(newDocumentTitle), name(newDocumentVersion), escapeHtml(place)),
    `<blockquote>${escapeHtml(quote)}</blockquote>`,
  ];
}

/** One of them whole: what it rested on, what is in force, and what somebody has proposed. */
export function flaggedView(language: Language, question: FlaggedView): View {
  const w = words[language];
  const { questionId, mayPropose, mayDecide, newPlace, newQuote, proposedByName } = question;
  const back = button(common[language].return, 'flagged.list', 0);
  if (question.status !== 'flagged') return { text: w.done, buttons: [[back]] };
  const isWaiting = question.proposalId !== null;
  return {
    text: lines(
      w.title(escapeHtml(question.code)),
      escapeHtml(question.stem),
      quiz[language].key(keyLine(language, question.content)),
      w.was(name(question.documentTitle), name(question.documentVersion), escapeHtml(question.place)),
      `<blockquote>${escapeHtml(question.quote)}</blockquote>`,
      !isWaiting && w.now(name(question.newDocumentTitle), name(question.newDocumentVersion)),
      isWaiting && `\n${w.proposedBy(escapeHtml(proposedByName ?? ''))}`,
      ...(isWaiting ? newLines(language, question, newPlace ?? '', newQuote ?? '') : []),
      isWaiting && !mayDecide && w.own,
    ),
    buttons: [
      mayDecide
        ? [
            back,
            button(w.reject, 'flagged.reject', questionId),
            button(w.approve, 'flagged.approve', questionId),
          ]
        : [
            ...(mayPropose
              ? [button(w.right, 'flagged.right', questionId), button(w.retire, 'flagged.retire', questionId)]
              : []),
            back,
          ],
    ],
  };
}

export const placeAskView = (language: Language, question: FlaggedView, problem: boolean): View => {
  const w = words[language];
  const { newDocumentTitle, newDocumentVersion, place } = question;
  return {
    text: problem
      ? w.placeProblem
      : w.placeAsk(name(newDocumentTitle), name(newDocumentVersion), escapeHtml(place)),
    buttons: [[cancel(language), button(w.samePlace, 'flagged.same-place')]],
  };
};

export const quoteAskView = (language: Language, quote: string, problem: boolean): View => {
  const w = words[language];
  return {
    text: problem ? w.quoteProblem : w.quoteAsk(escapeHtml(quote)),
    buttons: [[cancel(language), button(w.sameQuote, 'flagged.same-quote')]],
  };
};

/** @param stamp stands for what is shown */
export const reverifyPreview = (
  language: Language,
  question: FlaggedView,
  { place, quote }: { place: string; quote: string },
  stamp: string,
): View => {
  const w = words[language];
  return {
    text: lines(
      w.previewTitle,
      escapeHtml(question.stem),
      quiz[language].key(keyLine(language, question.content)),
      ...newLines(language, question, place, quote),
      '',
      w.previewHint,
    ),
    buttons: [
      [
        cancel(language),
        button(common[language].change, 'flagged.change'),
        button(common[language].submit, 'flagged.propose', stamp),
      ],
    ],
  };
};

/** What retiring would do; the way back comes first. */
export const retireFlaggedView = (language: Language, { questionId, stem }: FlaggedView): View => ({
  text: words[language].retireAsk(escapeHtml(shorten(stem, 80))),
  buttons: [
    [
      button(common[language].return, 'flagged.open', questionId),
      button(words[language].retireNow, 'flagged.retire-now', questionId),
    ],
  ],
});

export const flaggedDoneView = (
  language: Language,
  word: 'proposed' | 'approved' | 'rejected' | 'retired',
): View => ({
  text: words[language][word],
  buttons: [[button(words[language].goOn, 'flagged.list', 0)]],
});
export const flaggedChanged = (language: Language): string => words[language].done;

/** Word to who tends the bank that a document is superseded. */
export const supersededView = (
  language: Language,
  it: {
    title: string;
    version: string;
    newTitle: string;
    newVersion: string;
    effectiveOn: string;
    questions: number;
    cards: number;
  },
): View => {
  const w = words[language];
  return {
    text: lines(
      w.superseded(name(it.title), name(it.version)),
      w.by(name(it.newTitle), name(it.newVersion), dayText(language, `${it.effectiveOn}T04:00:00Z`)),
      w.counts(it.questions, it.cards),
    ),
    buttons: [[button(w.look, 'flagged.list', 0)]],
  };
};
