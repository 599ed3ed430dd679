import { common as commonEn } from './locales/en/common.ts';
import { sanctions as en } from './locales/en/sanctions.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { sanctions as zh } from './locales/zh/sanctions.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const cancel = (language: Language) => [button(common[language].cancel, 'flow.cancel', 'sanction')];

type Bilingual = { zh: string; en: string };
export type SanctionView = {
  id: string;
  personName: string;
  unitName: string;
  kindName: Bilingual;
  organ: string;
  documentNo: string;
  decidedOn: string;
  effectiveUntil: string;
  recordedByName: string;
  verdict: 'confirmed' | 'refused' | null;
  refusedFor: string | null;
  checkedByName: string | null;
};

const inRows = (buttons: readonly Button[]): Button[][] => {
  const rows = [];
  for (let i = 0; i < buttons.length; i += 3) rows.push(buttons.slice(i, i + 3));
  return rows;
};

/** What waits to be checked, and for whoever may record one the way to do it. */
export function sanctionListView(
  language: Language,
  rows: readonly SanctionView[],
  total: number,
  mayRecord: boolean,
): View {
  const w = words[language];
  const start = mayRecord ? [[button(w.start, 'sanction.new')]] : [];
  if (total === 0)
    return {
      text: lines(w.title, w.empty, mayRecord && w.mayRecord),
      buttons: [...start, [button(common[language].menu, 'menu.open')]],
    };
  return {
    text: lines(
      w.waiting(total),
      '',
      ...rows.map((row, i) => w.row(i + 1, escapeHtml(row.personName), escapeHtml(row.kindName[language]))),
      '',
      w.hint,
    ),
    buttons: [rows.map((row, i) => button(String(i + 1), 'sanction.open', row.id)), ...start],
    protect: true,
  };
}

export const sanctionWhoView = (language: Language): View => ({
  text: words[language].whoAsk,
  buttons: [cancel(language)],
});

export type SanctionKindView = {
  id: string;
  name: Bilingual;
  months: number;
  source: { article: string | null };
};
/** The kinds whose period was found in a text, each with how long it is and the article that says so. */
export function sanctionKindView(language: Language, name: string, kinds: readonly SanctionKindView[]): View {
  const w = words[language];
  return {
    text: lines(
      w.kindAsk(escapeHtml(name)),
      ...kinds.map((kind) => w.kindRow(kind.name[language], kind.months, kind.source.article ?? '—')),
      w.kindHint,
    ),
    buttons: [
      ...inRows(kinds.map((kind) => button(kind.name[language], 'sanction.kind', kind.id))),
      cancel(language),
    ],
  };
}

export const sanctionOrganView = (language: Language, problem: boolean): View => ({
  text: problem ? words[language].organProblem : words[language].organAsk,
  buttons: [cancel(language)],
});
/** @param problem what was typed and is no such number */
export const sanctionNumberView = (language: Language, problem?: string): View => ({
  text:
    problem === undefined
      ? words[language].numberAsk
      : words[language].numberProblem(escapeHtml(shorten(problem, 40))),
  buttons: [cancel(language)],
});
/** @param problem what was typed and is no day, or what is wrong with the day */
export function sanctionDayView(language: Language, problem?: { text: string } | 'future' | 'over'): View {
  const w = words[language];
  const text =
    problem === undefined
      ? w.dayAsk
      : typeof problem === 'string'
        ? w.dayProblems[problem]
        : w.dayProblem(escapeHtml(shorten(problem.text, 40)));
  return { text, buttons: [cancel(language)] };
}

type Said = Omit<
  SanctionView,
  'id' | 'recordedByName' | 'verdict' | 'refusedFor' | 'checkedByName' | 'personName' | 'unitName'
>;
export const sanctionFacts = (language: Language, said: Said): string[] => {
  const w = words[language];
  return [
    w.what(escapeHtml(said.kindName[language])),
    w.organ(escapeHtml(said.organ)),
    w.document(escapeHtml(said.documentNo), said.decidedOn),
    w.until(said.effectiveUntil),
  ];
};
const about = (language: Language, { personName, unitName }: Pick<SanctionView, 'personName' | 'unitName'>) =>
  words[language].who(escapeHtml(personName), escapeHtml(unitName));

/** @param stamp stands for what is shown; the button that submits carries it */
export const sanctionPreview = (
  language: Language,
  said: Said & Pick<SanctionView, 'personName' | 'unitName'>,
  stamp: string,
): View => ({
  text: lines(
    words[language].previewTitle,
    about(language, said),
    ...sanctionFacts(language, said),
    words[language].previewHint,
  ),
  buttons: [
    [
      button(common[language].change, 'sanction.change'),
      ...cancel(language),
      button(common[language].submit, 'sanction.send', stamp),
    ],
  ],
  protect: true,
});
export const sanctionRecordedView = (
  language: Language,
  word: 'recorded' | 'recordedNobody' | 'recordedBefore' | 'sameDocument' | 'relative',
): View => ({
  text: words[language][word],
  buttons: [[button(common[language].menu, 'menu.open')]],
});
export const sanctionWord = (language: Language, word: 'own'): string => words[language][word];

/** A record as whoever checks sees it. */
export function sanctionView(language: Language, row: SanctionView): View {
  const w = words[language];
  const back = button(common[language].return, 'sanction.list');
  if (row.verdict !== null)
    return { text: sanctionCheckedText(language, row), buttons: [[back]], protect: true };
  return {
    text: lines(
      w.checkTitle,
      about(language, row),
      ...sanctionFacts(language, row),
      w.by(escapeHtml(row.recordedByName)),
      w.checkHint,
    ),
    buttons: [
      [back, button(w.refuse, 'sanction.refuse', row.id), button(w.confirm, 'sanction.confirm', row.id)],
    ],
    protect: true,
  };
}
export const sanctionCheckedText = (language: Language, row: SanctionView): string => {
  const w = words[language];
  return w.checkedBefore(w.states[row.verdict ?? ''] ?? '', escapeHtml(row.checkedByName ?? ''));
};

/** What does not agree is chosen and never written. */
export const sanctionRefuseView = (
  language: Language,
  row: SanctionView,
  reasons: readonly string[],
): View => ({
  text: words[language].refuseAsk(escapeHtml(row.personName)),
  buttons: [
    ...inRows(
      reasons.map((reason) =>
        button(words[language].reasons[reason] ?? reason, 'sanction.refused', row.id, reason),
      ),
    ),
    [button(common[language].return, 'sanction.open', row.id)],
  ],
  protect: true,
});
export const sanctionDoneView = (
  language: Language,
  verdict: 'confirmed' | 'refused',
  name: string,
): View => ({
  text:
    verdict === 'confirmed' ? words[language].confirmedDone(escapeHtml(name)) : words[language].refusedDone,
  buttons: [[button(words[language].goOn, 'sanction.list')]],
});
