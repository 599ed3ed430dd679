import { common as commonEn } from './locales/en/common.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { quizzes as en } from './locales/en/quizzes.ts';
import { quizzes as zh } from './locales/zh/quizzes.ts';
import { reportButton } from './question-reports.ts';
import { headLines, lettersText, optionLine, type QuestionView } from './quiz-question.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** What would have been right, as it is said. */
export function keyText(language: Language, question: QuestionView): string {
  const { manner, key } = question;
  if (key === null) return '';
  if (manner === 'words') return key.words.map(escapeHtml).join('；');
  if (manner === 'sequence') return lettersText(question, key.letters);
  return key.letters.map((place) => optionLine(language, question, place)).join('；');
}

function verdictOf(language: Language, { worth }: QuestionView): string {
  const w = words[language];
  if (worth === null) return w.noted;
  return worth === 1 ? w.right : worth === 0 ? w.wrong : w.partly(Math.round(worth * 100));
}

export function answeredLines(language: Language, question: QuestionView): string[] {
  const w = words[language];
  const { manner, chosen, typed, worth, key, why } = question;
  const sign = worth === null ? '' : worth === 1 ? '✓ ' : '✗ ';
  const given =
    manner === 'words'
      ? typed.map((text) => `${sign}${escapeHtml(text)}`)
      : manner === 'sequence'
        ? [
            ...question.options.map((_, place) => optionLine(language, question, place)),
            `${sign}${lettersText(question, chosen)}`,
          ]
        : chosen.map((place) => `${sign}${optionLine(language, question, place)}`);
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

export function afterButtons(language: Language, question: QuestionView): Button[] {
  const { door, attemptId, position, total, finished, key, why } = question;
  const w = words[language];
  const source = why === null ? [] : [button(common[language].source, `${door}.source`, attemptId, position)];
  if (door === 'review') return [...source, button(w.nextQuestion, 'review.open')];
  const onward =
    finished || position + 1 >= total
      ? button(w.seeResult, 'quiz.result', attemptId)
      : button(w.nextQuestion, 'quiz.next', attemptId, position);
  const report = key === null ? [] : [reportButton(language, attemptId, position)];
  return [...source, ...report, onward];
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
    buttons: [afterButtons(language, question).filter(({ data }) => !data.startsWith('quiz.source:'))],
    protect: question.protect,
  };
}
