import { common as commonEn } from './locales/en/common.ts';
import { people as en } from './locales/en/people.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { people as zh } from './locales/zh/people.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** The commands of the menu, in the order they are shown. */
export const MENU = [
  'quiz',
  'practice',
  'exams',
  'study',
  'week',
  'review',
  'notices',
  'visits',
  'assess',
  'hours',
  'meetings',
  'classes',
  'myfile',
  'duties',
  'tasks',
  'plans',
  'learning',
  'broadcast',
  'board',
  'exam',
  'approvals',
  'reports',
  'file',
  'interview',
  'rectify',
  'alerts',
  'drift',
  'opinions',
  'forms',
  'recognise',
  'sanction',
  'appraisal',
  'people',
  'bank',
  'audit',
  'help',
] as const;
export type MenuItem = (typeof MENU)[number];

export const commandDescription = (language: Language, command: keyof typeof zh.commands): string =>
  words[language].commands[command];
export const menuLabel = (language: Language, item: MenuItem): string => words[language].labels[item];

/** The menu item whose keyboard label this is, in either language. */
export const menuItemOf = (text: string): MenuItem | undefined =>
  MENU.find((item) => zh.labels[item] === text || en.labels[item] === text);

const plain = (text: string): View => ({ text, buttons: [] });
export type PeopleWord =
  | 'notBound'
  | 'group'
  | 'languageSet'
  | 'nothingToCancel'
  | 'unknownText'
  | 'unknownCommand'
  | 'useButtons'
  | 'otherStep'
  | 'noFiles'
  | 'searchAsk'
  | 'inviteNotNeeded'
  | 'searchMore';
export const peopleWord = (language: Language, word: PeopleWord): string => words[language][word];
export type CommonWord = 'wrong' | 'stale' | 'notAllowed' | 'busy';
export const commonWord = (language: Language, word: CommonWord): string => common[language][word];

/** For whoever writes to a bot that serves other units than theirs. */
export const otherBotText = (language: Language, username: string): string =>
  words[language].otherBot(username);
export const boundView = (language: Language, name: string): View =>
  plain(words[language].bound(escapeHtml(name)));
export const alreadyBoundView = (language: Language, name: string): View =>
  plain(words[language].alreadyBound(escapeHtml(name)));
export const bindingProblem = (language: Language, problem: keyof typeof zh.problem): View =>
  plain(words[language].problem[problem]);
export const menuView = (language: Language, name: string): View =>
  plain(words[language].menuTitle(escapeHtml(name)));

export function helpView(language: Language, items: readonly MenuItem[]): View {
  const w = words[language];
  return plain(
    lines(
      w.helpTitle,
      '',
      ...items.filter((item) => item !== 'help').map((item) => `/${item} ${w.commands[item]}`),
      items.includes('myfile') && `/access ${w.commands.access}`,
      items.includes('myfile') && `/objection ${w.commands.objection}`,
      // Whoever has a post has hours, and may ask for leave and declare relatives.
      items.includes('hours') && `/leave ${w.commands.leave}`,
      items.includes('hours') && `/relatives ${w.commands.relatives}`,
      items.includes('hours') && `/mydata ${w.commands.mydata}`,
      `/settings ${w.commands.settings}`,
      `/quiet ${w.commands.quiet}`,
      `/language ${w.commands.language}`,
      '',
      w.helpFoot,
    ),
  );
}

export const languageView = (language: Language): View => ({
  text: words[language].languageAsk,
  buttons: [[button('中文', 'language.set', 'zh'), button('English', 'language.set', 'en')]],
});
