import { common as commonEn } from './locales/en/common.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { quizzes as en } from './locales/en/quizzes.ts';
import { quizzes as zh } from './locales/zh/quizzes.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** A question as shown: letters are places in the shown order, from 0. What may not be seen yet is null. */
export type QuestionView = {
  attemptId: string;
  position: number;
  total: number;
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
  until: Date | null;
  /** 0–1. */
  worth: number | null;
  key: { letters: readonly number[]; words: readonly string[] } | null;
  why: { explanation: string; document: string; documentStatus: string; place: string; quote: string } | null;
};

const LETTERS = 'ABCDEFGHIJK';
const letterOf = (place: number): string => LETTERS[place] ?? '?';

const optionText = (language: Language, { isTruth, options }: QuestionView, place: number): string => {
  const text = options[place] ?? '';
  const truth = isTruth ? zh.truth.indexOf(text) : -1;
  return escapeHtml(truth >= 0 ? (words[language].truth[truth] ?? text) : text);
};

/** The question with its buttons; once answered for good, what was right and why as far as it may be seen. */
export function questionView(language: Language, question: QuestionView): View {
  const head = headLines(language, question);
  if (question.submitted || question.finished)
    return {
      text: lines(...head, '', ...answeredLines(language, question)),
      buttons: [afterButtons(language, question)],
    };
  const options = question.options.map(
    (_, place) => `${mark(question, place)}${letterOf(place)}. ${optionText(language, question, place)}`,
  );
  return {
    text: lines(...head, '', ...leftLines(question), ...options, ...draftLines(language, question)),
    buttons: [...answerButtons(language, question), ...wayButtons(language, question)],
  };
}

const mark = ({ manner, chosen }: QuestionView, place: number): string =>
  manner !== 'sequence' && chosen.includes(place) ? '✓ ' : '';

