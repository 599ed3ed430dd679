import { inRows } from './broadcast.ts';
import { optionsButton } from './broadcast-options.ts';
import { broadcast as en } from './locales/en/broadcast.ts';
import { common as commonEn } from './locales/en/common.ts';
import { broadcast as zh } from './locales/zh/broadcast.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { selectorName, type SelectorView } from './notice-plan.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** Whether conditions narrow an audience, or take people out of it. */
export type Side = 'narrow' | 'except';
export type SelectorKind = 'role' | 'post' | 'tag' | 'plan' | 'unit';
const KINDS: Record<Side, readonly SelectorKind[]> = {
  narrow: ['role', 'post', 'tag', 'plan'],
  except: ['role', 'post', 'tag', 'plan', 'unit'],
};

/** The conditions of one side, and what more there is to choose by. */
export function selectorsView(language: Language, side: Side, chosen: readonly SelectorView[]): View {
  const w = words[language];
  const kinds = KINDS[side].map((by) => button(w.by[by], 'broadcast.by', side, by));
  const clear = chosen.length > 0 ? [button(w.clear, 'broadcast.clear', side)] : [];
  return {
    text: lines(
      side === 'narrow' ? w.narrowAsk : w.exceptAsk,
      ...(chosen.length === 0
        ? [w.noSelector]
        : chosen.map((one) => `• ${w.options.line(w.by[one.by], escapeHtml(selectorName(language, one)))}`)),
    ),
    buttons: [...inRows(kinds, 3), [...clear, optionsButton(language)]],
  };
}

/** The conditions of one kind to choose from; a button carries a short key of its condition. */
export function selectorAskView(
  language: Language,
  side: Side,
  by: SelectorKind,
  choices: readonly (SelectorView & { key: string; chosen: boolean })[],
): View {
  const w = words[language];
  const buttons = choices.map((one) =>
    button(
      `${one.chosen ? '✓ ' : ''}${selectorName(language, one)}`,
      'broadcast.pick',
      side,
      by,
      one.key,
      one.chosen ? 0 : 1,
    ),
  );
  return {
    text: lines(w.selectorAsk(w.by[by]), choices.length === 0 && w.noChoice),
    buttons: [...inRows(buttons, 2), [button(common[language].return, `broadcast.${side}`)]],
  };
}

export const listAskView = (language: Language, has: boolean): View => {
  const w = words[language].list;
  return {
    text: w.ask,
    buttons: [
      [
        ...(has ? [button(w.drop, 'broadcast.drop', 'list')] : []),
        button(common[language].return, 'broadcast.list-back'),
      ],
    ],
  };
};

/** Lines named of those that cannot be used. */
const LINES_SHOWN = 8;

/** What a list holds, line by line where it cannot be used; nothing is taken before it is confirmed. */
export function listCheckView(
  language: Language,
  list: { known: number; repeated: number; unknown: readonly { line: number; staffNo: string }[] },
): View {
  const w = words[language].list;
  const { known, repeated, unknown } = list;
  const hidden = unknown.length - LINES_SHOWN;
  const named = unknown
    .slice(0, LINES_SHOWN)
    .map(({ line, staffNo }) => w.line(line, escapeHtml([...staffNo].slice(0, 24).join(''))));
  return {
    text: lines(
      w.title,
      w.known(known),
      repeated > 0 && w.repeated(repeated),
      unknown.length > 0 && w.unknown(unknown.length),
      ...named,
      hidden > 0 && w.more(hidden),
      '',
      known > 0 ? w.hint : w.none,
    ),
    buttons: [
      [
        button(w.again, 'broadcast.list'),
        button(common[language].return, 'broadcast.list-back'),
        ...(known > 0 ? [button(w.take, 'broadcast.list-take')] : []),
      ],
    ],
  };
}

export type ListProblemView = { code: 'too-many'; count: number; limit: number } | { code: string };

/** Why a list was not read; codes that need no sentence of their own share one. */
export function listProblemView(language: Language, problem: ListProblemView): View {
  const w = words[language].list;
  const { 'too-many': tooMany, ...said } = w.problems;
  const plain: Record<string, string> = said;
  const text =
    'count' in problem
      ? tooMany(problem.count, problem.limit)
      : Object.hasOwn(plain, problem.code)
        ? (plain[problem.code] ?? said.other)
        : said.other;
  return { text, buttons: [[button(common[language].return, 'broadcast.list-back')]] };
}
