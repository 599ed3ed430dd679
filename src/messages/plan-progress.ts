import { localDayText } from './hours.ts';
import { common as commonEn } from './locales/en/common.ts';
import { plans as en } from './locales/en/plans.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { plans as zh } from './locales/zh/plans.ts';
import { pageButtons } from './page-buttons.ts';
import { planDayText, whomText, type PlanDayProblem } from './plans.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type SetPlanView = {
  id: string;
  name: { zh: string; en: string };
  unitName: string;
  role: string | null;
  postTitle: string | null;
  startsOn: string;
  endsOn: string;
  pace: number;
  assignerName: string;
  ended: boolean;
};

/** What is set in one's units, the newest first, numbered through the pages. */
export function planSetListView(
  language: Language,
  rows: readonly SetPlanView[],
  { total, page, size }: { total: number; page: number; size: number },
): View {
  const w = words[language];
  const last = [button(w.assign, 'plans.new'), button(common[language].return, 'menu.open')];
  if (total === 0) return { text: w.listEmpty, buttons: [last] };
  const number = (i: number): number => page * size + i + 1;
  const line = (row: SetPlanView): string =>
    w.listLine(escapeHtml(row.name[language]), whomText(language, row), localDayText(language, row.endsOn));
  return {
    text: lines(
      w.listTitle(total),
      '',
      ...rows.map((row, i) => `${number(i)}. ${line(row)}${row.ended ? w.ended : ''}`),
      '',
      w.listHint,
    ),
    buttons: [
      rows.map((row, i) => button(String(number(i)), 'plans.open', row.id)),
      pageButtons(language, 'plans.list', page, Math.ceil(total / size)),
      last,
    ].filter((row) => row.length > 0),
  };
}

type Share = { people: number; finished: number; started: number };
export type PlanProgressView = {
  total: Share | null;
  units: readonly (Share & { name: string })[];
  others: Share | null;
};

const percentOf = ({ people, finished }: Share): number => Math.round((finished / Math.max(1, people)) * 100);

/** The share that has finished, by village, in the order of their names; nothing about fewer than five people. */
export function planProgressView(language: Language, set: SetPlanView, progress: PlanProgressView): View {
  const w = words[language];
  const { total, units, others } = progress;
  const unitLine = (name: string, share: Share): string =>
    w.unitLine(name, share.people, share.finished, percentOf(share));
  return {
    text: lines(
      w.progressTitle(escapeHtml(set.name[language])),
      w.setBy(whomText(language, set), escapeHtml(set.assignerName)),
      w.window(localDayText(language, set.startsOn), localDayText(language, set.endsOn), set.pace),
      set.ended && w.over,
      '',
      total === null
        ? w.small
        : `${w.share(total.people, total.finished, percentOf(total))} · ${w.started(total.started)}`,
      ...(units.length > 1 || others ? units.map((unit) => unitLine(escapeHtml(unit.name), unit)) : []),
      others !== null && units.length > 0 && unitLine(w.others, others),
      '',
      w.foot,
    ),
    buttons: [
      [
        ...(set.ended ? [] : [button(w.extend, 'plans.extend', set.id), button(w.end, 'plans.end', set.id)]),
        button(common[language].return, 'plans.list', 0),
      ],
    ],
  };
}

export const planEndAskView = (language: Language, id: string): View => ({
  text: words[language].endAskNow,
  buttons: [
    [button(common[language].return, 'plans.open', id), button(words[language].end, 'plans.end-now', id)],
  ],
});

export const planExtendView = (language: Language, until: string, problem?: PlanDayProblem): View => ({
  text: planDayText(language, words[language].extendAsk(localDayText(language, until)), problem),
  buttons: [[button(common[language].cancel, 'flow.cancel', 'plan-extend')]],
});

/** What has become of it, with the way back to it. */
export const planChangedView = (language: Language, id: string, until: string | null): View => ({
  text: until === null ? words[language].endDone : words[language].extended(localDayText(language, until)),
  buttons: [[button(common[language].return, 'plans.open', id)]],
});

/** What somebody hears of a plan that is set for them. */
export function planAssignedView(language: Language, set: SetPlanView & { cards: number }): View {
  const w = words[language];
  return {
    text: lines(
      w.toldTitle,
      w.told(escapeHtml(set.name[language]), set.cards),
      w.toldWindow(localDayText(language, set.startsOn), localDayText(language, set.endsOn), set.pace),
      w.toldBy(escapeHtml(set.assignerName)),
    ),
    buttons: [[button(w.open, 'study.open'), button(common[language].menu, 'menu.open')]],
  };
}
