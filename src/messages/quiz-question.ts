import { quizzes as en } from './locales/en/quizzes.ts';
import { quizzes as zh } from './locales/zh/quizzes.ts';
import { letterOf, optionText } from './options.ts';
import { timeText } from './times.ts';
import { escapeHtml, type Language } from './view.ts';

const words = { zh, en };

/** A question as shown: letters are places in the shown order, from 0. What may not be seen yet is null. */
export type QuestionView = {
  /** Where it is asked; its buttons lead back there. */
  door: 'quiz' | 'review';
  /** The row that its buttons name: an attempt, or a showing of the review book. */
  attemptId: string;
  position: number;
  total: number;
  /** Of an exam: not to be passed on. */
  protect: boolean;
  /** What the quiz is called. */
  name: string;
  /** How it is answered: one letter, several, letters in an order, or words. */
  manner: 'one' | 'several' | 'sequence' | 'words';
  isTruth: boolean;
  /** The case that it is about. */
  scenario: string | null;
  stem: string;
  options: readonly string[];
  /** What each letter of a sequence is put beside, where it is. */
  left: readonly string[] | null;
  /** How many letters or words a whole answer has. */
  length: number;
  /** What a number is counted in. */
  unit: string | null;
  chosen: readonly number[];
  typed: readonly string[];
  /** Whether the answer may be handed in as it is. */
  whole: boolean;
  submitted: boolean;
  finished: boolean;
  /** An answer is final when it is given, or can be changed until all is handed in. */
  isFinal: boolean;
  /** Whether one may say how sure one is when handing the answer in. */
  asksConfidence: boolean;
  confidence: 'sure' | 'unsure' | null;
  until: Date | null;
  /** 0–1. */
  worth: number | null;
  key: { letters: readonly number[]; words: readonly string[] } | null;
  why: { explanation: string; document: string; documentStatus: string; place: string; quote: string } | null;
};

/** "A. …" */
export const optionLine = (language: Language, { options, isTruth }: QuestionView, place: number): string =>
  `${letterOf(place)}. ${optionText(language, options[place] ?? '', isTruth)}`;

/** What stands above the options: which question it is, the case, what is asked and how it is answered. */
export function headLines(language: Language, question: QuestionView): string[] {
  const w = words[language];
  const { name, position, total, scenario, stem, submitted, finished, until } = question;
  const isOpen = !submitted && !finished;
  return [
    w.title(escapeHtml(name), position + 1, total),
    ...(isOpen && until ? [w.until(timeText(language, until))] : []),
    ...(scenario === null ? [] : [escapeHtml(scenario), '']),
    `${escapeHtml(stem)}${isOpen ? hint(language, question) : ''}`,
  ];
}

function hint(language: Language, { manner, left, length, unit, isFinal }: QuestionView): string {
  const w = words[language];
  switch (manner) {
    case 'one':
      return '';
    case 'several':
      return isFinal ? w.multiple : w.several;
    case 'sequence':
      return left === null ? w.ordering : w.matching;
    case 'words':
      return unit === null ? w.fill(length) : w.numeric(escapeHtml(unit));
  }
}

/** Places as a person reads them: "AB", "B → A → C", "1-B 2-A". */
export function lettersText({ manner, left }: QuestionView, places: readonly number[]): string {
  if (manner !== 'sequence')
    return places
      .toSorted((a, b) => a - b)
      .map(letterOf)
      .join('');
  return left === null
    ? places.map(letterOf).join(' → ')
    : places.map((place, at) => `${at + 1}-${letterOf(place)}`).join(' ');
}
