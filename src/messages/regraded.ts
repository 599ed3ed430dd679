import type { Content } from '../domain/questions/rules.ts';
import { keyLine } from './bank-question.ts';
import { common as commonEn } from './locales/en/common.ts';
import { corrections as en } from './locales/en/corrections.ts';
import { quizzes as quizzesEn } from './locales/en/quizzes.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { corrections as zh } from './locales/zh/corrections.ts';
import { quizzes as quizzesZh } from './locales/zh/quizzes.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const quiz = { zh: quizzesZh, en: quizzesEn };
const common = { zh: commonZh, en: commonEn };

/** An attempt before and after. Points are a sum of what each answer is worth, 0–1. */
export type RegradedResult = {
  attemptId: string;
  position: number;
  name: string;
  finishedAt: Date | string;
  total: number;
  passMark: number;
  beforeCorrect: number;
  beforePoints: number;
  afterCorrect: number;
  afterPoints: number;
};
export type RegradedView = {
  stem: string;
  /** Null where the key may not be seen yet. */
  content: Content | null;
  documentTitle: string;
  place: string;
  /** The newest first. */
  results: readonly RegradedResult[];
};

/** A screen holds so many results. */
const SHOWN = 3;
const percent = (points: number, total: number): number => Math.floor((points / total) * 100 + 1e-9);

/** What somebody hears whose result changed with a corrected key: the question, its answer and source, before and after. */
export function regradedView(
  language: Language,
  { stem, content, documentTitle, place, results }: RegradedView,
): View {
  const w = words[language];
  const [first] = results;
  return {
    text: lines(
      w.regradedTitle,
      w.question(escapeHtml(shorten(stem, 80))),
      content !== null && w.right(keyLine(language, content)),
      quiz[language].basis(escapeHtml(documentTitle), escapeHtml(place)),
      '',
      ...results.slice(0, SHOWN).flatMap((result) => resultLines(language, result)),
      results.length > SHOWN && w.more(results.length - SHOWN),
      w.inFile,
    ),
    buttons: first
      ? [
          [
            ...(content === null
              ? []
              : [button(common[language].source, 'quiz.source', first.attemptId, first.position)]),
            button(w.seeResult, 'quiz.result', first.attemptId),
          ],
        ]
      : [],
    protect: true,
  };
}

function resultLines(language: Language, result: RegradedResult): string[] {
  const w = words[language];
  const { name, total, passMark, beforeCorrect, beforePoints, afterCorrect, afterPoints } = result;
  const title = `${escapeHtml(name)} ${dayText(language, result.finishedAt)}`;
  const passed = (points: number) => points / total >= passMark - 1e-9;
  const isOther = passed(beforePoints) !== passed(afterPoints);
  const shares = w.share(percent(beforePoints, total), percent(afterPoints, total));
  return [
    `${w.result(title, beforeCorrect, afterCorrect, total)}${shares}`,
    ...(isOther ? [passed(afterPoints) ? w.nowPassed : w.nowFailed] : []),
  ];
}
