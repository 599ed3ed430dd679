import type { Content } from '../domain/questions/rules.ts';
import { keyLine } from './bank-question.ts';
import { common as commonEn } from './locales/en/common.ts';
import { corrections as en } from './locales/en/corrections.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { corrections as zh } from './locales/zh/corrections.ts';
import { letterOf, optionText } from './options.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const FLOW = 'key-correction';

export type KeyQuestion = { stem: string; content: Content; explanation: string };
export type KeyProblemView = 'nothing' | 'not-an-option' | 'one-only' | 'gaps' | 'number' | 'same';
export type CorrectionProblemView = 'other-type' | 'replaced' | 'proposed-before' | 'decided-before' | 'own';

const cancel = (language: Language): Button => button(common[language].cancel, 'flow.cancel', FLOW);

export const correctionProblem = (language: Language, problem: CorrectionProblemView): string =>
  words[language].problems[problem] ?? '';

/** Which answer is right instead: letters to press, several of them with a tick, or words to reply. */
export function keyAskView(
  language: Language,
  { stem, content }: KeyQuestion,
  { chosen, several }: { chosen: readonly number[]; several: boolean },
  problem?: KeyProblemView,
): View {
  const w = words[language];
  const options = 'options' in content ? content.options : [];
  const letters = options.map((_, option) => {
    const ticked = chosen.includes(option);
    return button(`${ticked ? '✓ ' : ''}${letterOf(option)}`, 'key.pick', option, ticked ? 0 : 1);
  });
  const isTruth = content.type === 'truefalse';
  const ask =
    options.length === 0 ? w.askWords(keyLine(language, content)) : several ? w.askSeveral : w.askOne;
  return {
    text: lines(
      problem && (w.keyProblems[problem] ?? ''),
      problem && '',
      w.title,
      escapeHtml(stem),
      ...options.map((text, option) => `${letterOf(option)}. ${optionText(language, text, isTruth)}`),
      w.keyNow(keyLine(language, content)),
      ask,
    ),
    buttons: [
      letters.slice(0, 4),
      letters.slice(4),
      several ? [cancel(language), button(common[language].next, 'key.next')] : [cancel(language)],
    ].filter((row) => row.length > 0),
  };
}

export const explanationAskView = (language: Language, now: string, problem: boolean): View => ({
  text: problem ? words[language].explanationProblem : words[language].explanationAsk(escapeHtml(now)),
  buttons: [[cancel(language), button(words[language].keep, 'key.keep')]],
});

export const reasonAskView = (language: Language, problem: boolean): View => ({
  text: problem ? words[language].reasonProblem : words[language].reasonAsk,
  buttons: [[cancel(language)]],
});

export type ChangeView = {
  stem: string;
  before: Content;
  after: Content;
  explanation: string;
  newExplanation: string;
  reason: string;
};
export type AffectedView = { attempts: number; people: number };

/** What changes, why, and what that touches. */
export function changeLines(
  language: Language,
  change: ChangeView,
  affected: AffectedView | null,
): (string | false)[] {
  const w = words[language];
  return [
    escapeHtml(change.stem),
    w.change(keyLine(language, change.before), keyLine(language, change.after)),
    change.newExplanation !== change.explanation && w.explanation(escapeHtml(change.newExplanation)),
    w.reason(escapeHtml(change.reason)),
    affected !== null && w.affected(affected.attempts, affected.people),
  ];
}

/** Before it goes to a second person. @param stamp stands for what is shown */
export const correctionPreview = (
  language: Language,
  change: ChangeView,
  affected: AffectedView,
  stamp: string,
): View => {
  const w = words[language];
  return {
    text: lines(w.previewTitle, ...changeLines(language, change, affected), '', w.previewHint),
    buttons: [
      [
        cancel(language),
        button(common[language].change, 'key.change'),
        button(common[language].submit, 'key.propose', stamp),
      ],
    ],
  };
};

export const correctionProposedView = (language: Language): View => ({
  text: words[language].proposed,
  buttons: [[button(words[language].goOn, 'reports.list', 0)]],
});

export type DecidedView = ChangeView & {
  state: string;
  decidedByName: string | null;
  decisionWords: string | null;
};

/** What its author hears about a correction. */
export const correctionDecidedView = (language: Language, correction: DecidedView): View => {
  const w = words[language];
  return {
    text: lines(
      w.decided[correction.state] ?? '',
      escapeHtml(shorten(correction.stem, 80)),
      w.change(keyLine(language, correction.before), keyLine(language, correction.after)),
      w.decidedBy(escapeHtml(correction.decidedByName ?? '')),
      correction.decisionWords !== null && w.why(escapeHtml(correction.decisionWords)),
    ),
    buttons: [],
  };
};
