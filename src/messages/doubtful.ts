import type { Content } from '../domain/questions/rules.ts';
import { bankQuestionLines } from './bank-question.ts';
import { common as commonEn } from './locales/en/common.ts';
import { corrections as correctionsEn } from './locales/en/corrections.ts';
import { doubtful as en } from './locales/en/doubtful.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { corrections as correctionsZh } from './locales/zh/corrections.ts';
import { doubtful as zh } from './locales/zh/doubtful.ts';
import { letterOf } from './options.ts';
import { pageButtons } from './page-buttons.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const corrections = { zh: correctionsZh, en: correctionsEn };
const common = { zh: commonZh, en: commonEn };

/** A question with its figures: shares 0–1, discrimination −1…1, null where there is none. */
export type DoubtfulView = {
  versionId: string;
  code: string;
  stem: string;
  content: Content;
  documentTitle: string;
  documentStatus: string;
  place: string;
  quote: string;
  day: string;
  people: number;
  facility: number;
  deviation: number;
  discrimination: number | null;
  efficiency: number | null;
  guess: number | null;
  options: readonly { option: number; right: boolean; people: number }[];
  unanswered: number;
  faults: readonly string[];
};

const percent = (share: number): number => Math.round(share * 100);
const decimal = (language: Language, value: number | null): string =>
  value === null ? words[language].unknown : value.toFixed(2);
const faultName = (language: Language, fault: string): string => words[language].faults[fault] ?? fault;

export const doubtfulTab = (language: Language, n: number): Button =>
  button(words[language].tab(n), 'doubtful.list', 0);

/** The questions to look at, the gravest first. @param ways the way to the other lists */
export function doubtfulListView(
  language: Language,
  rows: readonly DoubtfulView[],
  { total, page, size }: { total: number; page: number; size: number },
  ways: readonly Button[],
): View {
  const w = words[language];
  const more = [button(w.export, 'doubtful.export'), button(w.quizzes, 'doubtful.quizzes', 0)];
  if (total === 0) return { text: w.listEmpty, buttons: [more, [...ways]] };
  const list = rows.map(({ faults: [fault = ''], stem, people, facility }, i) => {
    const line = w.listLine(
      faultName(language, fault),
      escapeHtml(shorten(stem, 20)),
      people,
      percent(facility),
    );
    return `${page * size + i + 1}. ${line}`;
  });
  return {
    text: lines(w.listTitle(total), '', ...list, '', w.listHint),
    buttons: [
      rows.map((row, i) => button(String(page * size + i + 1), 'doubtful.open', row.versionId)),
      pageButtons(language, 'doubtful.list', page, Math.ceil(total / size)),
      more,
      [...ways],
    ].filter((row) => row.length > 0),
  };
}

/** One of them with its key, who chose what, and the figures. */
export function doubtfulView(language: Language, item: DoubtfulView): View {
  const w = words[language];
  const { people, facility, guess, discrimination, efficiency, unanswered } = item;
  const taken = Object.fromEntries(item.options.map(({ option, people: n }) => [String(option), n]));
  const asked = bankQuestionLines(language, item, {
    people,
    right: null,
    options: taken,
  });
  return {
    text: lines(
      w.title(escapeHtml(item.code)),
      ...item.faults.map((fault) => w.fault(faultName(language, fault))),
      '',
      ...asked,
      '',
      w.facility(people, percent(facility)),
      guess !== null && w.guess(percent(guess)),
      w.discrimination(decimal(language, discrimination), decimal(language, efficiency)),
      unanswered > 0 && w.unanswered(unanswered),
      w.asOf(dayText(language, `${item.day}T04:00:00Z`)),
    ),
    buttons: [
      [
        button(corrections[language].fix, 'doubtful.fix', item.versionId),
        button(common[language].return, 'doubtful.list', 0),
      ],
    ],
  };
}

export type QuizFiguresView = {
  name: string;
  slot: string;
  people: number;
  mean: number;
  consistency: number | null;
};

export function quizFiguresView(
  language: Language,
  rows: readonly QuizFiguresView[],
  { total, page, size }: { total: number; page: number; size: number },
): View {
  const w = words[language];
  const back = [button(common[language].return, 'doubtful.list', 0)];
  if (total === 0) return { text: w.quizzesEmpty, buttons: [back] };
  const list = rows.map(({ name, slot, people, mean, consistency }) =>
    w.quizLine(escapeHtml(name), escapeHtml(slot), people, percent(mean), decimal(language, consistency)),
  );
  return {
    text: lines(w.quizzesTitle(total), '', ...list, '', w.quizzesHint),
    buttons: [pageButtons(language, 'doubtful.quizzes', page, Math.ceil(total / size)), back].filter(
      (row) => row.length > 0,
    ),
  };
}

/** Every question with its figures as rows of a file, the headings first. */
export function doubtfulTable(language: Language, rows: readonly DoubtfulView[]): (string | number)[][] {
  const w = words[language];
  const figure = (value: number | null) => (value === null ? '' : Math.round(value * 1000) / 1000);
  return [
    Object.values(w.columns),
    ...rows.map((row) => [
      row.code,
      row.stem,
      row.people,
      figure(row.facility),
      figure(row.guess),
      figure(row.deviation),
      figure(row.discrimination),
      figure(row.efficiency),
      row.options
        .map(({ option, right, people }) => `${right ? '✓' : ''}${letterOf(option)} ${people}`)
        .join(' · '),
      row.unanswered,
      row.faults.map((fault) => faultName(language, fault)).join(' · '),
      row.day,
    ]),
  ];
}
export const doubtfulFileName = (language: Language, day: string): string => words[language].file(day);
export const doubtfulCaption = (language: Language, n: number): string => words[language].caption(n);
