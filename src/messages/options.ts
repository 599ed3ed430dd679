import { quizzes as en } from './locales/en/quizzes.ts';
import { quizzes as zh } from './locales/zh/quizzes.ts';
import { escapeHtml, type Language } from './view.ts';

const words = { zh, en };
export const LETTERS = 'ABCDEFGHIJK';

/** The letter of an option by its place, from 0. */
export const letterOf = (place: number): string => LETTERS[place] ?? '?';

/** An option as a person reads it; "true" and "false" are said in their language, whatever the bank has. */
export function optionText(language: Language, text: string, isTruth: boolean): string {
  const truth = isTruth ? zh.truth.indexOf(text) : -1;
  return escapeHtml(truth >= 0 ? (words[language].truth[truth] ?? text) : text);
}
