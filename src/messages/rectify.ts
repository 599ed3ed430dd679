import { localDayText } from './hours.ts';
import { common as commonEn } from './locales/en/common.ts';
import { rectifications as en } from './locales/en/rectifications.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { rectifications as zh } from './locales/zh/rectifications.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const cancel = (language: Language, flow: string) => [button(common[language].cancel, 'flow.cancel', flow)];

/** Days to choose from when an item is opened. */
export const DUE_AHEAD = [7, 15, 30] as const;

export const rectifyWhoView = (language: Language): View => ({
  text: words[language].whoAsk,
  buttons: [cancel(language, 'rectify')],
});
export const rectifyTextView = (language: Language, name: string): View => ({
  text: words[language].textAsk(escapeHtml(name)),
  buttons: [cancel(language, 'rectify')],
});

/** Why a day cannot be taken: what was not understood, or what is wrong with it. */
export type DayProblemView = { text: string } | keyof typeof zh.dueProblems;
const dayProblem = (language: Language, problem: DayProblemView): string =>
  typeof problem === 'string'
    ? words[language].dueProblems[problem]
    : words[language].dayProblem(escapeHtml(shorten(problem.text, 40)));

export const rectifyDueView = (language: Language, problem?: DayProblemView): View => ({
  text: problem === undefined ? words[language].dayAskNew : dayProblem(language, problem),
  buttons: [
    DUE_AHEAD.map((days) => button(words[language].days(days), 'rectify.due', days)),
    cancel(language, 'rectify'),
  ],
});

export type ReviewerView = { id: string; name: string; title: string };
export function rectifyReviewerView(
  language: Language,
  reviewers: readonly ReviewerView[],
  me: string | undefined,
): View {
  const w = words[language];
  const rows = reviewers.map((one, i) => w.reviewerRow(i + 1, escapeHtml(one.name), escapeHtml(one.title)));
  return {
    text: lines(w.reviewerAsk, ...(rows.length > 0 ? ['', ...rows] : [])),
    buttons: [
      ...(me === undefined ? [] : [[button(w.reviewerMe, 'rectify.reviewer', me)]]),
      ...(reviewers.length > 0
        ? [reviewers.map((one, i) => button(String(i + 1), 'rectify.reviewer', one.id))]
        : []),
      cancel(language, 'rectify'),
    ],
  };
}

/** @param stamp stands for what is shown; the button that confirms carries it */
export function rectifyPreview(
  language: Language,
  { text, dueOn, reviewerName }: { text: string; dueOn: string; reviewerName: string },
  person: { name: string; unitName: string; reachable: boolean },
  stamp: string,
): View {
  const w = words[language];
  const l = common[language];
  return {
    text: lines(
      w.previewTitle,
      w.previewTo(escapeHtml(person.name), escapeHtml(person.unitName)),
      !person.reachable && w.previewUnreachable,
      escapeHtml(text),
      w.previewDue(localDayText(language, dueOn)),
      w.previewReviewer(escapeHtml(reviewerName)),
      w.previewHint,
    ),
    buttons: [
      [
        button(l.change, 'rectify.change'),
        button(l.cancel, 'flow.cancel', 'rectify'),
        button(l.confirmSend, 'rectify.send', stamp),
      ],
    ],
  };
}

export const rectifiedView = (
  language: Language,
  id: string,
  { name, dueOn, first }: { name: string; dueOn: string; first: boolean },
): View => ({
  text: first
    ? words[language].opened(escapeHtml(name), localDayText(language, dueOn))
    : words[language].openedBefore,
  buttons: [[button(common[language].details, 'task.open', id)]],
});

export const evidenceAskView = (language: Language): View => ({
  text: words[language].evidenceAsk,
  buttons: [cancel(language, 'task-evidence')],
});
/** Why something cannot be evidence, at a step that stays. */
export const evidenceProblemView = (
  language: Language,
  problem: 'too-big' | 'lost' | 'not-text',
  flow: string,
  mb: number,
): View => {
  const w = words[language];
  const text = problem === 'too-big' ? w.fileTooBig(mb) : problem === 'lost' ? w.fileLost : w.evidenceProblem;
  return { text, buttons: [cancel(language, flow)] };
};
export const evidenceAddedView = (language: Language, itemId: string): View => ({
  text: words[language].evidenceAdded,
  buttons: [
    [
      button(words[language].more, 'task.evidence', itemId),
      button(common[language].details, 'task.open', itemId),
      button(words[language].handIn, 'task.hand-in', itemId),
    ],
  ],
});

export const extendDayView = (language: Language, dueOn: string, problem?: DayProblemView): View => ({
  text:
    problem === undefined
      ? words[language].dayAsk(localDayText(language, dueOn))
      : dayProblem(language, problem),
  buttons: [cancel(language, 'task-extend')],
});

/** The steps that ask for a reason. */
export type ReasonFlow = 'task-extend' | 'rectify-return' | 'rectify-refuse';
export function rectifyReasonView(language: Language, flow: ReasonFlow, name: string, problem = false): View {
  const w = words[language];
  const ask =
    flow === 'task-extend'
      ? w.reasonAsk
      : flow === 'rectify-return'
        ? w.returnAsk(escapeHtml(name))
        : w.refuseAsk(escapeHtml(name));
  return { text: problem ? w.reasonProblem : ask, buttons: [cancel(language, flow)] };
}

/** Asks before a step that cannot be taken back. */
export function itemAskView(
  language: Language,
  step: 'hand-in' | 'close',
  item: { id: string; personName: string; reviewerName: string },
): View {
  const w = words[language];
  const yes =
    step === 'close'
      ? button(w.close, 'task.close-now', item.id)
      : button(w.handIn, 'task.hand-in-now', item.id);
  return {
    text:
      step === 'close' ? w.closeAsk(escapeHtml(item.personName)) : w.handInAsk(escapeHtml(item.reviewerName)),
    buttons: [[button(common[language].return, 'task.open', item.id), yes]],
    protect: true,
  };
}

type Done =
  'handed-in' | 'extension-asked' | 'closed' | 'returned' | 'extension-refused' | 'extension-granted';
export function itemDoneView(
  language: Language,
  done: Done,
  item: { id: string; personName: string; reviewerName: string; dueOn: string },
): View {
  const w = words[language];
  const [owner, reviewer] = [escapeHtml(item.personName), escapeHtml(item.reviewerName)];
  const text = {
    'handed-in': () => w.handInDone(reviewer),
    'extension-asked': () => w.extensionAsked(reviewer),
    closed: () => w.closeDone(owner),
    returned: () => w.returnDone(owner),
    'extension-refused': () => w.refuseDone(owner),
    'extension-granted': () => w.grantDone(owner, localDayText(language, item.dueOn)),
  }[done]();
  return { text, buttons: [[button(common[language].details, 'task.open', item.id)]] };
}

export const rectifyWord = (
  language: Language,
  word: 'own' | 'notWaiting' | 'evidenceFirst' | 'extensionWaits',
): string => words[language][word];
