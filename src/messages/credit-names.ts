import { forms as formsEn } from './locales/en/forms.ts';
import { forms as formsZh } from './locales/zh/forms.ts';
import { credit as en } from './locales/en/supervision.ts';
import { credit as zh } from './locales/zh/supervision.ts';
import type { Language } from './view.ts';

const words = { zh, en };
const forms = { zh: formsZh, en: formsEn };

type Rule =
  | { kind: 'share'; attentionBelow: number; enoughFrom: number }
  | { kind: 'present' | 'open-items' | 'in-effect' | 'count' | 'not-built' };
/** A section's state as the roll-up left it. */
export type SectionState = {
  state: string;
  count: number;
  good?: number | undefined;
  total?: number | undefined;
  open?: number | undefined;
  rule: Rule;
};

export function stateText(language: Language, section: SectionState): string {
  const w = words[language];
  const { kind } = section.rule;
  if (kind === 'open-items' && section.open)
    return section.state === 'attention'
      ? w.with(w.open(section.open), w.states[section.state] ?? section.state)
      : w.open(section.open);
  if (kind === 'in-effect' && section.open)
    return w.with(w.states[section.state] ?? section.state, w.inEffect(section.open));
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

/** "2026-Q4" as it is said. */
export function periodText(language: Language, period: string): string {
  const [year = '', quarter = ''] = period.split('-Q');
  return words[language].period(year, quarter);
}

export function ruleText(language: Language, rule: Rule): string {
  const w = words[language].ruleKinds;
  return rule.kind === 'share'
    ? w.share(Math.round(rule.attentionBelow * 100), rule.enoughFrom)
    : w[rule.kind];
}

/** What a kind of entry is called. */
export const entryKindText = (language: Language, kind: string): string =>
  words[language].kinds[kind] ?? kind;

export type EntryFacts = {
  kind: string;
  data: Record<string, unknown>;
  /** What its newest correction says instead, where that is not shown beside it. */
  corrected?: Record<string, unknown> | null;
  /** Who recorded it, where that is not shown beside it. */
  recordedByName?: string | null;
};
const say = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const said = (facts: readonly (string | false | null | undefined)[]): string[] =>
  facts.filter((fact): fact is string => typeof fact === 'string' && fact !== '');

/** What something is called that an entry names in both languages. */
const nameOf = (language: Language, name: unknown): string =>
  typeof name === 'object' && name !== null && language in name
    ? say((name as Record<string, unknown>)[language])
    : '';

/** What is counted and dated in an entry: whoever may see the file may see it. */
export function entryNumbers(language: Language, { kind, data, corrected }: EntryFacts): string[] {
  const w = words[language];
  return said([
    kind === 'quiz-result' && w.share(Number(data['correct']), Number(data['total'])),
    kind === 'quiz-result' &&
      typeof corrected?.['correct'] === 'number' &&
      corrected['disregarded'] !== true &&
      w.corrected(corrected['correct'], Number(data['total'])),
    kind === 'correction' &&
      typeof data['before'] === 'number' &&
      w.regraded(data['before'], Number(data['correct']), Number(data['total'])),
    kind === 'correction' &&
      typeof data['objection'] === 'string' &&
      typeof data['correct'] === 'number' &&
      w.corrected(data['correct'], Number(data['total'])),
    typeof data['hours'] === 'number' && w.hours(data['hours']),
    typeof corrected?.['hours'] === 'number' &&
      corrected['hours'] !== data['hours'] &&
      w.correctedHours(corrected['hours']),
    (data['disregarded'] === true || corrected?.['disregarded'] === true) && w.disregarded,
    kind === 'sanction' && nameOf(language, data['name']),
    say(data['effectiveUntil']) !== '' && w.until(say(data['effectiveUntil'])),
    say(data['dueOn']) !== '' && w.due(say(data['dueOn'])),
  ]);
}

const formText = (language: Language, data: Record<string, unknown> | null | undefined): string =>
  forms[language].names[say(data?.['form'])] ?? '';

/** What is written in an entry: for the subject, and for the paper that is made in the office. */
export function entryTexts(
  language: Language,
  { kind, data, corrected, recordedByName }: EntryFacts,
): string[] {
  const w = words[language];
  return said([
    (kind === 'recognition' || kind === 'clearing') && (w.recognitionKinds[say(data['kind'])] ?? ''),
    kind === 'sanction' && [say(data['organ']), say(data['documentNo'])].filter(Boolean).join(' '),
    say(data['text']),
    say(corrected?.['text']) !== '' &&
      corrected?.['text'] !== data['text'] &&
      w.correctedText(say(corrected?.['text'])),
    formText(language, data),
    formText(language, corrected) !== '' &&
      corrected?.['form'] !== data['form'] &&
      w.correctedText(formText(language, corrected)),
    say(data['cycle']),
    [say(data['unit']), say(data['title'])].filter(Boolean).join(' '),
    recordedByName &&
      (kind === 'recognition' || kind === 'clearing' || kind.startsWith('rectification')) &&
      w.recorded(recordedByName),
  ]);
}

/** All that an entry says, in short pieces, as plain text. */
export const entryFacts = (language: Language, entry: EntryFacts): string[] => [
  ...entryNumbers(language, entry),
  ...entryTexts(language, entry),
];
