import { classes as en } from './locales/en/classes.ts';
import { common as commonEn } from './locales/en/common.ts';
import { classes as zh } from './locales/zh/classes.ts';
import { common as commonZh } from './locales/zh/common.ts';
import type { MeetingView } from './meetings.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const SCORES = [1, 2, 3, 4, 5];
/** Sentences that fit a screen; the newest are as likely among them as the oldest. */
const MOST_SHOWN = 8;

/** The first of the two questions. */
export const feedbackAskView = (language: Language, { id, title }: MeetingView): View => ({
  text: lines(words[language].ask(escapeHtml(title)), words[language].askHint, words[language].scale),
  buttons: [SCORES.map((score) => button(String(score), 'class.score', id, score))],
});

export const wordsAskView = (language: Language, score: number, problem: boolean): View => ({
  text: problem ? words[language].wordsProblem : words[language].wordsAsk(score),
  buttons: [
    [
      button(common[language].cancel, 'flow.cancel', 'class-feedback'),
      button(words[language].noWords, 'class.no-words'),
    ],
  ],
});

export const feedbackThanks = (language: Language, first: boolean): View => ({
  text: first ? words[language].thanks : words[language].answered,
  buttons: [],
});

type Shown =
  | { hidden: true; people: number }
  | { hidden: false; people: number; average: number; words: readonly string[] };

/** What the organiser sees: a number, and from enough answers on the average and the words. */
export function feedbackView(language: Language, { id, title }: MeetingView, feedback: Shown): View {
  const w = words[language];
  return {
    text: feedback.hidden
      ? lines(w.feedbackTitle(escapeHtml(title)), w.feedbackHidden(feedback.people))
      : lines(
          w.feedbackTitle(escapeHtml(title)),
          w.feedbackAverage(feedback.average.toFixed(1), feedback.people),
          '',
          ...feedback.words.slice(0, MOST_SHOWN).map((text) => w.word(escapeHtml(shorten(text, 200)))),
        ),
    buttons: [[button(common[language].return, 'meeting.see', id)]],
    protect: true,
  };
}
