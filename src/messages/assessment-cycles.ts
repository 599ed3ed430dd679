import { common as commonEn } from './locales/en/common.ts';
import { cycles as en } from './locales/en/cycles.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { cycles as zh } from './locales/zh/cycles.ts';
import { pageButtons } from './page-buttons.ts';
import { timeText, typedTime } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const cancel = (language: Language, flow = 'cycle'): Button =>
  button(common[language].cancel, 'flow.cancel', flow);

type CycleView = {
  id: string;
  title: string;
  titleEn: string | null;
  unitName: string;
  opensAt: Date | string;
  closesAt: Date | string;
  reviewClosesAt: Date | string | null;
  submitted: number;
  drafts: number;
};
type Titled = Pick<CycleView, 'title' | 'titleEn'>;
export const cycleTitle = (language: Language, { title, titleEn }: Titled): string =>
  escapeHtml((language === 'en' ? titleEn : null) ?? title);

function stateText(language: Language, cycle: CycleView, now: Date): string {
  const w = words[language];
  const { opensAt, closesAt, reviewClosesAt } = cycle;
  if (new Date(opensAt) > now) return w.coming(timeText(language, opensAt));
  if (new Date(closesAt) > now) return w.open(timeText(language, closesAt), cycle.submitted);
  return reviewClosesAt !== null && new Date(reviewClosesAt) > now
    ? w.reviewing(timeText(language, reviewClosesAt))
    : w.closed(cycle.submitted);
}

/** The newest cycles of one's units, and the ways on from there; who may order one has the first button. */
export function cycleHomeView(
  language: Language,
  cycles: readonly CycleView[],
  mayOrder: boolean,
  now: Date,
): View {
  const w = words[language];
  const ways = [button(w.opinions, 'opinion.list'), ...(mayOrder ? [button(w.start, 'cycle.new')] : [])];
  if (cycles.length === 0) return { text: lines(w.title, w.empty), buttons: [ways] };
  return {
    text: lines(
      w.title,
      '',
      ...cycles.map((cycle, i) => w.row(i + 1, cycleTitle(language, cycle), stateText(language, cycle, now))),
      '',
      w.hint,
    ),
    buttons: [cycles.map(({ id }, i) => button(String(i + 1), 'cycle.open', id)), ways],
  };
}

type FormView = {
  id: string;
  version: number;
  title: { zh: string; en: string };
  minutes: number;
  questions: readonly unknown[];
};
export const formAskView = (language: Language, forms: readonly FormView[]): View => ({
  text: lines(
    words[language].formAsk,
    '',
    ...forms.map((form, i) =>
      words[language].formRow(
        i + 1,
        escapeHtml(form.title[language]),
        form.version,
        form.questions.length,
        form.minutes,
      ),
    ),
  ),
  buttons: [forms.map(({ id }, i) => button(String(i + 1), 'cycle.form', id)), [cancel(language)]],
});

export type CycleTimeProblem = { text: string } | string;
const problemText = (language: Language, problem: CycleTimeProblem): string =>
  typeof problem === 'string'
    ? (words[language].problems[problem] ?? common[language].wrong)
    : words[language].timeProblem(escapeHtml(shorten(problem.text, 40)));
const timeRows = (times: readonly Date[], action: string): Button[][] => {
  const buttons = times.map((time) => button(typedTime(time), action, Math.floor(time.getTime() / 1000)));
  return Array.from({ length: Math.ceil(buttons.length / 2) }, (_, i) => buttons.slice(i * 2, i * 2 + 2));
};

export const cycleOpensView = (
  language: Language,
  times: readonly Date[],
  problem?: CycleTimeProblem,
): View => ({
  text: problem === undefined ? words[language].opensAsk : problemText(language, problem),
  buttons: [
    [button(words[language].now, 'cycle.opens', 0)],
    ...timeRows(times, 'cycle.opens'),
    [button(common[language].back, 'cycle.back', 'form'), cancel(language)],
  ],
});
export const cycleClosesView = (
  language: Language,
  times: readonly Date[],
  days: number,
  problem?: CycleTimeProblem,
): View => ({
  text: problem === undefined ? words[language].closesAsk(days) : problemText(language, problem),
  buttons: [
    ...timeRows(times, 'cycle.closes'),
    [button(common[language].back, 'cycle.back', 'opens'), cancel(language)],
  ],
});

