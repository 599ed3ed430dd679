import { localDayText } from './hours.ts';
import { common as commonEn } from './locales/en/common.ts';
import { plans as en } from './locales/en/plans.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { plans as zh } from './locales/zh/plans.ts';
import { selectorName } from './notice-plan.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type Both = { zh: string; en: string };
export type PlanChoice = { id: string; name: Both; cards: readonly unknown[] };

const cancel = (language: Language): Button[] => [button(common[language].cancel, 'flow.cancel', 'plans')];
const inRows = (buttons: readonly Button[], width: number): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / width) }, (_, i) =>
    buttons.slice(i * width, (i + 1) * width),
  );

/** "青石镇 · 村党支部书记": the unit, and the role or post where one is named. */
export function whomText(
  language: Language,
  { unitName, role, postTitle }: { unitName: string; role: string | null; postTitle: string | null },
): string {
  const narrow = role === null ? postTitle : selectorName(language, { by: 'role', value: role });
  return [unitName, narrow]
    .filter((part) => part !== null)
    .map(escapeHtml)
    .join(' · ');
}

/** A page of the plans to choose from, numbered through the pages. */
export function planAskView(
  language: Language,
  plans: readonly PlanChoice[],
  { total, page, size }: { total: number; page: number; size: number },
): View {
  const w = words[language];
  const number = (i: number): number => page * size + i + 1;
  return {
    text: lines(
      w.planAsk(total),
      '',
      ...plans.map(
        ({ name, cards }, i) => `${number(i)}. ${w.planLine(escapeHtml(name[language]), cards.length)}`,
      ),
    ),
    buttons: [
      plans.map(({ id }, i) => button(String(number(i)), 'plans.plan', id)),
      pageButtons(language, 'plans.page', page, Math.ceil(total / size)),
      cancel(language),
    ].filter((row) => row.length > 0),
  };
}

export const planUnitsView = (language: Language, units: readonly { id: string; name: string }[]): View => ({
  text: words[language].unitAsk,
  buttons: [
    ...inRows(
      units.map(({ id, name }) => button(name, 'plans.unit', id)),
      2,
    ),
    cancel(language),
  ],
});

export const planWhomView = (language: Language, unitName: string): View => {
  const w = words[language];
  return {
    text: w.whomAsk(escapeHtml(unitName)),
    buttons: [
      [
        button(w.everybody, 'plans.whom', 'all'),
        button(w.byRole, 'plans.whom', 'role'),
        button(w.byPost, 'plans.whom', 'post'),
      ],
      cancel(language),
    ],
  };
};

/** The roles, or the titles of posts, to choose from; a button carries a short key of its choice. */
export const planNarrowView = (
  language: Language,
  by: 'role' | 'post',
  choices: readonly { value: string; key: string }[],
): View => ({
  text: by === 'role' ? words[language].roleAsk : words[language].postAsk,
  buttons: [
    ...inRows(
      choices.map(({ value, key }) => button(selectorName(language, { by, value }), 'plans.narrow', by, key)),
      2,
    ),
    cancel(language),
  ],
});

export type PlanDayProblem =
  { text: string } | 'past' | 'too-late' | 'before-start' | 'too-long' | 'not-later';

/** What is wrong with a day; the question itself where nothing is. */
export function planDayText(language: Language, ask: string, problem: PlanDayProblem | undefined): string {
  const w = words[language];
  if (problem === undefined) return ask;
  if (typeof problem === 'object') return w.dayProblem(escapeHtml(shorten(problem.text, 40)));
  const said = {
    past: w.past,
    'too-late': w.tooLate,
    'before-start': w.beforeStart,
    'too-long': w.tooLong,
    'not-later': w.notLater,
  };
  return said[problem];
}

export const planStartView = (language: Language, problem?: PlanDayProblem): View => ({
  text: planDayText(language, words[language].startAsk, problem),
  buttons: [
    [
      button(words[language].today, 'plans.start', 'today'),
      button(words[language].monday, 'plans.start', 'monday'),
    ],
    cancel(language),
  ],
});

export const planPaceView = (language: Language, cards: number, paces: readonly number[]): View => ({
  text: words[language].paceAsk(cards),
  buttons: [paces.map((pace) => button(words[language].pace(pace), 'plans.pace', pace)), cancel(language)],
});

export const planEndView = (language: Language, problem?: PlanDayProblem): View => ({
  text: planDayText(language, words[language].endAsk, problem),
  buttons: [cancel(language)],
});

export type PlanPreview = {
  name: Both;
  cards: number;
  unitName: string;
  role: string | null;
  postTitle: string | null;
  startsOn: string;
  endsOn: string;
  pace: number;
  people: number;
  unreachable: number;
  exempt: number;
  finished: number;
};

/** @param stamp stands for what is shown; the button that confirms carries it */
export function planPreview(language: Language, plan: PlanPreview, stamp: string): View {
  const w = words[language];
  const l = common[language];
  const { people, exempt, finished, unreachable } = plan;
  return {
    text: lines(
      w.previewTitle,
      w.preview(
        escapeHtml(plan.name[language]),
        plan.cards,
        `${whomText(language, plan)} · ${w.people(people)}`,
      ),
      exempt > 0 && w.exempt(exempt),
      finished > 0 && w.finished(finished),
      unreachable > 0 && w.unreachable(unreachable),
      w.window(localDayText(language, plan.startsOn), localDayText(language, plan.endsOn), plan.pace),
      '',
      people > 0 ? w.previewHint : w.nobody,
    ),
    buttons: [
      [
        button(l.change, 'plans.change'),
        button(w.changeEnd, 'plans.end-day'),
        ...(people > 0 ? [button(l.confirm, 'plans.confirm', stamp)] : []),
      ],
      cancel(language),
    ],
  };
}

export const planSetView = (language: Language, id: string, people: number): View => ({
  text: words[language].done(people),
  buttons: [
    [button(common[language].details, 'plans.open', id), button(common[language].return, 'plans.list', 0)],
  ],
});
