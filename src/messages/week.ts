import { common as commonEn } from './locales/en/common.ts';
import { week as en } from './locales/en/week.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { week as zh } from './locales/zh/week.ts';
import { localDayText } from './hours.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type WeekView = {
  monday: string;
  sunday: string;
  notices: { waiting: number; dueAt: Date | string | null };
  assessment: { id: string; title: string; titleEn: string | null; closesAt: Date | string } | null;
  plan: {
    name: { zh: string; en: string };
    left: number;
    dueOn: string | null;
    thisWeek: number | null;
  } | null;
  done: { papers: number; cards: number; confirmed: number };
  hours: { left: number; document: string; article: string | null } | null;
};
/** What else the message of the day says, a line and a button each. */
export type Besides = { lines: readonly string[]; buttons: readonly Button[] };

/** The week in one message: what is due, what was done in the last one, hours left with their article, what comes next. */
export function weekView(language: Language, week: WeekView, besides?: Besides): View {
  const w = words[language];
  const due = dueLines(language, week);
  return {
    text: lines(
      w.title(localDayText(language, week.monday), localDayText(language, week.sunday)),
      ...(due.length > 0 ? due : [w.nothingDue]),
      ...doneLines(language, week),
      week.hours !== null &&
        w.hours(week.hours.left, escapeHtml(week.hours.document), escapeHtml(week.hours.article ?? '')),
      ...(besides && besides.lines.length > 0 ? ['', w.besides, ...besides.lines] : []),
      '',
      w.foot,
    ),
    buttons: inRows([...weekButtons(language, week), ...(besides?.buttons ?? [])]),
  };
}

function dueLines(language: Language, { notices, assessment, plan }: WeekView): string[] {
  const w = words[language];
  const { waiting, dueAt } = notices;
  const title =
    assessment && (language === 'en' ? (assessment.titleEn ?? assessment.title) : assessment.title);
  return [
    ...(waiting > 0 ? [w.notices(waiting, dueAt === null ? null : timeText(language, dueAt))] : []),
    ...(assessment && title
      ? [w.assessment(escapeHtml(title), timeText(language, assessment.closesAt))]
      : []),
    ...(plan ? [planLine(language, plan)] : []),
  ];
}

function planLine(
  language: Language,
  { name, left, dueOn, thisWeek }: NonNullable<WeekView['plan']>,
): string {
  const w = words[language];
  const called = escapeHtml(name[language]);
  return dueOn === null || thisWeek === null
    ? w.plan(called, left)
    : w.planBy(called, left, localDayText(language, dueOn), thisWeek);
}

function doneLines(language: Language, { done }: WeekView): string[] {
  const w = words[language];
  const { papers, cards, confirmed } = done;
  const said = [
    papers > 0 && w.papers(papers),
    cards > 0 && w.cards(cards),
    confirmed > 0 && w.confirmed(confirmed),
  ].filter((part) => part !== false);
  return said.length > 0 ? [w.done(said.join(w.comma))] : [];
}

function weekButtons(language: Language, { notices, assessment, plan, hours }: WeekView): Button[] {
  const w = words[language];
  return [
    ...(notices.waiting > 0 ? [button(w.openNotices, 'notice.page', 0)] : []),
    ...(assessment ? [button(w.openAssessment, 'assess.begin', assessment.id)] : []),
    ...(plan ? [button(w.openCard, 'study.open')] : []),
    button(w.openQuiz, 'quiz.open'),
    ...(hours ? [button(w.openHours, 'hours.open')] : []),
    button(w.settings, 'settings.open'),
  ];
}

const inRows = (buttons: readonly Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / 3) }, (_, i) => buttons.slice(i * 3, i * 3 + 3));

/** Asked for, with nothing in it. */
export const emptyWeekView = (language: Language): View => ({
  text: words[language].empty,
  buttons: [[button(common[language].menu, 'menu.open')]],
});
