import { inRows } from './broadcast.ts';
import { broadcast as en } from './locales/en/broadcast.ts';
import { common as commonEn } from './locales/en/common.ts';
import { broadcast as zh } from './locales/zh/broadcast.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { selectorsText, whenText, type NoticePlan } from './notice-plan.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** What a plan of a notice shows on the screen of its settings. */
export type OptionsView = Pick<
  NoticePlan,
  | 'sendAt'
  | 'repeat'
  | 'digestAt'
  | 'dueAt'
  | 'listed'
  | 'narrow'
  | 'except'
  | 'check'
  | 'urgentReason'
  | 'needsAcknowledgement'
> & { kindName: string };

/** Everything about a notice that may be left as it is, and a button to change each. */
export function optionsView(language: Language, plan: OptionsView): View {
  const w = words[language];
  const o = w.options;
  const value = (text: string | false | null): string => (text ? text : o.none);
  const asks = plan.needsAcknowledgement ? o.none : w.notConfirmed;
  return {
    text: lines(
      o.title,
      o.line(o.kind, escapeHtml(plan.kindName)),
      o.line(o.when, whenText(language, plan)),
      o.line(o.due, plan.dueAt ? timeText(language, plan.dueAt) : asks),
      o.line(o.narrow, value(selectorsText(language, plan.narrow))),
      o.line(o.except, value(selectorsText(language, plan.except))),
      plan.listed > 0 && o.line(o.list, w.listed(plan.listed)),
      o.line(o.check, plan.check ? escapeHtml(shorten(plan.check.question, 20)) : asks),
      o.line(o.urgent, value(plan.urgentReason !== null && escapeHtml(shorten(plan.urgentReason, 20)))),
    ),
    buttons: [
      [
        button(o.kind, 'broadcast.kind'),
        button(o.when, 'broadcast.time'),
        button(o.repeat, 'broadcast.repeat'),
      ],
      [
        button(o.due, 'broadcast.due'),
        button(o.narrowButton, 'broadcast.narrow'),
        button(o.exceptButton, 'broadcast.except'),
      ],
      [
        button(o.list, 'broadcast.list', 'options'),
        button(o.check, 'broadcast.check'),
        button(o.urgent, 'broadcast.urgent'),
      ],
      [button(o.save, 'broadcast.save'), button(common[language].return, 'broadcast.preview')],
    ],
  };
}

/** Back to the settings. */
export const optionsButton = (language: Language): Button =>
  button(common[language].return, 'broadcast.options');
export const ticked = (label: string, on: boolean): string => (on ? `✓ ${label}` : label);

export function kindAskView(
  language: Language,
  kinds: readonly { id: string; name: { zh: string; en: string } }[],
  chosen: string,
): View {
  const choices = kinds.map(({ id, name }) =>
    button(ticked(name[language], id === chosen), 'broadcast.kind', id),
  );
  return { text: words[language].kindAsk, buttons: [...inRows(choices, 2), [optionsButton(language)]] };
}

/** Asks for something that is typed, with a button to take off what there is. */
const typedAsk = (language: Language, text: string, ...drop: Button[]): View => ({
  text,
  buttons: [[...drop, optionsButton(language)]],
});

export const checkAskView = (
  language: Language,
  has: boolean,
  problem?: keyof typeof zh.checkProblems,
): View => {
  const w = words[language];
  return typedAsk(
    language,
    problem === undefined ? w.checkAsk : w.checkProblems[problem],
    ...(has ? [button(w.dropCheck, 'broadcast.drop', 'check')] : []),
  );
};

export const urgentAskView = (language: Language, has: boolean): View => {
  const w = words[language];
  return typedAsk(language, w.urgentAsk, ...(has ? [button(w.dropUrgent, 'broadcast.drop', 'urgent')] : []));
};

/** What was typed at a step of the settings cannot be taken; the step stays. */
export const typedProblemView = (language: Language, text: string): View => typedAsk(language, text);
