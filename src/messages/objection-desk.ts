import { entryText, type EntryView } from './credit.ts';
import { goneText } from './file-access.ts';
import { common as commonEn } from './locales/en/common.ts';
import { objections as en } from './locales/en/objections.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { objections as zh } from './locales/zh/objections.ts';
import { saidLines, stateOf, type ObjectionView } from './objections.ts';
import { dayText, leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type ChangeView =
  | { kind: 'count'; correct: number }
  | { kind: 'hours'; hours: number }
  | { kind: 'text'; text: string }
  | { kind: 'disregard' };
export type ChangeKind = Exclude<ChangeView['kind'], 'disregard'>;

/** Open objections that this person may answer. */
export function deskListView(
  language: Language,
  rows: readonly ObjectionView[],
  total: number,
  now: Date,
): View {
  const w = words[language];
  const back = [button(common[language].return, 'objection.entries', 0)];
  if (total === 0) return { text: w.waitingEmpty, buttons: [back] };
  const row = ({ personName, dueAt }: ObjectionView) =>
    [
      escapeHtml(personName),
      dueAt === null ? '' : dayText(language, dueAt),
      dueAt !== null && new Date(dueAt) > now ? leftText(language, dueAt, now) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  return {
    text: lines(
      w.waitingTitle(total),
      '',
      ...rows.map((one, i) => `${i + 1}. ${row(one)}`),
      '',
      w.waitingHint,
    ),
    buttons: [rows.map(({ id }, i) => button(String(i + 1), 'objection-desk.open', id)), back],
    protect: true,
  };
}

/** An objection with its entry, for whoever answers; it leaves the chat in some minutes. */
export function deskView(
  language: Language,
  objection: ObjectionView,
  entry: EntryView,
  { minutes, now }: { minutes: number; now: Date },
): View {
  const w = words[language];
  const { id, dueAt, evidence, verdict } = objection;
  const when = dueAt === null ? '' : timeText(language, dueAt);
  const isLate = dueAt !== null && new Date(dueAt) <= now;
  return {
    text: lines(
      w.deskTitle(escapeHtml(objection.personName)),
      entryText(language, entry, true),
      ...saidLines(language, objection),
      verdict === null &&
        dueAt !== null &&
        (isLate ? w.openOverdue(when) : w.openDue(when, leftText(language, dueAt, now))),
      goneText(language, minutes),
    ),
    buttons: [
      evidence > 0 ? [button(w.look(evidence), 'objection-desk.evidence', id)] : [],
      [
        button(common[language].return, 'objection-desk.list'),
        ...(verdict === null
          ? [button(w.reject, 'objection-desk.reject', id), button(w.uphold, 'objection-desk.uphold', id)]
          : []),
      ],
    ].filter((row) => row.length > 0),
    protect: true,
  };
}

/** Under a photo or document that was laid before. */
export const evidenceView = (language: Language, n: number, total: number): View => ({
  text: words[language].evidenceOf(n, total),
  buttons: [],
  protect: true,
});

const cancel = (language: Language): Button[] => [
  button(common[language].cancel, 'flow.cancel', 'objection-answer'),
];

/** @param kind what can be put right in the entry, besides disregarding it */
export function changeAskView(language: Language, kind: ChangeKind | null): View {
  const w = words[language];
  return {
    text: w.changeAsk,
    buttons: [
      [
        ...(kind === null ? [] : [button(w.changes[kind] ?? kind, 'objection-desk.change', kind)]),
        button(w.disregard, 'objection-desk.change', 'disregard'),
        ...cancel(language),
      ],
    ],
  };
}

export function changeValueView(language: Language, kind: ChangeKind, most: number, problem = false): View {
  const w = words[language];
  const ask = w.valueAsk[kind](String(most));
  return { text: lines(problem && w.valueProblem, ask), buttons: [cancel(language)] };
}

export const answerAskView = (language: Language, problem = false): View => ({
  text: words[language][problem ? 'answerProblem' : 'answerAsk'],
  buttons: [cancel(language)],
});

const changeText = (language: Language, change: ChangeView): string => {
  const { previewChange: w } = words[language];
  switch (change.kind) {
    case 'count':
      return w.count(String(change.correct));
    case 'hours':
      return w.hours(String(change.hours));
    case 'text':
      return w.text(escapeHtml(shorten(change.text, 200)));
    case 'disregard':
      return w.disregard;
  }
};

/** @param stamp stands for what is shown; the button that confirms carries it */
export function answerPreview(
  language: Language,
  answer: { personName: string; text: string; change: ChangeView | null },
  stamp: string,
): View {
  const w = words[language];
  return {
    text: lines(
      w.previewTitle,
      w.deskTitle(escapeHtml(answer.personName)),
      w.previewVerdict(answer.change === null ? w.reject : w.uphold),
      answer.change !== null && changeText(language, answer.change),
      escapeHtml(answer.text),
      '',
      w.previewHint,
    ),
    buttons: [[...cancel(language), button(common[language].confirm, 'objection-desk.confirm', stamp)]],
    protect: true,
  };
}

export const answeredDoneView = (
  language: Language,
  verdict: 'upheld' | 'not-upheld',
  name: string,
): View => ({
  text: words[language].done[verdict](escapeHtml(name)),
  buttons: [[button(words[language].goOn, 'objection-desk.list')]],
});

/** Why an objection is not to be answered any more. */
export const answeredBeforeText = (language: Language, objection: ObjectionView): string =>
  words[language].answeredBefore(stateOf(language, objection), escapeHtml(objection.answeredByName ?? ''));
