import { common as commonEn } from './locales/en/common.ts';
import { inquiries as en } from './locales/en/inquiries.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { inquiries as zh } from './locales/zh/inquiries.ts';
import { leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type InquiryView = {
  id: string;
  withWhom: string;
  /** When the answer is due. */
  startsAt: Date | string;
  state: string;
  noticeSays: { zh: string; en: string };
};

/** The notice of a written inquiry: until when, by whom, and nothing of what it is about (row F5). */
export function inquiryNotice(language: Language, inquiry: InquiryView, now: Date, reminder = false): View {
  const w = words[language];
  const isOpen = inquiry.state === 'announced';
  const isLate = new Date(inquiry.startsAt) <= now;
  return {
    text: lines(
      reminder ? w.reminder : w.title,
      w.please(inquiry.noticeSays[language], timeText(language, inquiry.startsAt)),
      isOpen && (isLate ? w.overdue : w.left(leftText(language, inquiry.startsAt, now))),
      w.by(escapeHtml(inquiry.withWhom)),
      inquiry.state === 'held' && w.answered,
    ),
    buttons: isOpen ? [[button(w.write, 'inquiry.write', inquiry.id)]] : [],
    protect: true,
  };
}

const cancel = (language: Language): Button =>
  button(common[language].cancel, 'flow.cancel', 'inquiry-answer');
const check = (language: Language): Button => button(words[language].check, 'inquiry.check');

/** Asks for the answer, or for more of it. @param tooLong when the newest part did not fit */
export function inquiryAskView(
  language: Language,
  { parts, length, most, tooLong }: { parts: number; length: number; most: number; tooLong: boolean },
): View {
  const w = words[language];
  const text = tooLong ? w.tooLong(most) : parts === 0 ? w.ask : w.taken(parts, length, most);
  return {
    text,
    buttons: [parts === 0 ? [cancel(language)] : [cancel(language), check(language)]],
    protect: true,
  };
}

export const inquiryPreview = (language: Language, text: string, isLate: boolean, stamp: string): View => ({
  text: lines(
    words[language].preview,
    escapeHtml(text),
    '',
    isLate ? words[language].hintLate : words[language].hint,
  ),
  buttons: [
    [
      button(words[language].more, 'inquiry.more'),
      button(words[language].again, 'inquiry.again'),
      button(common[language].submit, 'inquiry.submit', stamp),
    ],
    [cancel(language)],
  ],
  protect: true,
});

export const inquirySubmitted = (language: Language): View => ({
  text: words[language].submitted,
  buttons: [],
});
export const inquiryOver = (language: Language): string => words[language].over;

/** What whoever ordered it is told once it is out. */
export const inquiryAsked = (language: Language, name: string, dueAt: Date | string): string =>
  words[language].asked(escapeHtml(name), timeText(language, dueAt));

/** Until when, and whether that is over, for whoever ordered it. */
export const inquiryDue = (language: Language, dueAt: Date | string, state: string, now: Date): string =>
  lines(
    words[language].due(timeText(language, dueAt)),
    state === 'announced' && new Date(dueAt) <= now && words[language].overdueFor,
  );

export const inquiryCancelled = (language: Language, dueAt: Date | string): View => ({
  text: words[language].cancelled(timeText(language, dueAt)),
  buttons: [],
  protect: true,
});
