import { quizzes as en } from './locales/en/quizzes.ts';
import { quizzes as zh } from './locales/zh/quizzes.ts';
import type { Language } from './view.ts';

const words = { zh, en };

/** Characters of a poll's explanation (Bot API 10.1), which has two line breaks at most. */
const EXPLANATION_MOST = 200;

export type WarmUpView = {
  stem: string;
  options: readonly string[];
  answer: number;
  explanation: string;
  document: string;
  place: string;
};
/** A quiz poll of Telegram's own: plain text, the right options by their indexes. */
export type QuizPoll = { question: string; options: string[]; correct: number[]; explanation: string };

/** The question as a poll; the source is said whole, and before it what is short enough of why. */
export function warmUpPoll(language: Language, { stem, options, answer, ...why }: WarmUpView): QuizPoll {
  const basis = cut(words[language].basis(why.document, why.place), EXPLANATION_MOST);
  const room = EXPLANATION_MOST - basis.length - 1;
  const reason = why.explanation.replace(/\s*\n\s*/g, ' ').trim();
  const explanation = room > 20 && reason !== '' ? `${cut(reason, room)}\n${basis}` : basis;
  return { question: stem, options: [...options], correct: [answer], explanation };
}

/** At most so many UTF-16 units, with … where something was cut, and no half characters. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > most - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

export const warmUpText = (language: Language, word: 'noQuestion' | { minutes: number }): string =>
  word === 'noQuestion' ? words[language].warmUpNone : words[language].warmUpSoon(word.minutes);
