import { quizzes as en } from './locales/en/quizzes.ts';
import { quizzes as zh } from './locales/zh/quizzes.ts';
import { common as commonEn } from './locales/en/common.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** A question as shown: options already in the shown order. */
export type QuestionView = {
  attemptId: string;
  position: number;
  total: number;
  type: 'single' | 'multiple' | 'truefalse';
  /** The case that it is about. */
  scenario: string | null;
  stem: string;
  options: readonly string[];
  /** Places in the shown order. */
  chosen: readonly number[];
  key: readonly number[];
  submitted: boolean;
  correct: boolean | null;
  explanation: string;
  document: string;
  documentStatus: string;
  place: string;
  quote: string;
};

const LETTERS = 'ABCDEFGH';
const letterOf = (place: number): string => LETTERS[place] ?? '?';
const lettersOf = (places: readonly number[]): string =>
  places
    .toSorted((a, b) => a - b)
    .map(letterOf)
    .join('');

const optionText = (language: Language, question: QuestionView, place: number): string => {
  const text = question.options[place] ?? '';
  const truth = question.type === 'truefalse' ? zh.truth.indexOf(text) : -1;
  return escapeHtml(truth >= 0 ? (words[language].truth[truth] ?? text) : text);
};

/** The question with its buttons, or, once answered, what was right and why. */
export function questionView(language: Language, question: QuestionView): View {
  const w = words[language];
  const { attemptId, position, chosen, submitted } = question;
  const title = w.title(position + 1, question.total);
  const several = question.type === 'multiple' && !submitted ? w.multiple : '';
  const asked = [title, ...scenarioLines(question), `${escapeHtml(question.stem)}${several}`];
  if (submitted)
    return {
      text: lines(...asked, '', ...answeredLines(language, question)),
      buttons: [afterButtons(language, question)],
    };
  const options = question.options.map(
    (_, place) =>
      `${chosen.includes(place) ? '✓ ' : ''}${letterOf(place)}. ${optionText(language, question, place)}`,
  );
  const row = question.options.map((_, place) =>
    button(
      `${chosen.includes(place) ? '✓ ' : ''}${letterOf(place)}`,
      'quiz.press',
      attemptId,
      position,
      place,
      // Of several answers each is put in or taken out by name, so that pressing twice is once.
      ...(question.type === 'multiple' ? [chosen.includes(place) ? 0 : 1] : []),
    ),
  );
  const rows = row.length > 4 ? [row.slice(0, 3), row.slice(3)] : [row];
  const submit =
    question.type === 'multiple'
      ? [[button(common[language].submit, 'quiz.submit', attemptId, position)]]
      : [];
  return { text: lines(...asked, '', ...options), buttons: [...rows, ...submit] };
}

const scenarioLines = ({ scenario }: QuestionView): string[] =>
  scenario === null ? [] : [escapeHtml(scenario), ''];

function answeredLines(language: Language, question: QuestionView): string[] {
  const w = words[language];
  const verdict = question.correct ? w.right : w.wrong;
  const chosen = question.chosen.map(
    (place) => `${question.correct ? '✓' : '✗'} ${letterOf(place)}. ${optionText(language, question, place)}`,
  );
  const last = chosen.length - 1;
  const key = question.key
    .map((place) => `${letterOf(place)}. ${optionText(language, question, place)}`)
    .join('；');
  return [
    ...chosen.map((line, i) => (i === last ? `${line} ${verdict}` : line)),
    ...(question.correct ? [] : [w.key(key)]),
    w.basis(escapeHtml(question.document), escapeHtml(question.place)),
  ];
}

function afterButtons(language: Language, { attemptId, position, total }: QuestionView): Button[] {
  const w = words[language];
  const isLast = position + 1 >= total;
  return [
    button(common[language].source, 'quiz.source', attemptId, position),
    isLast
      ? button(w.seeResult, 'quiz.result', attemptId)
      : button(w.nextQuestion, 'quiz.next', attemptId, position),
  ];
}

/** The explanation with the words of the cited article. */
export function sourceView(language: Language, question: QuestionView): View {
  const w = words[language];
  return {
    text: lines(
      w.title(question.position + 1, question.total),
      ...scenarioLines(question),
      escapeHtml(question.stem),
      '',
      ...answeredLines(language, question),
      '',
      escapeHtml(question.explanation),
      `<blockquote>${escapeHtml(w.quote(question.quote))}</blockquote>`,
      question.documentStatus === 're-verify' && w.reVerify,
    ),
    buttons: [afterButtons(language, question).slice(1)],
  };
}

export function resultView(language: Language, attemptId: string, questions: readonly QuestionView[]): View {
  const w = words[language];
  const correct = questions.filter((question) => question.correct).length;
  const isPerfect = correct === questions.length;
  const buttons = [
    ...(isPerfect ? [] : [button(w.seeWrong, 'quiz.wrong', attemptId)]),
    button(common[language].myFile, 'file.own'),
  ];
  return {
    text: lines(w.done(questions.length, correct), isPerfect ? w.doneAll : w.doneSome),
    buttons: [buttons],
  };
}

/** The missed questions with key, explanation and article. */
export function wrongView(language: Language, attemptId: string, questions: readonly QuestionView[]): View {
  const w = words[language];
  const missed = questions.filter((question) => question.correct === false);
  const parts = missed.flatMap((question) => [
    '',
    `<b>${question.position + 1}. ${escapeHtml(question.stem)}</b>`,
    `${w.yours(lettersOf(question.chosen))}  ${w.key(question.key.map((place) => `${letterOf(place)}. ${optionText(language, question, place)}`).join('；'))}`,
    escapeHtml(question.explanation),
    w.basis(escapeHtml(question.document), escapeHtml(question.place)),
  ]);
  return {
    text: lines(w.wrongTitle(missed.length), ...parts),
    buttons: [[button(common[language].return, 'quiz.result', attemptId)]],
  };
}

/** About how many minutes so many questions take. */
export const minutesFor = (items: number): number => Math.max(1, Math.round(items * 0.4));

export const offerView = (language: Language, items: number): View => ({
  text: words[language].offer(items, minutesFor(items)),
  buttons: [[button(words[language].begin, 'quiz.open')]],
});

export const weeklyView = (language: Language, finished: number): View => ({
  text: words[language].weekly(finished),
  buttons: [[button(words[language].begin, 'quiz.open')]],
});

/** A short word on a press: a toast, or a reply to a typed answer. */
export const quizWord = (language: Language, word: 'closed' | 'choose' | 'kept' | 'noQuestions'): string =>
  words[language][word];
export const typedOptionsText = (language: Language, options: number): string =>
  words[language].typed(LETTERS.slice(0, options).split('').join(' '));
