import { entryKindText, entryNumbers, type EntryFacts } from './credit-names.ts';
import { alerts as en } from './locales/en/alerts.ts';
import { common as commonEn } from './locales/en/common.ts';
import { alerts as zh } from './locales/zh/alerts.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { pageButtons } from './page-buttons.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type AlertView = {
  id: string;
  personName: string;
  unitName: string;
  ruleName: string;
  colourName: string;
  /** Document and article of the rule, its note, and whether the text was read. */
  source: string;
  note: string;
  verified: boolean;
  feedsFile: boolean;
  createdAt: Date | string;
  verdict: string | null;
  reason: string | null;
  decidedByName: string | null;
  decidedAt: Date | string | null;
};

const stateText = (language: Language, verdict: string | null): string =>
  words[language].states[verdict ?? ''] ?? '';

/** The open alerts, or those that were decided. */
export function alertListView(
  language: Language,
  which: 'open' | 'decided',
  rows: readonly AlertView[],
  { total, page, pages }: { total: number; page: number; pages: number },
): View {
  const w = words[language];
  const isOpen = which === 'open';
  const other = isOpen ? button(w.done, 'alert.list', 'decided', 0) : button(w.open, 'alert.list', 'open', 0);
  const foot = [other, button(common[language].menu, 'menu.open')];
  if (rows.length === 0) return { text: isOpen ? w.empty : w.doneEmpty, buttons: [foot] };
  return {
    text: lines(
      isOpen ? w.title(total) : w.doneTitle(total),
      ...rows.map((row, i) => {
        const name = escapeHtml(row.personName);
        return row.verdict === null
          ? w.row(i + 1, name, row.ruleName, row.colourName, dayText(language, row.createdAt))
          : w.doneRow(
              i + 1,
              name,
              row.ruleName,
              stateText(language, row.verdict),
              dayText(language, row.decidedAt ?? row.createdAt),
            );
      }),
      isOpen && w.hint,
    ),
    buttons: [
      rows.map((row, i) => button(String(i + 1), 'alert.open', row.id)),
      pageButtons(language, 'alert.list', page, pages, which),
      foot,
    ].filter((row) => row.length > 0),
    protect: true,
  };
}

/** Entries of a reason on one screen. */
const SHOWN = 3;
export type AlertEntryView = EntryFacts & { occurredAt: Date | string };

/** One alert: its reason, the entries that it rests on by kind and number only, its source, and what can be done. */
export function alertView(language: Language, alert: AlertView, entries: readonly AlertEntryView[]): View {
  const w = words[language];
  const { id, verdict } = alert;
  const which = verdict === null ? 'open' : 'decided';
  const back = button(common[language].return, 'alert.list', which, 0);
  return {
    text: lines(
      w.one(escapeHtml(alert.personName), escapeHtml(alert.unitName)),
      w.what(alert.ruleName, alert.colourName, dayText(language, alert.createdAt)),
      ...entries
        .slice(0, SHOWN)
        .map((entry, i) =>
          w.entry(
            i + 1,
            dayText(language, entry.occurredAt),
            [entryKindText(language, entry.kind), ...entryNumbers(language, entry)].join(' · '),
          ),
        ),
      entries.length > SHOWN && w.more(entries.length - SHOWN),
      `${w.basis(alert.source, alert.note)}${alert.verified ? '' : w.unverified}`,
      verdict !== null &&
        w.decided(
          stateText(language, verdict),
          escapeHtml(alert.decidedByName ?? ''),
          dayText(language, alert.decidedAt ?? alert.createdAt),
        ),
      alert.reason !== null && w.reason(escapeHtml(alert.reason)),
    ),
    buttons: [...deedsOf(language, id, verdict), [back]],
    protect: true,
  };
}

function deedsOf(language: Language, id: string, verdict: string | null): Button[][] {
  const w = words[language];
  const accept = button(w.accept, 'alert.accept', id);
  if (verdict === null) return [[button(w.dismiss, 'alert.dismiss', id), accept]];
  if (verdict === 'dismissed') return [[accept]];
  if (verdict !== 'accepted') return [];
  return [...followUp(language, id), [button(w.takeBack, 'alert.take-back', id)]];
}

const followUp = (language: Language, id: string): Button[][] => [
  [
    button(words[language].interview, 'interview.alerted', id),
    button(words[language].rectify, 'rectify.alerted', id),
  ],
];

/** Before it is accepted: what will happen. */
export const acceptAlertView = (language: Language, alert: AlertView): View => ({
  text: lines(
    words[language].preview(escapeHtml(alert.personName), alert.ruleName),
    alert.feedsFile ? words[language].previewFile : words[language].previewNoFile,
  ),
  buttons: [
    [
      button(common[language].return, 'alert.open', alert.id),
      button(common[language].confirm, 'alert.accept-now', alert.id),
    ],
  ],
  protect: true,
});
export const alertAcceptedView = (language: Language, alert: AlertView): View => ({
  text: words[language].accepted(escapeHtml(alert.personName), alert.ruleName),
  buttons: [...followUp(language, alert.id), [button(words[language].goOn, 'alert.list', 'open', 0)]],
  protect: true,
});

export const alertReasonView = (
  language: Language,
  verdict: 'dismissed' | 'taken-back',
  { name, rule }: { name: string; rule: string },
  problem = false,
): View => {
  const w = words[language];
  const ask = verdict === 'dismissed' ? w.dismissAsk : w.takeBackAsk;
  return {
    text: problem ? w.reasonProblem : ask(escapeHtml(name), rule),
    buttons: [[button(common[language].cancel, 'flow.cancel', 'alert-reason')]],
  };
};
export const alertReasonedView = (language: Language, verdict: 'dismissed' | 'taken-back'): View => ({
  text: verdict === 'dismissed' ? words[language].dismissed : words[language].takenBack,
  buttons: [[button(words[language].goOn, 'alert.list', 'open', 0)]],
});
export const alertBeforeText = (language: Language, alert: AlertView): string =>
  words[language].before(stateText(language, alert.verdict), escapeHtml(alert.decidedByName ?? ''));

/** Word to whoever objected and has waited too long. */
export const objectionFollowedView = (language: Language): View => ({
  text: words[language].followed,
  buttons: [[button(common[language].menu, 'menu.open')]],
  protect: true,
});
