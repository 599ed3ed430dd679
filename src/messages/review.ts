import { common as commonEn } from './locales/en/common.ts';
import { quizzes as quizzesEn } from './locales/en/quizzes.ts';
import { review as en } from './locales/en/review.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { quizzes as quizzesZh } from './locales/zh/quizzes.ts';
import { review as zh } from './locales/zh/review.ts';
import { afterButtons, sourceView } from './quiz-answered.ts';
import { minutesFor } from './quiz-menu.ts';
import type { QuestionView } from './quiz-question.ts';
import { questionView } from './quizzes.ts';
import { button, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
/** A question is worded as in a quiz. */
const quiz = { zh: quizzesZh, en: quizzesEn };

export type ReviewView = QuestionView & {
  cardId: string;
  /** Days until it is asked again; null where it is not. */
  againIn: number | null;
  isLeech: boolean;
  /** So many of today's are still to come. */
  more: number;
};

/** A question of the book with its buttons; once answered, what is right, why, and when it comes again. */
export function reviewView(language: Language, question: ReviewView): View {
  const w = words[language];
  const view = questionView(language, question);
  if (!question.submitted)
    return {
      text: view.text,
      buttons: [
        ...view.buttons,
        [
          button(w.later, 'review.later', question.attemptId),
          button(w.stop, 'review.stop', question.attemptId),
        ],
      ],
    };
  return {
    text: lines(view.text, '', ...afterLines(language, question)),
    buttons: [onward(language, question)],
  };
}

/** The same with the explanation and the words of the article. */
export function reviewSourceView(language: Language, question: ReviewView): View {
  const { text } = sourceView(language, question);
  return {
    text: lines(text, '', ...afterLines(language, question)),
    buttons: [onward(language, question).slice(-1)],
  };
}

function afterLines(language: Language, { againIn, isLeech, more }: ReviewView): string[] {
  const w = words[language];
  const again = againIn === null ? [] : [againIn === 1 ? w.tomorrow : w.again(againIn)];
  return [...(isLeech ? [w.leech] : again), ...(more === 0 ? [w.last] : [])];
}

function onward(language: Language, question: ReviewView): Button[] {
  const [next, ...source] = afterButtons(language, question).toReversed();
  const last = question.more > 0 && next ? next : button(words[language].all, 'review.list', 0);
  return [...source, last];
}

/** After a question was put off, or is not asked any more; nothing follows unless it is asked for. */
export function reviewLeftView(
  language: Language,
  { state, cardId, more }: { state: 'later' | 'stopped'; cardId: string; more: number },
): View {
  const w = words[language];
  return {
    text: state === 'later' ? w.putOff : w.stopped,
    buttons: [
      [
        ...(state === 'stopped' ? [button(w.resume, 'review.resume', cardId)] : []),
        more > 0 ? button(quiz[language].nextQuestion, 'review.open') : button(w.all, 'review.list', 0),
      ],
    ],
  };
}

/** Nothing to ask today: what is in the book, and when the next one comes. */
export function reviewNothingView(
  language: Language,
  { done, cards, nextIn }: { done: number; cards: number; nextIn: number | null },
): View {
  const w = words[language];
  const back = button(common[language].return, 'quiz.practice');
  if (cards === 0) return { text: w.empty, buttons: [[back]] };
  return {
    text: lines(
      done > 0 ? w.done(done) : w.none(cards),
      nextIn !== null && (nextIn <= 1 ? w.nextTomorrow : w.next(nextIn)),
    ),
    buttons: [[button(w.all, 'review.list', 0), back]],
  };
}

/** Today's reviews as they are offered. */
export const reviewOfferView = (language: Language, n: number): View => ({
  text: words[language].offer(n, minutesFor(n)),
  buttons: [[button(words[language].go, 'review.open')]],
});

/** What a result says of the book: how many questions come back tomorrow. */
export const bookedText = (language: Language, n: number): string =>
  n === 0 ? words[language].booked : words[language].bookedTomorrow(n, minutesFor(n));
export const bookButton = (language: Language): Button => button(words[language].book, 'review.open');

/** What stands above a question of the book. */
export const reviewName = (language: Language): string => words[language].name;
/** A short word on a press. */
export const reviewWord = (language: Language, word: 'ended' | 'resumed'): string => words[language][word];
