import { common as commonEn } from './locales/en/common.ts';
import { quizzes as quizzesEn } from './locales/en/quizzes.ts';
import { review as en } from './locales/en/review.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { quizzes as quizzesZh } from './locales/zh/quizzes.ts';
import { review as zh } from './locales/zh/review.ts';
import { optionText } from './options.ts';
import { pageButtons } from './page-buttons.ts';
import type { QuestionView } from './quiz-question.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const quiz = { zh: quizzesZh, en: quizzesEn };

/** A missed question with what was answered and what is right, its options in the order of the bank. */
export type MissedView = Pick<
  QuestionView,
  'manner' | 'isTruth' | 'stem' | 'options' | 'left' | 'chosen' | 'typed'
> & {
  cardId: string;
  key: { letters: readonly number[]; words: readonly string[] };
  document: string;
  place: string;
  suspended: 'leech' | 'own-choice' | null;
};

/** Texts in a list are cut here, so that five fit. */
const MOST = 48;

/** Everything missed, a few to a page, the newest first; what is not asked any more can be asked again. */
export function missedListView(
  language: Language,
  missed: readonly MissedView[],
  { total, page, size }: { total: number; page: number; size: number },
): View {
  const [w, q] = [words[language], quiz[language]];
  const back = button(common[language].return, 'quiz.practice');
  if (total === 0) return { text: w.empty, buttons: [[back]] };
  const numbered = missed.map((one, i) => ({ one, n: page * size + i + 1 }));
  const list = numbered.flatMap(({ one, n }) => [
    '',
    `<b>${n}. ${cut(one.stem)}</b>${stateText(language, one)}`,
    q.answered(saidText(language, one, one)),
    q.key(saidText(language, one, { chosen: one.key.letters, typed: one.key.words })),
    q.basis(escapeHtml(one.document), escapeHtml(one.place)),
  ]);
  const stopped = numbered
    .filter(({ one }) => one.suspended === 'own-choice')
    .map(({ one, n }) => button(w.resumeOne(n), 'review.resume', one.cardId));
  return {
    text: lines(w.listTitle(total), ...list),
    buttons: [
      stopped.slice(0, 3),
      stopped.slice(3),
      pageButtons(language, 'review.list', page, Math.ceil(total / size)),
      [button(w.go, 'review.open'), back],
    ].filter((row) => row.length > 0),
  };
}

const cut = (text: string): string => escapeHtml(shorten(text, MOST));

function stateText(language: Language, { suspended }: MissedView): string {
  const w = words[language];
  return suspended === null ? '' : suspended === 'leech' ? w.atEditor : w.noMore;
}

/** An answer in its own words, since no letters stand beside it. */
function saidText(
  language: Language,
  { manner, isTruth, options, left }: MissedView,
  { chosen, typed }: { chosen: readonly number[]; typed: readonly string[] },
): string {
  if (manner === 'words') return cut(typed.join('；'));
  const said = chosen.map((option) => optionText(language, shorten(options[option] ?? '', MOST), isTruth));
  if (left !== null) return said.map((text, at) => `${escapeHtml(left[at] ?? '')}–${text}`).join('；');
  return said.join(manner === 'sequence' ? ' → ' : '；');
}
