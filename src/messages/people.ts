import { common as commonEn } from './locales/en/common.ts';
import { people as en } from './locales/en/people.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { people as zh } from './locales/zh/people.ts';
import { pageButtons } from './page-buttons.ts';
import { relativesButton } from './relatives.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

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

const flowText = (language: Language, flow: string): string =>
  (words[language].flows as Record<string, string>)[flow] ?? flow;
/** A self-assessment keeps every answer; of the other wizards nothing is kept before they are finished. */
const isKept = (flow: string): boolean => flow === 'assessment';
/** Wizards that begin from nothing; an answer to an interview begins at its notice. */
const AGAIN: readonly string[] = [
  'broadcast',
  'exam',
  'notice-decision',
  'quiet',
  'hours',
  'hours-reject',
  'report-answer',
  'key-rejection',
  'reverification',
  'card-time',
  'bank-import',
  'bank-reject',
  'leave',
  'leave-refuse',
  'relatives',
  'file-reason',
  'file-refuse',
  'plans',
  'plan-extend',
  'meeting',
  'class',
  'interview',
  'assessment',
  'file',
  'objection',
  'objection-answer',
  'rectify',
  'recognise',
  'recognise-refuse',
  'erasure',
  'duty-done',
  'cycle',
];

export const cancelledView = (language: Language, flow: string): View => {
  const w = words[language];
  return plain((isKept(flow) ? w.cancelledKept : w.cancelled)(flowText(language, flow)));
};
/** Said when another wizard takes its place. */
export const droppedText = (language: Language, flow: string): string => {
  const w = words[language];
  return (isKept(flow) ? w.droppedKept : w.dropped)(flowText(language, flow));
};
export const expiredView = (language: Language, flow: string): View => ({
  text: words[language].expired(flowText(language, flow)),
  buttons: [
    AGAIN.includes(flow)
      ? [button(words[language].again, 'flow.again', flow), button(common[language].menu, 'menu.open')]
      : [button(common[language].menu, 'menu.open')],
  ],
});

export type PersonView = {
  id: string;
  name: string;
  staffNo: string;
  title: string;
  titleEn: string | null;
  unitName: string;
  bound: boolean;
  reachable: boolean;
};
const title = (language: Language, person: PersonView): string =>
  escapeHtml((language === 'en' ? person.titleEn : null) ?? person.title);

/** People to choose from, same names told apart by title, unit and number. */
export function searchView(
  language: Language,
  text: string,
  people: readonly PersonView[],
  more: boolean,
  action: string,
): View {
  const w = words[language];
  const [flow = ''] = action.split('.');
  const cancel = [button(common[language].cancel, 'flow.cancel', flow)];
  if (people.length === 0) return { text: w.searchNone(escapeHtml(shorten(text, 40))), buttons: [cancel] };
  const shown = people.slice(0, 8);
  const list = shown.map(
    (person, i) =>
      `${i + 1}. ${w.numbered(escapeHtml(person.name), escapeHtml(person.staffNo))} ${title(language, person)} · ${escapeHtml(person.unitName)}`,
  );
  const numbers = shown.map((person, i) => button(String(i + 1), action, person.id));
  const isCut = more || people.length > shown.length;
  return {
    text: lines(w.searchMany(people.length, isCut), '', ...list, isCut && `\n${w.searchMore}`),
    buttons: [numbers.slice(0, 4), numbers.slice(4), cancel].filter((row) => row.length > 0),
  };
}

export type RosterUnit = { id: string; name: string; people: number; bound: number; unreachable: number };

/** The administrator's page of a unit: its children with counts, and the people under it. */
export function rosterView(
  language: Language,
  unit: { id: string; name: string },
  counts: readonly RosterUnit[],
  people: readonly PersonView[],
  { page, pages }: { page: number; pages: number },
): View {
  const w = words[language];
  const own = counts.find((row) => row.id === unit.id);
  const children = counts.filter((row) => row.id !== unit.id);
  if ((own?.people ?? 0) === 0)
    return { text: lines(w.rosterTitle(escapeHtml(unit.name), 0), w.rosterEmpty), buttons: [] };
  const states = (person: PersonView) =>
    person.bound ? (person.reachable ? '' : ` · ${w.rosterUnreachable}`) : ` · ${w.rosterUnbound}`;
  const childButtons = children.map((row) => button(row.name, 'people.unit', row.id, 0));
  const grid = [];
  for (let i = 0; i < childButtons.length; i += 2) grid.push(childButtons.slice(i, i + 2));
  return {
    text: lines(
      w.rosterTitle(escapeHtml(unit.name), own?.people ?? 0),
      ...children.map((row) => w.rosterUnit(escapeHtml(row.name), row.people, row.bound, row.unreachable)),
      children.length === 0 &&
        own !== undefined &&
        w.rosterUnit(escapeHtml(own.name), own.people, own.bound, own.unreachable),
      '',
      ...people.map(
        (person, i) =>
          `${i + 1}. ${w.numbered(escapeHtml(person.name), escapeHtml(person.staffNo))}${states(person)}`,
      ),
      '',
      w.rosterSearchHint,
    ),
    buttons: [
      people.map((person, i) => button(String(i + 1), 'people.person', person.id)),
      pageButtons(language, 'people.unit', page, pages, unit.id),
      ...grid,
    ].filter((row) => row.length > 0),
  };
}

export function rosterPersonView(language: Language, person: PersonView): View {
  const w = words[language];
  const state = !person.bound ? w.stateUnbound : person.reachable ? w.stateBound : w.stateBlocked;
  return {
    text: w.rosterPerson(
      escapeHtml(person.name),
      escapeHtml(person.staffNo),
      title(language, person),
      escapeHtml(person.unitName),
      state,
    ),
    buttons: [
      [
        ...(person.bound ? [] : [button(w.invite, 'people.invite', person.id)]),
        button(w.memberKinds, 'kinds.open', person.id),
        relativesButton(language, person.id),
      ],
      [button(common[language].return, 'people.roots')],
    ].filter((row) => row.length > 0),
  };
}

export const invitedView = (language: Language, name: string, link: string, expiresAt: Date): View => ({
  ...plain(words[language].invited(escapeHtml(name), escapeHtml(link), dayText(language, expiresAt))),
  protect: false,
});
