import { common as commonEn } from './locales/en/common.ts';
import { notices as en } from './locales/en/notices.ts';
import { receipts as receiptsEn } from './locales/en/receipts.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { notices as zh } from './locales/zh/notices.ts';
import { receipts as receiptsZh } from './locales/zh/receipts.ts';
import { leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const receipts = { zh: receiptsZh, en: receiptsEn };
const common = { zh: commonZh, en: commonEn };

/** What is left out is as for a plain notice that asks for nothing else: without a deadline, in its first version. */
export type NoticeView = {
  id: string;
  text: string;
  /** The same as Telegram HTML, where it has a format. */
  html?: string | null;
  authorName: string;
  sentAt: Date | string;
  dueAt?: Date | string | null;
  urgent?: boolean;
  state?: string;
  version?: number;
  needsAcknowledgement: boolean;
  /** One question instead of "received"; the answer is the place of an option. */
  check?: { question: string; options: readonly string[]; answer: number } | undefined;
  answers?: readonly ('question' | 'cannot-attend')[];
  acknowledgement: string | null;
  /** The text this person confirmed. */
  acknowledgedVersion?: number | null;
};

/** How it is shown: as a reminder or a new message that corrects, under a file, after a wrong answer (its place). */
export type NoticeShow = {
  now?: Date;
  reminder?: boolean;
  correction?: boolean;
  /** Under a photo or document, where Telegram allows fewer characters: the question is opened apart. */
  caption?: boolean;
  wrong?: number;
};

/** Whether an answer is still asked for: of an earlier text, or none but "seen", or one that may change. */
export const isOpen = ({ needsAcknowledgement, state = 'sending', ...notice }: NoticeView): boolean =>
  needsAcknowledgement && state === 'sending' && (!isConfirmed(notice) || isOutdated(notice));
const isConfirmed = ({ acknowledgement }: Pick<NoticeView, 'acknowledgement'>): boolean =>
  acknowledgement !== null && !['seen', 'question', 'cannot-attend'].includes(acknowledgement);
const isOutdated = (
  notice: Pick<NoticeView, 'acknowledgement' | 'acknowledgedVersion' | 'version'>,
): boolean => isConfirmed(notice) && (notice.acknowledgedVersion ?? 1) < (notice.version ?? 1);

/** A notice as its recipient gets it; once answered, the answer in place of the buttons. */
export function noticeView(language: Language, notice: NoticeView, how: NoticeShow = {}): View {
  const w = words[language];
  const r = receipts[language];
  const { state = 'sending', version = 1, acknowledgement, check } = notice;
  const from = w.from(escapeHtml(notice.authorName), timeText(language, notice.sentAt));
  if (state === 'withdrawn' || state === 'cancelled')
    return {
      text: lines(state === 'withdrawn' ? r.withdrawnTitle : r.cancelledTitle, from, '', r.gone),
      buttons: [],
    };
  const asks = isOpen(notice);
  const answered =
    acknowledgement === null || acknowledgement === 'seen' ? undefined : w.answered[acknowledgement];
  const status = [
    isOutdated(notice) ? r.confirmedOlder(notice.acknowledgedVersion ?? 1) : answered,
    asks && how.reminder && w.reminderWhy,
    asks && check && (how.caption ? r.checkElsewhere : undefined),
  ].filter((line) => line !== false && line !== undefined);
  return {
    text: lines(
      titleOf(language, notice, how),
      from,
      version > 1 && r.corrected(version),
      notice.needsAcknowledgement && dueLine(language, notice, how.now),
      '',
      notice.html ?? escapeHtml(notice.text),
      status.length > 0 && '',
      ...status,
      ...(asks && check && !how.caption ? checkLines(language, check, how.wrong) : []),
    ),
    buttons: asks ? buttonsOf(language, notice, how) : [],
  };
}

function titleOf(language: Language, { urgent, version = 1 }: NoticeView, how: NoticeShow): string {
  const r = receipts[language];
  if (how.reminder) return words[language].reminder;
  if (how.correction || version > 1) return r.correctedTitle;
  return urgent ? r.urgentTitle : words[language].title;
}

function dueLine(language: Language, { dueAt }: NoticeView, now: Date | undefined): string | false {
  if (!dueAt || !now) return false;
  const r = receipts[language];
  const when = timeText(language, dueAt);
  return new Date(dueAt) > now ? r.due(when, leftText(language, dueAt, now)) : r.pastDue(when);
}

const LETTERS = 'ABCD';
const option = (check: NonNullable<NoticeView['check']>, place: number): string =>
  `${LETTERS[place] ?? ''}. ${escapeHtml(check.options[place] ?? '')}`;

function checkLines(
  language: Language,
  check: NonNullable<NoticeView['check']>,
  wrong: number | undefined,
): string[] {
  const r = receipts[language];
  return [
    '',
    ...(wrong === undefined
      ? [r.checkAsk]
      : [r.checkWrong(option(check, wrong), option(check, check.answer))]),
    `<b>${escapeHtml(check.question)}</b>`,
    ...check.options.map((_, place) => option(check, place)),
  ];
}

function buttonsOf(language: Language, notice: NoticeView, { caption }: NoticeShow): Button[][] {
  const l = common[language];
  const r = receipts[language];
  const { id, version = 1, acknowledgement, check, answers = ['question'] } = notice;
  const others = answers.flatMap((answer) => {
    if (answer === 'question')
      return [button(acknowledgement === 'question' ? r.again : l.question, 'thread.ask', id)];
    return acknowledgement === answer ? [] : [button(l.cannotAttend, 'notice.answer', id, answer, version)];
  });
  if (!check) return [[button(l.received, 'notice.answer', id, 'understood', version), ...others]];
  const choice = caption
    ? [button(r.checkOpen, 'notice.read', id)]
    : check.options.map((_, place) => button(LETTERS[place] ?? '', 'notice.check', id, place, version));
  return [choice, others].filter((row) => row.length > 0);
}

/** What the author hears when somebody cannot attend. */
export function noticeAnswerView(
  language: Language,
  answer: { noticeId: string; answer: string; personName: string; unitName: string },
): View {
  const w = words[language];
  const said = w.answerWords[answer.answer] ?? answer.answer;
  return {
    text: w.answerToAuthor(escapeHtml(answer.personName), escapeHtml(answer.unitName), said),
    buttons: [[button(receipts[language].board.see, 'board.see', answer.noticeId)]],
  };
}

/** What a notice is called in a line about it: the beginning of its text. */
export const shortNotice = (text: string): string => escapeHtml(shorten(text, 16));
export const outdatedText = (language: Language): string => receipts[language].outdated;
