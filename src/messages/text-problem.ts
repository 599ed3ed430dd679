import { broadcast as en } from './locales/en/broadcast.ts';
import { broadcast as zh } from './locales/zh/broadcast.ts';
import { common as commonEn } from './locales/en/common.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { button, escapeHtml, type Language, type View } from './view.ts';

const words = { zh: zh.problems, en: en.problems };
const common = { zh: commonZh, en: commonEn };

export type TextProblemView =
  | { problem: 'empty' | 'not-text' }
  | { problem: 'too-long'; length: number; limit: number }
  | { problem: 'secret-mark'; mark: string }
  | { problem: 'private-number'; what: 'id-card' | 'bank-card' | 'phone' };

/** What is wrong with a text that was to go out, and what to do about it. */
export function textProblem(language: Language, problem: TextProblemView): string {
  const w = words[language];
  switch (problem.problem) {
    case 'empty':
      return w.empty;
    case 'not-text':
      return w.notText;
    case 'too-long':
      return w.tooLong(problem.length, problem.limit);
    case 'secret-mark':
      return w.secretMark(escapeHtml(problem.mark));
    case 'private-number':
      return w[problem.what];
  }
}

/** The same as a message of a wizard whose step stays. */
export const textProblemView = (language: Language, problem: TextProblemView, flow: string): View => ({
  text: textProblem(language, problem),
  buttons: [[button(common[language].cancel, 'flow.cancel', flow)]],
});
