import { bank as en } from './locales/en/bank.ts';
import { bank as zh } from './locales/zh/bank.ts';
import { quizzes as quizzesEn } from './locales/en/quizzes.ts';
import { quizzes as quizzesZh } from './locales/zh/quizzes.ts';
import { letterOf, optionText } from './options.ts';
import { escapeHtml, type Language } from './view.ts';

const words = { zh, en };
/** A question is worded as in a quiz. */
const quiz = { zh: quizzesZh, en: quizzesEn };

/** What is asked and what is right, as the bank keeps it. */
export type QuestionContentView =
  | { type: 'single' | 'multiple' | 'truefalse'; options: readonly string[]; answer: readonly number[] }
  | { type: 'case'; scenario: string; options: readonly string[]; answer: readonly number[] }
  | { type: 'fill'; blanks: readonly (readonly string[])[] }
  | { type: 'numeric'; answer: number; unit: string; tolerance: number }
  | { type: 'ordering'; items: readonly string[] }
  | {
      type: 'matching';
      pairs: readonly { left: string; right: string }[];
      extra?: readonly string[] | undefined;
    };

/** What fits into one message beside what a question rests on; the longest that the bank allows do not. */
const MOST = { stem: 700, option: 200, part: 120, way: 60 };

/** Text within so many characters, safe in a message; its lines stay. */
export function cutText(text: string, most: number): string {
  const all = [...text];
  return escapeHtml(all.length > most ? `${all.slice(0, most).join('')}…` : text);
}

/** A question with its options and its key, for who checks it: lists are in their right order. */
export function questionLines(language: Language, stem: string, content: QuestionContentView): string[] {
  const w = words[language];
  const q = quiz[language];
  const asked = cutText(stem, MOST.stem);
  const part = (text: string) => cutText(text, MOST.part);
  switch (content.type) {
    case 'fill': {
      const ways = content.blanks.map((blank) => blank.map((way) => cutText(way, MOST.way)).join(' / '));
      return [asked, w.key(ways.map((way, at) => (ways.length > 1 ? `${at + 1}. ${way}` : way)).join('；'))];
    }
    case 'numeric': {
      const margin = content.tolerance > 0 ? ` ±${content.tolerance}` : '';
      return [asked, w.key(`${content.answer}${margin} ${escapeHtml(content.unit)}`.trim())];
    }
    case 'ordering':
      return [asked, w.key(content.items.map(part).join(' → '))];
    case 'matching': {
      const rest = (content.extra ?? []).map((one) => `✗ ${part(one)}`);
      return [
        asked,
        w.key(''),
        ...content.pairs.map(({ left, right }) => `${part(left)} → ${part(right)}`),
        ...rest,
      ];
    }
    default: {
      const isSeveral = content.type === 'multiple' || content.answer.length > 1;
      const options = content.options.map(
        (text, at) =>
          `${letterOf(at)}. ${content.type === 'truefalse' ? optionText(language, text, true) : cutText(text, MOST.option)}`,
      );
      return [
        ...(content.type === 'case' ? [cutText(content.scenario, MOST.stem), ''] : []),
        `${asked}${isSeveral ? q.multiple : ''}`,
        ...options,
        w.key(content.answer.map(letterOf).join('')),
      ];
    }
  }
}
