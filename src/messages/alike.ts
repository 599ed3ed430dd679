import { common as commonEn } from './locales/en/common.ts';
import { learning as en } from './locales/en/learning.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { learning as zh } from './locales/zh/learning.ts';
import { pageButtons } from './page-buttons.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type ComparableView = { id: string; name: string; closesAt: Date | string; people: number };

/** Finished quizzes whose answers can be compared. */
export function comparableView(
  language: Language,
  quizzes: readonly ComparableView[],
  { total, page, size }: { total: number; page: number; size: number },
): View {
  const w = words[language];
  const back = button(common[language].return, 'learning.open');
  if (total === 0) return { text: w.alikeNone, buttons: [[back]] };
  const n = (i: number) => page * size + i + 1;
  return {
    text: lines(
      w.alikeTitle(total),
      '',
      ...quizzes.map(
        ({ name, closesAt, people }, i) =>
          `${n(i)}. ${w.alikeLine(escapeHtml(name), dayText(language, closesAt), people)}`,
      ),
    ),
    buttons: [
      quizzes.map(({ id }, i) => button(String(n(i)), 'alike.open', id)),
      pageButtons(language, 'alike.list', page, Math.ceil(total / size)),
      [back],
    ].filter((row) => row.length > 0),
  };
}

export type AlikeView = {
  name: string;
  closesAt: Date | string;
  people: number;
  pairs: readonly {
    names: readonly [string, string];
    sharedMistakes: number;
    sameMistakes: number;
    close: number;
  }[];
};

/** So many pairs are enough to ask at once. */
const MOST_PAIRS = 3;

/** Pairs to ask, the least likely by chance first, with what this is and is not. */
export function alikeView(language: Language, { name, closesAt, people, pairs }: AlikeView): View {
  const w = words[language];
  const rest = pairs.length - MOST_PAIRS;
  return {
    text: lines(
      w.alikeQuiz(escapeHtml(name), dayText(language, closesAt)),
      ...pairs
        .slice(0, MOST_PAIRS)
        .map(({ names: [a, b], sharedMistakes, sameMistakes, close }) =>
          w.pair(escapeHtml(a), escapeHtml(b), sharedMistakes, sameMistakes, close),
        ),
      rest > 0 && w.more(rest),
      pairs.length === 0 && w.noPairs(people),
      '',
      pairs.length > 0 && w.proves,
      w.logged,
    ),
    buttons: [[button(common[language].return, 'alike.list', 0)]],
    protect: true,
  };
}
