import { periodText, stateText, type SectionState } from './credit-names.ts';
import { card as cardEn } from './locales/en/credit-documents.ts';
import { common as commonEn } from './locales/en/common.ts';
import { credit as creditEn } from './locales/en/supervision.ts';
import { unitTable as en } from './locales/en/unit-table.ts';
import { card as cardZh } from './locales/zh/credit-documents.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { credit as creditZh } from './locales/zh/supervision.ts';
import { unitTable as zh } from './locales/zh/unit-table.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const credit = { zh: creditZh, en: creditEn };
const card = { zh: cardZh, en: cardEn };

type Unit = { id: string; name: string };
const UNITS_A_PAGE = 6;
const purposeText = (language: Language, purpose: string): string =>
  credit[language].purposes[purpose] ?? purpose;

/** The way to it from where a single file is asked for. */
export const unitTableButton = (language: Language): Button => button(words[language].button, 'table.open');

/** A unit, with those below it to go on to. */
export function tableUnitView(language: Language, unit: Unit, below: readonly Unit[], wanted: number): View {
  const w = words[language];
  const pages = Math.max(1, Math.ceil(below.length / UNITS_A_PAGE));
  const page = Math.min(wanted, pages - 1);
  const shown = below
    .slice(page * UNITS_A_PAGE, (page + 1) * UNITS_A_PAGE)
    .map(({ id, name }) => button(name, 'table.unit', id, 0));
  return {
    text: w.choose(escapeHtml(unit.name)),
    buttons: [
      shown.slice(0, 2),
      shown.slice(2, 4),
      shown.slice(4),
      pageButtons(language, 'table.unit', page, pages, unit.id),
      [button(common[language].menu, 'menu.open'), button(w.here, 'table.here', unit.id)],
    ].filter((row) => row.length > 0),
  };
}

export const tablePurposeView = (language: Language, unit: Unit, purposes: readonly string[]): View => {
  const buttons = purposes.map((purpose) =>
    button(purposeText(language, purpose), 'table.preview', unit.id, purpose),
  );
  return {
    text: words[language].purposeAsk(escapeHtml(unit.name)),
    buttons: [
      buttons.slice(0, 2),
      buttons.slice(2),
      [button(common[language].return, 'table.unit', unit.id, 0)],
    ].filter((row) => row.length > 0),
  };
};

type LeftOut = { recused: number; unapproved: number; withoutFile: number };
const leftOutLines = (language: Language, { recused, unapproved, withoutFile }: LeftOut): string[] => {
  const w = words[language];
  return [
    ...(recused > 0 ? [w.recused(recused)] : []),
    ...(unapproved > 0 ? [w.unapproved(unapproved)] : []),
    ...(withoutFile > 0 ? [w.withoutFile(withoutFile)] : []),
  ];
};

/** Before anything is looked at: how many are looked at, and how many are left out and why. */
export function tablePreview(
  language: Language,
  asked: {
    unitId: string;
    unitName: string;
    purpose: string;
    people: number;
    leftOut: LeftOut;
    minutes: number;
  },
): View {
  const w = words[language];
  const back = button(common[language].return, 'table.here', asked.unitId);
  return {
    text: lines(
      w.preview(escapeHtml(asked.unitName), purposeText(language, asked.purpose)),
      asked.people > 0 ? w.people(asked.people) : w.nobody,
      ...leftOutLines(language, asked.leftOut),
      asked.people > 0 && w.gone(asked.minutes),
    ),
    buttons: [
      asked.people > 0
        ? [back, button(common[language].confirm, 'table.send', asked.unitId, asked.purpose)]
        : [back],
    ],
  };
}

export const tableNobodyView = (language: Language): View => ({
  text: words[language].nobody,
  buttons: [[button(common[language].menu, 'menu.open')]],
});

type Section = { id: string; name: { zh: string; en: string }; order: number; rule: SectionState['rule'] };
export type TablePerson = {
  name: string;
  staffNo: string;
  unitName: string;
  title: string;
  titleEn: string | null;
  period: string;
  sections: readonly (Omit<SectionState, 'rule'> & { id: string })[];
};

/** A section's state where it stands by itself. */
function cell(language: Language, { rule }: Section, state: Omit<SectionState, 'rule'> | undefined): string {
  if (!state || rule.kind === 'not-built') return card[language].notCollected;
  const isJudged = rule.kind === 'present' || rule.kind === 'share';
  if (isJudged && state.state === 'information') return card[language].exempt;
  return stateText(language, { ...state, rule });
}

/** The headings, then a row a person in the order given. */
export function tableRows(
  language: Language,
  people: readonly TablePerson[],
  packed: readonly Section[],
): string[][] {
  const sections = packed.toSorted((a, b) => a.order - b.order);
  const rows = people.map((person) => [
    person.name,
    person.staffNo,
    person.unitName,
    (language === 'en' ? person.titleEn : null) ?? person.title,
    periodText(language, person.period),
    ...sections.map((section) =>
      cell(
        language,
        section,
        person.sections.find(({ id }) => id === section.id),
      ),
    ),
  ]);
  return [[...words[language].columns, ...sections.map(({ name }) => name[language])], ...rows];
}

export const tableSheet = (language: Language): string => words[language].sheet;
export const tableFileName = (language: Language, unitName: string, day: string): string =>
  words[language].fileName(unitName, day);
export const tableCaption = (
  language: Language,
  table: { unitName: string; purpose: string; people: number; leftOut: LeftOut; minutes: number },
): string =>
  lines(
    words[language].caption(table.unitName, table.people, purposeText(language, table.purpose)),
    ...leftOutLines(language, table.leftOut),
    words[language].gone(table.minutes),
  );
