import type { Content } from '../domain/questions/rules.ts';
import { quizzes as quizzesEn } from './locales/en/quizzes.ts';
import { reports as en } from './locales/en/reports.ts';
import { quizzes as quizzesZh } from './locales/zh/quizzes.ts';
import { reports as zh } from './locales/zh/reports.ts';
import { letterOf, optionText } from './options.ts';
import { escapeHtml, type Language } from './view.ts';

const words = { zh, en };
const quiz = { zh: quizzesZh, en: quizzesEn };

/** A question as an editor sees it: in the order of the bank, with its key. */
export type BankQuestion = {
  code: string;
  content: Content;
  stem: string;
  documentTitle: string;
  documentStatus: string;
  place: string;
  quote: string;
};
/**
 * How many people took each option, by its index, and how many were wholly right where that is to be said; null where
 * nothing is shown.
 */
export type ChoicesView = { people: number; right: number | null; options: Record<string, number> } | null;

/** The key of a question in one line. */
export function keyLine(language: Language, content: Content): string {
  const comma = quiz[language].comma;
  switch (content.type) {
    case 'fill':
      return content.blanks.map((accepted) => accepted.map(escapeHtml).join(' / ')).join('；');
    case 'numeric':
      return `${content.answer} ${escapeHtml(content.unit)}`.trim();
    case 'ordering':
      return content.items.map(escapeHtml).join(' → ');
    case 'matching':
      return content.pairs.map(({ left, right }) => `${escapeHtml(left)} — ${escapeHtml(right)}`).join(comma);
    default:
      return content.answer.map((option) => optionLine(language, content, option)).join('；');
  }
}

type Choice = Extract<Content, { options: string[] }>;
const optionLine = (language: Language, { type, options }: Choice, option: number): string =>
  `${letterOf(option)}. ${optionText(language, options[option] ?? '', type === 'truefalse')}`;

/** The question with the key marked, what people chose, and where it comes from. */
export function bankQuestionLines(
  language: Language,
  { content, stem, documentTitle, documentStatus, place, quote }: BankQuestion,
  choices: ChoicesView,
): string[] {
  const w = words[language];
  const q = quiz[language];
  const took = (option: number) => (choices === null ? '' : w.took(choices.options[String(option)] ?? 0));
  const asked =
    'options' in content
      ? content.options.map(
          (_, option) =>
            `${content.answer.includes(option) ? '✓ ' : ''}${optionLine(language, content, option)}${took(option)}`,
        )
      : [q.key(keyLine(language, content))];
  return [
    ...(content.type === 'case' ? [escapeHtml(content.scenario), ''] : []),
    escapeHtml(stem),
    ...asked,
    ...sumLines(language, choices),
    q.basis(escapeHtml(documentTitle), escapeHtml(place)),
    `<blockquote>${escapeHtml(quote)}</blockquote>`,
    ...(documentStatus === 're-verify' ? [q.reVerify] : []),
  ];
}

function sumLines(language: Language, choices: ChoicesView): string[] {
  const w = words[language];
  if (choices === null) return [w.fewChoices];
  const { people, right } = choices;
  return right === null ? [] : [w.choices(people, Math.round((right / people) * 100))];
}