function headLines(language: Language, question: QuestionView): string[] {
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

/** The items that letters are put beside, with those that they have so far. */
const leftLines = ({ left, chosen }: QuestionView): string[] =>
  left === null
    ? []
    : [
        ...left.map((text, at) => {
          const letter = chosen[at] === undefined ? '＿' : letterOf(chosen[at]);
          return `${at === chosen.length ? '▸ ' : ''}${at + 1}. ${escapeHtml(text)} — ${letter}`;
        }),
        '',
      ];

function draftLines(language: Language, question: QuestionView): string[] {
  const w = words[language];
  const { manner, left, chosen, typed } = question;
  if (manner === 'sequence' && left === null && chosen.length > 0)
    return ['', w.answered(chosen.map(letterOf).join(' → '))];
  if (manner === 'words' && typed.length > 0) return [w.answered(typed.map(escapeHtml).join('；')), w.again];
  return [];
}

function answerButtons(language: Language, question: QuestionView): Button[][] {
  const { attemptId, position, manner, chosen, typed, whole, isFinal } = question;
  const taken = (place: number) => manner === 'sequence' && chosen.includes(place);
  const letters = question.options.flatMap((_, place) =>
    taken(place) || (manner === 'sequence' && whole)
      ? []
      : [
          button(
            `${mark(question, place)}${letterOf(place)}`,
            'quiz.press',
            attemptId,
            position,
            place,
            ...wanted(question, place),
          ),
        ],
  );
  const undo =
    manner === 'sequence' && chosen.length > 0
      ? [button(words[language].undo, 'quiz.back', attemptId, position, chosen.length - 1)]
      : [];
  const canSubmit =
    manner === 'several' || (manner === 'sequence' && whole) || (manner === 'words' && typed.length > 0);
  const submit =
    canSubmit && isFinal ? [button(common[language].submit, 'quiz.submit', attemptId, position)] : [];
  return [...rowsOf(letters), [...undo, ...submit]].filter((row) => row.length > 0);
}

/** Of several answers each is put in or taken out by name, and of a sequence each has its place: pressing twice is once. */
const wanted = ({ manner, chosen }: QuestionView, place: number): number[] =>
  manner === 'several' ? [chosen.includes(place) ? 0 : 1] : manner === 'sequence' ? [chosen.length] : [];

const rowsOf = (letters: Button[]): Button[][] =>
  letters.length > 4 ? [letters.slice(0, 3), letters.slice(3, 6), letters.slice(6)] : [letters];

/** Back and forth, where answers can still be changed. */
function wayButtons(language: Language, { attemptId, position, total, isFinal }: QuestionView): Button[][] {
  if (isFinal) return [];
  const w = words[language];
  const previous = position > 0 ? [button(w.previousQuestion, 'quiz.go', attemptId, position - 1)] : [];
  const next = position + 1 < total ? [button(w.nextQuestion, 'quiz.go', attemptId, position + 1)] : [];
  return [[...previous, ...next, button(w.handIn, 'quiz.hand', attemptId)]];
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

export function keyText(language: Language, question: QuestionView): string {
  const { manner, key } = question;
  if (key === null) return '';
  if (manner === 'words') return key.words.map(escapeHtml).join('；');
  if (manner === 'sequence') return lettersText(question, key.letters);
  return key.letters
    .map((place) => `${letterOf(place)}. ${optionText(language, question, place)}`)
    .join('；');
}

function verdictOf(language: Language, { worth }: QuestionView): string {
  const w = words[language];
  if (worth === null) return w.noted;
  return worth === 1 ? w.right : worth === 0 ? w.wrong : w.partly(Math.round(worth * 100));
}

function answeredLines(language: Language, question: QuestionView): string[] {
  const w = words[language];
  const { manner, chosen, typed, worth, key, why } = question;
  const sign = worth === null ? '' : worth === 1 ? '✓ ' : '✗ ';
  const given =
    manner === 'words'
      ? typed.map((text) => `${sign}${escapeHtml(text)}`)
      : manner === 'sequence'
        ? [
            ...question.options.map(
              (_, place) => `${letterOf(place)}. ${optionText(language, question, place)}`,
            ),
            `${sign}${lettersText(question, chosen)}`,
          ]
        : chosen.map((place) => `${sign}${letterOf(place)}. ${optionText(language, question, place)}`);
  const said = chosen.length + typed.length === 0 ? [w.nothing] : given;
  const last = said.length - 1;
  return [
    ...(manner === 'sequence'
      ? (question.left ?? []).map((text, at) => `${at + 1}. ${escapeHtml(text)}`)
      : []),
    ...said.map((line, i) => (i === last ? `${line} ${verdictOf(language, question)}` : line)),
    ...(key === null || worth === 1 ? [] : [w.key(keyText(language, question))]),
    ...(why === null ? [] : [w.basis(escapeHtml(why.document), escapeHtml(why.place))]),
  ];
}

function afterButtons(language: Language, question: QuestionView): Button[] {
  const { attemptId, position, total, finished, why } = question;
  const w = words[language];
  const source = why === null ? [] : [button(common[language].source, 'quiz.source', attemptId, position)];
  const onward =
    finished || position + 1 >= total
      ? button(w.seeResult, 'quiz.result', attemptId)
      : button(w.nextQuestion, 'quiz.next', attemptId, position);
  return [...source, onward];
}

/** The explanation with the words of the cited article; only where it may be seen. */
export function sourceView(language: Language, question: QuestionView): View {
  const w = words[language];
  const { why } = question;
  return {
    text: lines(
      ...headLines(language, question),
      '',
      ...answeredLines(language, question),
      '',
      why !== null && escapeHtml(why.explanation),
      why !== null && `<blockquote>${escapeHtml(w.quote(why.quote))}</blockquote>`,
      why?.documentStatus === 're-verify' && w.reVerify,
    ),
    buttons: [afterButtons(language, question).slice(-1)],
  };
}

/** A short word on a press: a toast, or a reply to a typed answer. */
export type QuizWord = 'closed' | 'over' | 'choose' | 'fillFirst' | 'noQuestions';
export const quizWord = (language: Language, word: QuizWord): string => words[language][word];
export const typedOptionsText = (language: Language, options: number): string =>
  words[language].typed(LETTERS.slice(0, options).split('').join(' '));
export const tooManyText = (language: Language, length: number): string => words[language].tooMany(length);
export const waitText = (language: Language, until: Date): string =>
  words[language].wait(timeText(language, until));
