import { common as commonEn } from './locales/en/common.ts';
import { people as en } from './locales/en/people.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { people as zh } from './locales/zh/people.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh: zh.quiet, en: en.quiet };
const common = { zh: commonZh, en: commonEn };

export type QuietHours = { from: string; to: string };

/** Whole hours to choose from. */
const CHOICES = [
  [20, 8],
  [22, 7],
] as const;

/** The person's quiet hours (null: the usual ones), and what they may be changed to; `problem` is what could not be read. */
export function quietView(
  language: Language,
  own: QuietHours | null,
  usual: QuietHours,
  problem?: string,
): View {
  const w = words[language];
  const state =
    own === null ? w.usual(usual.from, usual.to) : own.from === own.to ? w.none : w.own(own.from, own.to);
  return {
    text:
      problem === undefined
        ? lines(w.title, state, w.explain, w.ask)
        : w.problem(escapeHtml([...problem].slice(0, 40).join(''))),
    buttons: [
      [
        ...CHOICES.map(([from, to]) => button(w.hours(from, to), 'quiet.set', from, to)),
        button(w.always, 'quiet.set', 0, 0),
      ],
      [
        ...(own === null ? [] : [button(w.usualButton, 'quiet.usual')]),
        button(common[language].cancel, 'flow.cancel', 'quiet'),
      ],
    ],
  };
}

/** What they are from now on. */
export function quietSetView(language: Language, own: QuietHours | null, usual: QuietHours): View {
  const w = words[language];
  if (own === null) return { text: w.reset(usual.from, usual.to), buttons: [] };
  return { text: own.from === own.to ? w.setNone : w.set(own.from, own.to), buttons: [] };
}
