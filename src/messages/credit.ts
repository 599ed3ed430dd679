import {
  entryFacts,
  entryKindText,
  periodText,
  ruleText,
  stateText,
  type SectionState,
} from './credit-names.ts';
import { common as commonEn } from './locales/en/common.ts';
import { credit as en } from './locales/en/supervision.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { credit as zh } from './locales/zh/supervision.ts';
import { dayText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type Bilingual = { zh: string; en: string };
/** A section with its name and rule from the pack and its state from the roll-up. */
export type SectionView = SectionState & { id: string; name: Bilingual; source: string; verified: boolean };
export type FileView = {
  personId: string;
  name: string;
  staffNo: string;
  own: boolean;
  period: string;
  rulePackVersion: string;
  computedAt: Date | string;
  sections: readonly SectionView[];
};

/** The one-screen summary; every section opens to its records. */
export function fileSummary(language: Language, file: FileView): View {
  const w = words[language];
  const period = periodText(language, file.period);
  const rows = file.sections.map((section) => w.row(section.name[language], stateText(language, section)));
  const buttons = file.sections.map((section) =>
    button(section.name[language], 'file.section', file.personId, section.id),
  );
  const grid = [];
  for (let i = 0; i < buttons.length; i += 3) grid.push(buttons.slice(i, i + 3));
  return {
    text: lines(
      file.own ? w.title(period) : w.titleOf(escapeHtml(file.name), escapeHtml(file.staffNo), period),
      ...rows,
      '',
      w.asOf(timeText(language, file.computedAt), file.rulePackVersion),
      w.openHint,
    ),
    buttons: [
      ...grid,
      // The whole file of somebody else is made on the server, for the office.
      [button(w.picture, 'file.card', file.personId), ...(file.own ? [button(w.paper, 'file.pdf')] : [])],
    ],
    protect: true,
  };
}

export const noFileView = (language: Language, name: string | null): View => ({
  text: name === null ? words[language].none : words[language].noneOf(escapeHtml(name)),
  buttons: [[button(common[language].menu, 'menu.open')]],
});

export type EntryView = {
  id: string;
  kind: string;
  occurredAt: Date | string;
  data: Record<string, unknown>;
  corrected?: Record<string, unknown> | null;
  recordedByName: string | null;
  objections: number;
};
const SHOWN = 8;

const entryText = (language: Language, entry: EntryView): string =>
  words[language].entry(
    dayText(language, entry.occurredAt),
    escapeHtml([entryKindText(language, entry.kind), ...entryFacts(language, entry)].join(' · ')),
  );

/** One section: its state, the rule with its source, and the records. The subject may object to each. */
export function sectionView(
  language: Language,
  file: FileView,
  section: SectionView,
  entries: readonly EntryView[],
): View {
  const w = words[language];
  const isObjectable = file.own && entries.length > 0;
  return {
    text: lines(
      w.sectionTitle(section.name[language], stateText(language, section)),
      `${w.rule(ruleText(language, section.rule))}${section.source}${section.verified ? '' : w.unverified}`,
      '',
      ...(entries.length === 0
        ? [w.sectionEmpty]
        : entries.slice(0, SHOWN).map((entry) => entryText(language, entry))),
      entries.length > SHOWN && w.more(entries.length - SHOWN),
    ),
    buttons: [
      ...(isObjectable ? [[button(w.object, 'file.object', section.id)]] : []),
      [
        file.own
          ? button(common[language].return, 'file.own')
          : button(w.wholeFile, 'file.back', file.personId),
      ],
    ],
    protect: true,
  };
}

export function purposeView(language: Language, person: { id: string; name: string }): View {
  const w = words[language];
  const buttons = Object.entries(w.purposes).map(([id, label]) => button(label, 'file.read', person.id, id));
  return { text: w.purposeAsk(escapeHtml(person.name)), buttons: [buttons.slice(0, 2), buttons.slice(2)] };
}

export function objectWhichView(language: Language, entries: readonly EntryView[]): View {
  const w = words[language];
  return {
    text: lines(
      w.objectWhich,
      '',
      ...entries.slice(0, SHOWN).map((entry, i) => `${i + 1}. ${entryText(language, entry).slice(2)}`),
    ),
    buttons: [
      entries.slice(0, 4).map((entry, i) => button(String(i + 1), 'file.object-to', entry.id)),
      entries.slice(4, SHOWN).map((entry, i) => button(String(i + 5), 'file.object-to', entry.id)),
      [button(common[language].return, 'file.own')],
    ].filter((row) => row.length > 0),
    protect: true,
  };
}

export const objectAskView = (language: Language): View => ({
  text: words[language].objectAsk,
  buttons: [[button(common[language].cancel, 'flow.cancel', 'objection')]],
});
export const objectedView = (language: Language): View => ({
  text: words[language].objected,
  buttons: [[button(common[language].myFile, 'file.own')]],
});
export const creditWord = (language: Language, word: 'notFound' | 'objectProblem'): string =>
  words[language][word];
