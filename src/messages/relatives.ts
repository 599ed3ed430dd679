import { common as commonEn } from './locales/en/common.ts';
import { fileAccess as en } from './locales/en/file-access.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { fileAccess as zh } from './locales/zh/file-access.ts';
import { letterOf } from './options.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type Both = { zh: string; en: string };
export type RelativeKind = { id: string; name: Both };
export type RelativeRules = {
  relatives: readonly RelativeKind[];
  source: { document: string; article: string | null };
};
export type RelationView = {
  id: string;
  personId: string;
  personName: string;
  relativeId: string;
  relativeName: string;
  kind: string;
  declaredByName: string;
};

const kindName = (language: Language, { relatives }: RelativeRules, id: string): string =>
  relatives.find((kind) => kind.id === id)?.name[language] ?? id;

export type RelativesView = {
  personId: string;
  /** Null: one's own. */
  name: string | null;
  rows: readonly RelationView[];
  total: number;
  page: number;
  pages: number;
};

/** The relatives of one person, their own or to an administrator. */
export function relativesView(
  language: Language,
  { personId, name, rows, total, page, pages }: RelativesView,
  rules: RelativeRules,
): View {
  const w = words[language];
  const row = (one: RelationView) => {
    const other = one.personId === personId ? one.relativeName : one.personName;
    return w.relativesRow(
      escapeHtml(other),
      kindName(language, rules, one.kind),
      escapeHtml(one.declaredByName),
    );
  };
  return {
    text: lines(
      name === null ? w.relativesTitle(total) : w.relativesOf(escapeHtml(name), total),
      ...(total === 0 ? [w.relativesEmpty] : rows.map((one, i) => `${i + 1}. ${row(one)}`)),
      total > 0 && w.relativesHint,
    ),
    buttons: [
      rows.map(({ id }, i) => button(String(i + 1), 'relatives.withdraw', id)),
      pageButtons(language, 'relatives.list', page, pages, personId),
      [
        button(w.declare, 'relatives.new', personId),
        name === null
          ? button(common[language].menu, 'menu.open')
          : button(common[language].return, 'people.person', personId),
      ],
    ].filter((it) => it.length > 0),
    protect: true,
  };
}

const cancel = (language: Language): Button[] => [
  button(common[language].cancel, 'flow.cancel', 'relatives'),
];

/** @param name of whom it is declared; null: one's own */
export function relativeWhoView(
  language: Language,
  name: string | null,
  problem?: 'whoProblem' | 'whoSelf',
): View {
  const w = words[language];
  const ask = name === null ? w.whoAsk : w.whoAskAdmin(escapeHtml(name));
  return { text: problem ? w[problem] : ask, buttons: [cancel(language)] };
}

export const relativeKindView = (language: Language, name: string, { relatives }: RelativeRules): View => ({
  text: lines(
    words[language].kindAsk(escapeHtml(name)),
    ...relatives.map((kind, i) => `${letterOf(i)}. ${escapeHtml(kind.name[language])}`),
  ),
  buttons: [relatives.map((kind, i) => button(letterOf(i), 'relatives.kind', kind.id)), cancel(language)],
});

/** @param stamp stands for what is shown; the button that submits carries it */
export function relativePreview(
  language: Language,
  draft: { personName: string; relativeName: string; kind: string },
  rules: RelativeRules,
  stamp: string,
): View {
  const w = words[language];
  const { personName, relativeName, kind } = draft;
  const { document, article } = rules.source;
  return {
    text: lines(
      w.previewTitle,
      w.previewLine(escapeHtml(personName), escapeHtml(relativeName), kindName(language, rules, kind)),
      w.basis(escapeHtml(document), escapeHtml(article ?? '')).trim(),
      '',
      w.previewHint,
    ),
    buttons: [[...cancel(language), button(common[language].submit, 'relatives.submit', stamp)]],
    protect: true,
  };
}

/** What came of it, with the way back. */
export const relativeDoneView = (
  language: Language,
  word: 'declared' | 'withdrawn',
  personId: string,
): View => ({
  text: words[language][word],
  buttons: [[button(common[language].return, 'relatives.list', personId, 0)]],
});

export function withdrawRelativeView(
  language: Language,
  { id, personId, personName, relativeName }: RelationView,
): View {
  const w = words[language];
  return {
    text: w.withdrawAsk(escapeHtml(personName), escapeHtml(relativeName)),
    buttons: [
      [
        button(common[language].return, 'relatives.list', personId, 0),
        button(w.withdraw, 'relatives.withdraw-now', id),
      ],
    ],
    protect: true,
  };
}

export const relativesButton = (language: Language, personId: string): Button =>
  button(words[language].relatives, 'relatives.list', personId, 0);
export const notYoursText = (language: Language): string => words[language].notYours;
