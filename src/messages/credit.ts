import {
  entryKindText,
  entryNumbers,
  entryTexts,
  periodText,
  ruleText,
  stateText,
  type SectionState,
} from './credit-names.ts';
import { common as commonEn } from './locales/en/common.ts';
import { credit as en } from './locales/en/supervision.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { credit as zh } from './locales/zh/supervision.ts';
import { goneText, looksButton } from './file-access.ts';
import { dayText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type Bilingual = { zh: string; en: string };
/** A section with its name and rule from the pack and its state from the roll-up. */
export type SectionView = SectionState & { id: string; name: Bilingual; source: string; verified: boolean };
export type FileView = {
  personId: string;
  name: string;
  staffNo: string;
  /** How long somebody else's stays in the chat, in minutes; null for one's own, which shows all that is in it. */
  minutes: number | null;
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
      file.minutes === null
        ? w.title(period)
        : w.titleOf(escapeHtml(file.name), escapeHtml(file.staffNo), period),
      ...rows,
      '',
      w.asOf(timeText(language, file.computedAt), file.rulePackVersion),
      w.openHint,
      file.minutes !== null && goneText(language, file.minutes),
    ),
    buttons:
      file.minutes === null
        ? [
            ...grid,
            [button(w.picture, 'file.card'), button(w.paper, 'file.pdf')],
            [looksButton(language), button(w.object, 'objection.entries', 0)],
          ]
        : [...grid, [button(w.picture, 'file.look-card', file.personId)]],
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
  /** How the newest objection stands. */
  objection?: 'open' | 'upheld' | 'not-upheld' | null;
};
const SHOWN = 8;

/** An entry in a line. @param own whether the subject reads it; anybody else sees date, kind and numbers */
export function entryText(language: Language, entry: EntryView, own: boolean): string {
  const w = words[language];
  const { objections, objection } = entry;
  const facts = [
    ...entryNumbers(language, entry),
    ...(own ? entryTexts(language, entry) : []),
    ...(objections > 0 ? [w.objections(objections, w.objectionStates[objection ?? 'open'] ?? '')] : []),
  ];
  return w.entry(
    dayText(language, entry.occurredAt),
    escapeHtml([entryKindText(language, entry.kind), ...facts].join(' · ')),
  );
}

/** To the steps behind the items that a section lists. */
const trailButton = (language: Language, file: FileView): Button =>
  file.minutes === null
    ? button(words[language].trail, 'task.list', 0)
    : button(words[language].trail, 'rectify.of', file.personId, 0);

/** One section: its state, the rule with its source, and the records, of which only the subject reads the texts and may object. */
export function sectionView(
  language: Language,
  file: FileView,
  section: SectionView,
  entries: readonly EntryView[],
): View {
  const w = words[language];
  const own = file.minutes === null;
  const isObjectable = own && entries.length > 0;
  return {
    text: lines(
      w.sectionTitle(section.name[language], stateText(language, section)),
      `${w.rule(ruleText(language, section.rule))}${section.source}${section.verified ? '' : w.unverified}`,
      '',
      ...(entries.length === 0
        ? [w.sectionEmpty]
        : entries.slice(0, SHOWN).map((entry) => entryText(language, entry, own))),
      entries.length > SHOWN && w.more(entries.length - SHOWN),
    ),
    buttons: [
      ...(section.rule.kind === 'open-items' && entries.length > 0 ? [[trailButton(language, file)]] : []),
      ...(isObjectable ? [[button(w.object, 'file.object', section.id, 0)]] : []),
      [own ? button(common[language].return, 'file.own') : button(w.wholeFile, 'file.back', file.personId)],
    ],
    protect: true,
  };
}

/** How an objection stands. */
export const objectionStateText = (language: Language, state: string): string =>
  words[language].objectionStates[state] ?? state;
export const creditWord = (language: Language, word: 'notFound' | 'objected' | 'objectAsk'): string =>
  words[language][word];
