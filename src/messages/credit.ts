import { common as commonEn } from './locales/en/common.ts';
import { credit as en } from './locales/en/supervision.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { credit as zh } from './locales/zh/supervision.ts';
import { dayText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type Bilingual = { zh: string; en: string };
/** A section with its name and rule from the pack and its state from the roll-up. */
export type SectionView = {
  id: string;
  name: Bilingual;
  state: string;
  count: number;
  good?: number | undefined;
  total?: number | undefined;
  open?: number | undefined;
  rule:
    | { kind: 'share'; attentionBelow: number; enoughFrom: number }
    | { kind: 'present' | 'open-items' | 'count' | 'not-built' };
  source: string;
  verified: boolean;
};
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

function stateText(language: Language, section: SectionView): string {
  const w = words[language];
  const { kind } = section.rule;
  if (kind === 'open-items' && section.open)
    return section.state === 'attention'
      ? w.with(w.open(section.open), w.states[section.state] ?? section.state)
      : w.open(section.open);
  if (kind === 'count' && section.state === 'information') return w.count(section.count);
  if (
    kind === 'share' &&
    section.good !== undefined &&
    section.total !== undefined &&
    section.state !== 'missing-data'
  )
    return w.with(w.states[section.state] ?? section.state, w.share(section.good, section.total));
  return w.states[section.state] ?? section.state;
}

const periodText = (language: Language, period: string): string => {
  const [year = '', quarter = ''] = period.split('-Q');
  return words[language].period(year, quarter);
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
    buttons: grid,
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
const say = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function entryText(language: Language, entry: EntryView): string {
  const w = words[language];
  const { kind, data } = entry;
  const facts = [
    kind === 'quiz-result' && w.share(Number(data['correct']), Number(data['total'])),
    kind === 'quiz-result' &&
      entry.corrected &&
      w.corrected(Number(entry.corrected['correct']), Number(data['total'])),
    kind === 'correction' &&
      typeof data['before'] === 'number' &&
      w.regraded(data['before'], Number(data['correct']), Number(data['total'])),
    typeof data['hours'] === 'number' && w.hours(data['hours']),
    (kind === 'recognition' || kind === 'clearing') && (w.recognitionKinds[say(data['kind'])] ?? ''),
    say(data['text']),
    say(data['cycle']),
    [say(data['unit']), say(data['title'])].filter(Boolean).join(' '),
    say(data['dueOn']) && w.due(say(data['dueOn'])),
    entry.recordedByName !== null &&
      (kind === 'recognition' || kind === 'clearing' || kind.startsWith('rectification')) &&
      w.recorded(entry.recordedByName),
    entry.objections > 0 && w.objections(entry.objections),
  ].filter((fact): fact is string => typeof fact === 'string' && fact !== '');
  return w.entry(
    dayText(language, entry.occurredAt),
    escapeHtml([w.kinds[kind] ?? kind, ...facts].join(' · ')),
  );
}

/** To the steps behind the items that a section lists. */
const trailButton = (language: Language, file: FileView): Button =>
  file.own
    ? button(words[language].trail, 'task.list', 0)
    : button(words[language].trail, 'rectify.of', file.personId, 0);

/** One section: its state, the rule with its source, and the records. The subject may object to each. */
export function sectionView(
  language: Language,
  file: FileView,
  section: SectionView,
  entries: readonly EntryView[],
): View {
  const w = words[language];
  const { rule } = section;
  const ruleText =
    rule.kind === 'share'
      ? w.ruleKinds.share(Math.round(rule.attentionBelow * 100), rule.enoughFrom)
      : w.ruleKinds[rule.kind];
  const isObjectable = file.own && entries.length > 0;
  return {
    text: lines(
      w.sectionTitle(section.name[language], stateText(language, section)),
      `${w.rule(ruleText)}${section.source}${section.verified ? '' : w.unverified}`,
      '',
      ...(entries.length === 0
        ? [w.sectionEmpty]
        : entries.slice(0, SHOWN).map((entry) => entryText(language, entry))),
      entries.length > SHOWN && w.more(entries.length - SHOWN),
    ),
    buttons: [
      ...(rule.kind === 'open-items' && entries.length > 0 ? [[trailButton(language, file)]] : []),
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
/** What a kind of entry is called. */
export const entryKindText = (language: Language, kind: string): string =>
  words[language].kinds[kind] ?? kind;
export const creditWord = (language: Language, word: 'notFound' | 'fileAsk' | 'objectProblem'): string =>
  words[language][word];
