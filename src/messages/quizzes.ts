import { common as commonEn } from './locales/en/common.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { quizzes as en } from './locales/en/quizzes.ts';
import { quizzes as zh } from './locales/zh/quizzes.ts';
import { LETTERS, letterOf } from './options.ts';
import { afterButtons, answeredLines } from './quiz-answered.ts';
import { headLines, optionLine, type QuestionView } from './quiz-question.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** The question with its buttons; once answered for good, what was right and why as far as it may be seen. */
export function questionView(language: Language, question: QuestionView): View {
  const head = headLines(language, question);
  if (question.submitted || question.finished)
    return {
      text: lines(...head, '', ...answeredLines(language, question)),
      buttons: [afterButtons(language, question)],
      protect: question.protect,
    };
  const options = question.options.map(
    (_, place) => `${mark(question, place)}${optionLine(language, question, place)}`,
  );
  return {
    text: lines(...head, '', ...leftLines(question), ...options, ...draftLines(language, question)),
    buttons: [...answerButtons(language, question), ...wayButtons(language, question)],
    protect: question.protect,
  };
}

const mark = ({ manner, chosen }: QuestionView, place: number): string =>
  manner !== 'sequence' && chosen.includes(place) ? '✓ ' : '';

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
  const { asksConfidence, whole } = question;
  return [
    ...givenLines(language, question),
    ...(asksConfidence && whole ? ['', words[language].sureAsk] : []),
  ];
}

function givenLines(language: Language, question: QuestionView): string[] {
  const w = words[language];
  const { manner, left, chosen, typed } = question;
  if (manner === 'sequence' && left === null && chosen.length > 0)
    return ['', w.answered(chosen.map(letterOf).join(' → '))];
  if (manner === 'words' && typed.length > 0) return [w.answered(typed.map(escapeHtml).join('；')), w.again];
  return [];
}

function answerButtons(language: Language, question: QuestionView): Button[][] {
  const { door, attemptId, position, manner, chosen, typed, whole, isFinal, asksConfidence } = question;
  const taken = (place: number) => manner === 'sequence' && chosen.includes(place);
  const letters = question.options.flatMap((_, place) =>
    taken(place) || (manner === 'sequence' && whole)
      ? []
      : [
          button(
            `${mark(question, place)}${letterOf(place)}`,
            `${door}.press`,
            attemptId,
            position,
            place,
            ...wanted(question, place),
          ),
        ],
  );
  const undo =
    manner === 'sequence' && chosen.length > 0
      ? [button(words[language].undo, `${door}.back`, attemptId, position, chosen.length - 1)]
      : [];
  const canSubmit =
    manner === 'several' ||
    (manner === 'sequence' && whole) ||
    (manner === 'words' && typed.length > 0) ||
    (asksConfidence && whole);
  const submit =
    canSubmit && isFinal ? [button(common[language].submit, `${door}.submit`, attemptId, position)] : [];
  const sure = isFinal && asksConfidence && whole ? sureButtons(language, question) : [];
  return [...rowsOf(letters), undo, [...sure, ...submit]].filter((row) => row.length > 0);
}

/** Handing in with a word on how sure one is; it may be left out. */
const sureButtons = (language: Language, { door, attemptId, position }: QuestionView): Button[] =>
  (['sure', 'unsure'] as const).map((word) =>
    button(words[language][word], `${door}.submit`, attemptId, position, word),
  );

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

/** A short word on a press: a toast, or a reply to a typed answer. */
export type QuizWord = 'closed' | 'over' | 'choose' | 'fillFirst' | 'noQuestions';
export const quizWord = (language: Language, word: QuizWord): string => words[language][word];
export const typedOptionsText = (language: Language, options: number): string =>
  words[language].typed(LETTERS.slice(0, options).split('').join(' '));
export const tooManyText = (language: Language, length: number): string => words[language].tooMany(length);
export const waitText = (language: Language, until: Date): string =>
  words[language].wait(timeText(language, until));
