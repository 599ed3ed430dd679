import { common as commonEn } from './locales/en/common.ts';
import { learning as en } from './locales/en/learning.ts';
import { quizzes as quizzesEn } from './locales/en/quizzes.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { learning as zh } from './locales/zh/learning.ts';
import { quizzes as quizzesZh } from './locales/zh/quizzes.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const quiz = { zh: quizzesZh, en: quizzesEn };

type Count = { people: number; finished: number };
export type LearningView = {
  unit: { id: string; name: string };
  days: number;
  total: Count | null;
  units: readonly (Count & { id: string; name: string })[];
  others: Count | null;
  weak: readonly {
    versionId: string;
    article: string;
    facility: number;
    answers: number;
    people: number;
    sureMistakes: number | undefined;
  }[];
  /** Whether pairs of answers may be looked at. */
  alike: boolean;
};

const UNITS_A_PAGE = 5;
const percent = (share: number): number => Math.round(share * 100);

/** How many of each unit learn, in the order of their names, and the articles that the unit knows least. */
export function learningView(language: Language, overview: LearningView, page: number): View {
  const w = words[language];
  const { unit, days, total, units, others, weak } = overview;
  if (total === null)
    return { text: lines(w.title(escapeHtml(unit.name)), w.small), buttons: footButtons(language, overview) };
  const pages = Math.ceil(units.length / UNITS_A_PAGE);
  const at = page < pages ? page : 0;
  const shown = units.slice(at * UNITS_A_PAGE, (at + 1) * UNITS_A_PAGE);
  const isSplit = units.length + (others ? 1 : 0) > 1;
  const split = isSplit
    ? [
        ...shown.map((one) => w.line(escapeHtml(one.name), one.people, one.finished)),
        ...(others && at >= pages - 1 ? [w.line(w.others, others.people, others.finished)] : []),
      ]
    : [];
  const below = isSplit ? shown.filter(({ id }) => id !== unit.id) : [];
  return {
    text: lines(
      w.title(escapeHtml(unit.name)),
      w.total(days, total.people, total.finished, percent(total.finished / total.people)),
      ...split,
      '',
      ...(weak.length > 0 ? [w.weakTitle] : [w.noWeak]),
      ...weak.map((one, i) => weakLine(language, one, i + 1)),
      '',
      w.foot,
    ),
    buttons: [
      weak.map(({ versionId }, i) => button(String(i + 1), 'learning.text', unit.id, versionId)),
      ...inTwos(below.map(({ id, name }) => button(name, 'learning.unit', id, 0))),
      pageButtons(language, 'learning.unit', at, pages, unit.id),
      ...footButtons(language, overview),
    ].filter((row) => row.length > 0),
  };
}

const inTwos = (buttons: readonly Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / 2) }, (_, row) => buttons.slice(row * 2, row * 2 + 2));

const footButtons = (language: Language, { alike }: LearningView): Button[][] =>
  alike ? [[button(words[language].alike, 'alike.list', 0)]] : [];

function weakLine(
  language: Language,
  { article, facility, answers, people, sureMistakes = 0 }: LearningView['weak'][number],
  n: number,
): string {
  const w = words[language];
  const sure = sureMistakes > 0 ? w.sure(sureMistakes) : '';
  return `${n}. ${w.weak(escapeHtml(article), percent(facility), answers, people)}${sure}`;
}

export type ProposalView = {
  unit: { id: string; name: string };
  versionId: string;
  document: string;
  place: string;
  quotes: readonly string[];
  /** The study cards on it. */
  plan: { name: { zh: string; en: string } } | null;
  /** Whether the reader may give them to the unit. */
  mayAssign: boolean;
};

/** Quotes of one article are cut to what fits on a screen. */
const MOST_QUOTES = 3;
const MOST_LETTERS = 160;

/** The words of an article, and what could be done about it. */
export function weakArticleView(language: Language, proposal: ProposalView): View {
  const [w, q] = [words[language], quiz[language]];
  const { unit, versionId, document, place, quotes, plan, mayAssign } = proposal;
  return {
    text: lines(
      w.article(escapeHtml(document), escapeHtml(place)),
      ...quotes
        .slice(0, MOST_QUOTES)
        .map((quote) => `<blockquote>${escapeHtml(q.quote(shorten(quote, MOST_LETTERS)))}</blockquote>`),
      plan === null ? w.noPlan : w.hasPlan(escapeHtml(plan.name[language])),
    ),
    buttons: [
      [
        ...(plan && mayAssign ? [button(w.propose, 'plans.topic', unit.id, versionId)] : []),
        button(common[language].return, 'learning.unit', unit.id, 0),
      ],
    ],
  };
}
