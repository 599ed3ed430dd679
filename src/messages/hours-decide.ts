import { entryLine, type Evidence, type HourEntryView } from './hours.ts';
import { common as commonEn } from './locales/en/common.ts';
import { hours as en } from './locales/en/hours.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { hours as zh } from './locales/zh/hours.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type WaitingView = HourEntryView & { personName: string };
export type DecidableView = WaitingView & {
  open: boolean;
  sameDay: number;
  /** How many others of the same meeting wait too. */
  sameEvent: number;
  /** Hours of the entry that it corrects. */
  beforeHours: number | null;
};

/** Entries that wait for somebody's answer, numbered through the pages. */
export function waitingHoursView(
  language: Language,
  rows: readonly WaitingView[],
  { total, page, size }: { total: number; page: number; size: number },
  kinds: readonly Evidence[],
): View {
  const w = words[language];
  const back = [button(common[language].return, 'hours.open')];
  if (total === 0) return { text: w.waitingEmpty, buttons: [back] };
  const list = rows.map(
    (row, i) =>
      `${page * size + i + 1}. ${w.person(escapeHtml(row.personName), entryLine(language, row, kinds))}`,
  );
  return {
    text: lines(w.waitingTitle(total), '', ...list, '', w.waitingHint),
    buttons: [
      rows.map((row, i) => button(String(page * size + i + 1), 'hours.check', row.id)),
      pageButtons(language, 'hours.waiting', page, Math.ceil(total / size)),
      back,
    ].filter((row) => row.length > 0),
  };
}

/** One of them, whole, with what might make it a repeat. */
export function decidableView(language: Language, entry: DecidableView, kinds: readonly Evidence[]): View {
  const w = words[language];
  const back = button(common[language].return, 'hours.waiting', 0);
  if (!entry.open) return { text: decidedText(language, entry), buttons: [[back]] };
  return {
    text: lines(
      `<b>${escapeHtml(entry.personName)} · ${w.amount(entry.hours)}</b>`,
      entryLine(language, entry, kinds),
      escapeHtml(entry.topic),
      entry.sameDay > 0 && w.sameDay(entry.sameDay),
      entry.sameEvent > 0 && w.sameEvent(entry.sameEvent),
      entry.beforeHours !== null && w.replaces(w.amount(entry.beforeHours)),
      '',
      w.decideHint,
    ),
    buttons: [
      [
        back,
        button(w.reject, 'hours.reject', entry.id),
        button(common[language].confirm, 'hours.confirm', entry.id),
      ],
      ...(entry.sameEvent > 0
        ? [[button(w.wholeMeeting(entry.sameEvent + 1), 'hours.meeting', entry.id)]]
        : []),
    ],
  };
}

/** Why an entry is not to be answered any more. */
export function decidedText(language: Language, { state, decidedByName }: HourEntryView): string {
  const w = words[language];
  return decidedByName === null
    ? w.correctedSince
    : w.decidedBefore(w.states[state] ?? state, escapeHtml(decidedByName));
}

/** What was decided, with the way on to the rest. */
export const hoursDecidedView = (
  language: Language,
  verdict: 'confirmed' | 'rejected',
  entry: WaitingView,
): View => {
  const w = words[language];
  const name = escapeHtml(entry.personName);
  return {
    text: verdict === 'confirmed' ? w.confirmed(name, w.amount(entry.hours)) : w.rejected(name),
    buttons: [[button(w.goOn, 'hours.waiting', 0)]],
  };
};

export const meetingConfirmedView = (language: Language, confirmed: number): View => ({
  text: words[language].meetingConfirmed(confirmed),
  buttons: [[button(words[language].goOn, 'hours.waiting', 0)]],
});

export const rejectAskView = (language: Language, name: string, problem: boolean): View => ({
  text: problem ? words[language].reasonProblem : words[language].rejectAsk(escapeHtml(name)),
  buttons: [[button(common[language].cancel, 'flow.cancel', 'hours-reject')]],
});

/** What a person hears about an entry that was sent back. */
export const hoursRejectedView = (
  language: Language,
  entry: HourEntryView,
  kinds: readonly Evidence[],
): View => {
  const w = words[language];
  return {
    text: lines(
      w.rejectedTitle,
      entryLine(language, entry, kinds),
      escapeHtml(entry.topic),
      entry.reason !== null && w.reason(escapeHtml(entry.reason)),
      w.rejectedHint,
    ),
    buttons: [[button(w.list, 'hours.list', 0), button(w.recordAgain, 'hours.new')]],
    protect: true,
  };
};

/** Said by itself when nothing else is in the digest. */
export const hoursWaitingAnnouncement = (language: Language, entries: number): View => ({
  text: words[language].announce(entries),
  buttons: [[button(words[language].openWaiting, 'hours.waiting', 0)]],
});
