import { common as commonEn } from './locales/en/common.ts';
import { meetings as en } from './locales/en/meetings.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { meetings as zh } from './locales/zh/meetings.ts';
import { button, escapeHtml, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const list = (language: Language) => [[button(words[language].own, 'meeting.list', 'own', 0)]];

export const codeAskView = (language: Language): View => ({
  text: words[language].codeAsk,
  buttons: [[button(common[language].cancel, 'flow.cancel', 'meeting-here')]],
});

/** Said of a code that was typed: what it led to, or what to do instead. */
export function codeText(
  language: Language,
  problem: 'not-a-code' | 'wrong' | 'locked' | 'no-room',
  { text, digits, lockMinutes }: { text: string; digits: number; lockMinutes: number },
): string {
  const w = words[language];
  switch (problem) {
    case 'not-a-code':
      return text.trim() === '' ? w.hereUsage : w.codeProblem(escapeHtml(shorten(text, 40)), digits);
    case 'wrong':
      return w.codeWrong;
    case 'locked':
      return w.codeLocked(lockMinutes);
    case 'no-room':
      return w.noRoom;
  }
}

/** Within the wizard another try follows; after the command alone the own meetings are a press away. */
export const codeProblemView = (language: Language, text: string, isWizard: boolean): View => ({
  text,
  buttons: isWizard ? codeAskView(language).buttons : list(language),
});

export const checkedInView = (language: Language, title: string): View => ({
  text: words[language].checkedIn(escapeHtml(title)),
  buttons: list(language),
});
