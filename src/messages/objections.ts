import { creditWord, entryText, objectionStateText, type EntryView } from './credit.ts';
import { common as commonEn } from './locales/en/common.ts';
import { objections as en } from './locales/en/objections.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { objections as zh } from './locales/zh/objections.ts';
import { pageButtons } from './page-buttons.ts';
import { dayText, leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type ObjectionView = {
  id: string;
  personName: string;
  text: string;
  dueAt: Date | string | null;
  createdAt: Date | string;
  evidence: number;
  verdict: 'upheld' | 'not-upheld' | null;
  answer: string | null;
  answeredByName: string | null;
};
type Paged = { total: number; page: number; pages: number };

/** Objections are long and a message is short: the whole text is read one objection at a time. */
const SHORT = 60;
/** What is still readable of earlier objections under an entry. */
const MOST_BEFORE = 2;

export const stateOf = (language: Language, { verdict }: ObjectionView): string =>
  objectionStateText(language, verdict ?? 'open');

function dueLine(language: Language, { dueAt, verdict }: ObjectionView, now: Date): string | false {
  const w = words[language];
  if (verdict !== null) return false;
  if (dueAt === null) return w.dueUnknown;
  const when = timeText(language, dueAt);
  return new Date(dueAt) > now ? w.due(when, leftText(language, dueAt, now)) : w.overdue(when);
}

/** What was said and answered, for the two who may read it whole. */
export const saidLines = (
  language: Language,
  objection: ObjectionView,
  most?: number,
): (string | false)[] => {
  const w = words[language];
  const cut = (text: string) => escapeHtml(most === undefined ? text : shorten(text, most));
  return [
    w.said(stateOf(language, objection), cut(objection.text)),
    objection.answer !== null &&
      w.answered(cut(objection.answer), escapeHtml(objection.answeredByName ?? '')),
  ];
};

const numbered = (language: Language, entry: EntryView, i: number): string =>
  `${i + 1}. ${entryText(language, entry, true).slice(2)}`;

/**
 * Entries of one's own file to object to, five a page.
 * @param section whose entries they are; null: all of them
 * @param waiting objections of others that wait for this person; null for who answers none
 */
export function ownEntriesView(
  language: Language,
  entries: readonly EntryView[],
  {
    section,
    own,
    waiting,
    ...paged
  }: Paged & { section: string | null; own: number; waiting: number | null },
): View {
  const w = words[language];
  const { total, page, pages } = paged;
  const more = [
    ...(own > 0 ? [button(w.ownButton(own), 'objection.list', 0)] : []),
    ...(waiting === null ? [] : [button(w.waitingButton(waiting), 'objection-desk.list')]),
    button(common[language].return, 'file.own'),
  ];
  return {
    text:
      total === 0
        ? w.entriesEmpty
        : lines(w.entriesTitle(total), '', ...entries.map((entry, i) => numbered(language, entry, i))),
    buttons: [
      entries.map((entry, i) => button(String(i + 1), 'file.object-to', entry.id)),
      section === null
        ? pageButtons(language, 'objection.entries', page, pages)
        : pageButtons(language, 'file.object', page, pages, section),
      more,
    ].filter((row) => row.length > 0),
    protect: true,
  };
}

/** An entry with what was said against it before, and what is asked for. */
export function objectAskView(
  language: Language,
  entry: EntryView,
  before: readonly ObjectionView[],
  ask: string,
): View {
  return {
    text: lines(
      entryText(language, entry, true),
      ...before.slice(-MOST_BEFORE).flatMap((one) => saidLines(language, one, SHORT)),
      '',
      ask,
    ),
    buttons: [[button(common[language].cancel, 'flow.cancel', 'objection')]],
    protect: true,
  };
}

export const objectProblemView = (language: Language): View => ({
  text: words[language].problem,
  buttons: [[button(common[language].cancel, 'flow.cancel', 'objection')]],
});

/** @param told how many were told; null where it was made before */
export function objectedView(
  language: Language,
  objection: ObjectionView,
  told: number | null,
  now: Date,
): View {
  const w = words[language];
  return {
    text: lines(
      creditWord(language, 'objected'),
      dueLine(language, objection, now),
      told === 0 && w.nobody,
      w.addHint,
    ),
    buttons: [
      [
        button(w.add, 'objection.add', objection.id),
        button(common[language].details, 'objection.open', objection.id),
        button(common[language].myFile, 'file.own'),
      ],
    ],
    protect: true,
  };
}

/** One's own objections, five a page. */
export function ownObjectionsView(
  language: Language,
  rows: readonly ObjectionView[],
  { total, page, pages }: Paged,
): View {
  const w = words[language];
  const back = [button(common[language].return, 'objection.entries', 0)];
  if (total === 0) return { text: w.ownEmpty, buttons: [back] };
  const row = (one: ObjectionView) =>
    w.ownRow(
      dayText(language, one.createdAt),
      stateOf(language, one),
      escapeHtml(shorten(one.text, SHORT / 2)),
    );
  return {
    text: lines(w.ownTitle(total), '', ...rows.map((one, i) => `${i + 1}. ${row(one)}`)),
    buttons: [
      rows.map(({ id }, i) => button(String(i + 1), 'objection.open', id)),
      pageButtons(language, 'objection.list', page, pages),
      back,
    ].filter((it) => it.length > 0),
    protect: true,
  };
}

/** An objection of one's own, with its answer. */
export function ownObjectionView(
  language: Language,
  objection: ObjectionView,
  entry: EntryView,
  now: Date,
): View {
  const w = words[language];
  return {
    text: lines(
      w.detailTitle,
      entryText(language, entry, true),
      ...saidLines(language, objection),
      objection.evidence > 0 && w.evidence(objection.evidence),
      dueLine(language, objection, now),
    ),
    buttons: [
      [
        ...(objection.verdict === null ? [button(w.add, 'objection.add', objection.id)] : []),
        button(common[language].return, 'objection.list', 0),
      ],
    ],
    protect: true,
  };
}

export const evidenceAskView = (
  language: Language,
  problem?: 'addProblem' | 'addLost' | 'addTooBig',
): View => ({
  text: words[language][problem ?? 'addAsk'],
  buttons: [[button(common[language].cancel, 'flow.cancel', 'objection-evidence')]],
});

export const evidenceAddedView = (language: Language, id: string, n: number): View => ({
  text: words[language].added(n),
  buttons: [
    [
      button(words[language].add, 'objection.add', id),
      button(common[language].details, 'objection.open', id),
    ],
  ],
});
export const evidenceFullText = (language: Language): string => words[language].addFull;
