import { common as commonEn } from './locales/en/common.ts';
import { receipts as en } from './locales/en/receipts.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { receipts as zh } from './locales/zh/receipts.ts';
import { noticeView, shortNotice, type NoticeView } from './notices.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type Counts = { sent: number; waiting: number; unknown: number };
type Notice = { id: string; text: string; state: string };

/** What can still be done about a notice, by its state. */
export function moreView(
  language: Language,
  notice: Notice & { version: number; hasCheck: boolean },
  { sent, waiting, unknown }: Counts,
): View {
  const { board: w } = words[language];
  const { id, state } = notice;
  const isOut = state === 'sending';
  const isEarly = state === 'awaiting-approval' || state === 'scheduled';
  const has = (condition: boolean, label: string, action: string, ...parts: string[]): Button[] =>
    condition ? [button(label, action, id, ...parts)] : [];
  const all = [
    ...has(isOut, w.correct, 'board.correct'),
    ...has(isOut || (state === 'cancelled' && sent + unknown > 0), w.withdraw, 'board.withdraw'),
    ...has(isEarly || (isOut && waiting > 0), w.stop, 'board.stop'),
    ...has(unknown > 0, w.settle, 'board.unknown'),
    ...has(notice.hasCheck, w.spread, 'board.spread'),
    ...has(!isEarly, w.versions, 'board.versions'),
    ...has(!isEarly, w.xlsx, 'board.export', 'xlsx'),
    ...has(!isEarly, w.csv, 'board.export', 'csv'),
  ];
  const rows = [];
  for (let i = 0; i < all.length; i += 3) rows.push(all.slice(i, i + 3));
  return {
    text: w.moreTitle(shortNotice(notice.text)),
    buttons: [...rows, [button(common[language].return, 'board.open', id)]],
  };
}

const backTo = (language: Language, noticeId: string): Button =>
  button(common[language].return, 'board.open', noticeId);
const ask = (language: Language, text: string, noticeId: string, ...then: Button[]): View => ({
  text,
  buttons: [[backTo(language, noticeId), ...then]],
});
/** What came of it, and the way back to the board. */
export const doneView = (language: Language, noticeId: string, text: string): View =>
  ask(language, text, noticeId);

export const stopAskView = (
  language: Language,
  { id, text, state }: Notice,
  { sent, waiting }: Counts,
): View => {
  const { change: w } = words[language];
  const what = shortNotice(text);
  const early = state !== 'sending';
  return ask(
    language,
    early ? w.stopAskEarly(what) : w.stopAsk(what, sent, waiting),
    id,
    button(w.stopConfirm, 'board.stop-now', id),
  );
};

export const withdrawAskView = (language: Language, { id, text }: Notice, holders: number): View => {
  const { change: w } = words[language];
  return ask(
    language,
    w.withdrawAsk(shortNotice(text), holders),
    id,
    button(w.withdrawConfirm, 'board.withdraw-now', id),
  );
};

export const unknownAskView = (language: Language, id: string, unknown: number): View => {
  const { change: w } = words[language];
  return ask(
    language,
    w.unknownAsk(unknown),
    id,
    button(w.arrived, 'board.unknown-now', id, 'arrived'),
    button(w.sendAgain, 'board.unknown-now', id, 'again'),
  );
};

export const unknownSettledText = (language: Language, decision: 'arrived' | 'again', n: number): string => {
  const { change: w } = words[language];
  if (n === 0) return w.unknownNone;
  return decision === 'arrived' ? w.unknownArrived(n) : w.unknownAgain(n);
};

const cancelRow = (language: Language): Button[] => [
  button(common[language].cancel, 'flow.cancel', 'notice-correction'),
];

export const correctAskView = (language: Language, text: string): View => ({
  text: words[language].change.correctAsk(escapeHtml(text)),
  buttons: [cancelRow(language)],
});

/** What the recipients will see, and how many of them have the old text. */
export function correctPreview(
  language: Language,
  notice: Omit<NoticeView, 'acknowledgement'>,
  { holders, waiting }: { holders: number; waiting: number },
  stamp: string,
  now: Date,
): View {
  const { change: w } = words[language];
  const seen = noticeView(language, { ...notice, acknowledgement: null }, { now });
  return {
    text: lines(
      w.previewTitle,
      w.previewHolders(holders),
      waiting > 0 && w.previewWaiting(waiting),
      w.seenBelow,
      seen.text,
    ),
    buttons: [
      [
        button(common[language].change, 'board.correct', notice.id),
        ...cancelRow(language),
        button(w.confirm, 'board.correct-now', stamp),
      ],
    ],
  };
}

export const correctProblemView = (language: Language, problem: 'same' | 'not-sent'): View => ({
  text: words[language].change[problem === 'same' ? 'same' : 'notSent'],
  buttons: [cancelRow(language)],
});
export type ChangeText = 'cannotWithdraw' | 'tooLate' | 'notSent';
export const changeText = (language: Language, word: ChangeText): string => words[language].change[word];
export const correctedText = (language: Language, people: number, version: number): string =>
  words[language].change.corrected(people, version);
export const withdrawnText = (language: Language, people: number): string =>
  words[language].change.withdrawn(people);
export const stoppedText = (language: Language, gone: number, stopped: number): string =>
  words[language].change.stopped(gone, stopped);

export type VersionView = {
  version: number;
  change: string;
  text: string;
  at: Date | string;
  recipients: number;
};
/** Versions shown, the newest ones, and how much of each. */
const VERSIONS_SHOWN = 5;
const VERSION_CHARACTERS = 120;

export function versionsView(language: Language, noticeId: string, versions: readonly VersionView[]): View {
  const { versions: w } = words[language];
  const list = versions.slice(-VERSIONS_SHOWN).map(({ version, change, text, at, recipients }) => {
    const head = w.line(version, w.kinds[change] ?? change, timeText(language, at), recipients);
    return change === 'withdrawal'
      ? head
      : `${head}\n${escapeHtml(shorten(text.replaceAll('\n', ' '), VERSION_CHARACTERS))}`;
  });
  return doneView(language, noticeId, lines(w.title, '', list.join('\n\n')));
}

/** How the first answers to the question spread over its options; the right one is marked. */
export function spreadView(
  language: Language,
  noticeId: string,
  {
    check,
    counts,
  }: { check: { question: string; options: readonly string[]; answer: number }; counts: readonly number[] },
): View {
  const { spread: w } = words[language];
  const list = check.options.map((option, place) => {
    const line = w.line(`${'ABCD'[place] ?? ''}. ${escapeHtml(option)}`, counts[place] ?? 0);
    return place === check.answer ? `✓ ${line}` : line;
  });
  return doneView(language, noticeId, lines(w.title(escapeHtml(check.question)), '', ...list, '', w.foot));
}