/** @param stamp stands for what is shown; the button that confirms carries it */
export function cyclePreview(
  language: Language,
  plan: {
    form: Pick<FormView, 'title' | 'version'>;
    unitName: string;
    people: number;
    opensAt: Date | null;
    closesAt: Date;
    reviewDays: number | null;
  },
  stamp: string,
): View {
  const w = words[language];
  const from = plan.opensAt === null ? w.previewNow : timeText(language, plan.opensAt);
  return {
    text: lines(
      w.previewTitle,
      w.previewForm(escapeHtml(plan.form.title[language]), plan.form.version),
      w.previewWho(escapeHtml(plan.unitName), plan.people),
      w.previewOpen(from, timeText(language, plan.closesAt)),
      plan.reviewDays === null ? w.previewNoReview : w.previewReview(plan.reviewDays),
      w.previewHint,
    ),
    buttons: [
      [
        button(common[language].change, 'cycle.back', 'closes'),
        cancel(language),
        button(common[language].confirm, 'cycle.confirm', stamp),
      ],
    ],
  };
}
export const cycleOrderedView = (
  language: Language,
  { closesAt }: Pick<CycleView, 'closesAt'>,
  first: boolean,
): View => ({
  text: first ? words[language].ordered(timeText(language, closesAt)) : words[language].orderedBefore,
  buttons: [[button(words[language].title.replace(/<[^>]*>/g, ''), 'cycle.home')]],
});
export const cycleProblem = (language: Language, problem: string): string => problemText(language, problem);

/** How one cycle stands: numbers, no names. */
export function cycleView(language: Language, cycle: CycleView, mayOrder: boolean): View {
  const w = words[language];
  const { opensAt, closesAt, reviewClosesAt } = cycle;
  return {
    text: lines(
      `<b>${cycleTitle(language, cycle)}</b>`,
      w.about(escapeHtml(cycle.unitName)),
      w.window(timeText(language, opensAt), timeText(language, closesAt)),
      reviewClosesAt !== null && w.review(timeText(language, reviewClosesAt)),
      w.counts(cycle.submitted, cycle.drafts),
    ),
    buttons: [
      [
        button(common[language].return, 'cycle.home'),
        ...(mayOrder && cycle.submitted > 0 ? [button(w.submitted, 'cycle.list', cycle.id, 0)] : []),
      ],
    ],
  };
}

type SubmittedView = { id: string; name: string; unitName: string; submittedAt: Date | string | null };
export function submittedListView(
  language: Language,
  cycle: Pick<CycleView, 'id' | 'submitted'>,
  rows: readonly SubmittedView[],
  { page, pages, from }: { page: number; pages: number; from: number },
): View {
  const w = words[language];
  const back = [button(common[language].return, 'cycle.open', cycle.id)];
  if (rows.length === 0) return { text: w.listEmpty, buttons: [back] };
  const when = (at: SubmittedView['submittedAt']) => (at === null ? '' : timeText(language, at));
  return {
    text: lines(
      w.listTitle(cycle.submitted),
      '',
      ...rows.map((row, i) =>
        w.listRow(from + i + 1, escapeHtml(row.name), escapeHtml(row.unitName), when(row.submittedAt)),
      ),
      '',
      w.listHint,
    ),
    buttons: [
      rows.map((row, i) => button(String(from + i + 1), 'cycle.reopen', row.id)),
      pageButtons(language, 'cycle.list', page, pages, cycle.id),
      back,
    ].filter((row) => row.length > 0),
    protect: true,
  };
}

export const reopenAskView = (language: Language, name: string, problem: boolean): View => ({
  text: problem ? words[language].reasonProblem : words[language].reopenAsk(escapeHtml(name)),
  buttons: [[cancel(language, 'assessment-reopen')]],
});
export const reopenedView = (language: Language, name: string): View => ({
  text: words[language].reopened(escapeHtml(name)),
  buttons: [[button(common[language].return, 'cycle.home')]],
});
export const reopenProblem = (language: Language, problem: string): string =>
  words[language].reopenProblems[problem] ?? common[language].stale;

/** What the person hears whose form was given back. */
export const reopenedToldView = (
  language: Language,
  told: Titled & { cycleId: string; closesAt: Date | string; reason: string; byName: string },
): View => ({
  text: lines(
    words[language].told(cycleTitle(language, told)),
    words[language].toldReason(escapeHtml(told.reason), escapeHtml(told.byName)),
    words[language].toldFoot(timeText(language, told.closesAt)),
  ),
  buttons: [[button(common[language].change, 'assess.begin', told.cycleId)]],
});
