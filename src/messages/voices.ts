import { common as commonEn } from './locales/en/common.ts';
import { voices as en } from './locales/en/voices.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { voices as zh } from './locales/zh/voices.ts';
import { pageButtons } from './page-buttons.ts';
import { textProblem, type TextProblemView } from './text-problem.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
type Name = { zh: string; en: string };

const inRows = (buttons: readonly Button[], size: number): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / size) }, (_, i) => buttons.slice(i * size, (i + 1) * size));

/** @param month its first day */
const monthText = (language: Language, month: string): string =>
  words[language].month(Number(month.slice(0, 4)), Number(month.slice(5, 7)));

export type VoiceWord = 'over' | 'full' | 'scanAgain' | 'placeholder';
export const voiceWord = (language: Language, word: VoiceWord): string => words[language][word];

/** What a villager chooses from; `part` is what each button carries, sealed. */
export const voiceAskView = (
  language: Language,
  unit: string,
  topics: readonly { name: Name; part: string }[],
  least: number,
): View => {
  const w = words[language];
  return {
    text: lines(w.ask(escapeHtml(unit)), w.askHint, w.askSecret(least), w.askReports),
    buttons: inRows(
      topics.map(({ name, part }) => button(name[language], 'voice.on', part)),
      2,
    ),
    secret: true,
  };
};

/** After the press; with `sealed` words may be added. */
export const voiceGivenView = (language: Language, first: boolean, sealed: string | undefined): View => {
  const w = words[language];
  return {
    text: lines(first ? w.given : w.givenBefore, sealed !== undefined && w.givenWrite),
    buttons: sealed === undefined ? [] : [[button(w.write, 'voice.say', sealed)]],
    secret: true,
  };
};

/** Asks for words, as a message to reply to; `link` leads to the same once more. */
export const voiceWriteText = (
  language: Language,
  link: string,
  { limit, days }: { limit: number; days: number },
  problem: string | undefined,
): string => lines(problem, words[language].writeAsk(link, limit), words[language].writeHint(days));
export const wordsGivenText = (language: Language, first: boolean, days: number): string =>
  first ? words[language].wordsGiven(days) : words[language].wordsBefore;
export const wordsProblemText = (language: Language, problem: TextProblemView): string =>
  textProblem(language, problem);

type Topics = readonly { topic: { name: Name }; n: number }[];
type UnitView = { id: string; name: string; topics: Topics; waiting: number };
const topicsText = (language: Language, topics: Topics): string =>
  topics.length === 0
    ? words[language].none
    : topics.map(({ topic, n }) => words[language].topic(topic.name[language], n)).join(' · ');

/** The villages of the desk, by name. */
export function voiceUnitsView(
  language: Language,
  { rows, total, month }: { rows: readonly UnitView[]; total: number; month: string },
  { page, pages }: { page: number; pages: number },
  least: number,
): View {
  const w = words[language];
  const menu = button(common[language].menu, 'menu.open');
  if (rows.length === 0) return { text: w.empty, buttons: [[menu]] };
  return {
    text: lines(
      w.title(total, monthText(language, month)),
      ...rows.map(({ name, topics, waiting }, i) =>
        w.row(
          i + 1,
          escapeHtml(name),
          [topicsText(language, topics), ...(waiting > 0 ? [w.waiting(waiting)] : [])].join(' · '),
        ),
      ),
      w.foot(least),
    ),
    buttons: [
      rows.map(({ id }, i) => button(String(i + 1), 'opinions.unit', id, 0)),
      pageButtons(language, 'opinions.list', page, pages),
      [menu],
    ].filter((row) => row.length > 0),
  };
}

/** One village in one month, `back` months before this one; `most` is how far one can go. */
export function voiceUnitView(
  language: Language,
  { id, name, topics, waiting, month }: UnitView & { month: string },
  { back, most, least }: { back: number; most: number; least: number },
): View {
  const w = words[language];
  const months = [
    ...(back < most ? [button(w.earlier, 'opinions.unit', id, back + 1)] : []),
    ...(back > 0 ? [button(w.later, 'opinions.unit', id, back - 1)] : []),
  ];
  return {
    text: lines(
      w.unit(escapeHtml(name), monthText(language, month)),
      topicsText(language, topics),
      w.unitFoot(least),
    ),
    buttons: [
      months,
      [button(w.code, 'opinions.code', id), button(w.words(waiting), 'opinions.words', id, 0)],
      [button(common[language].return, 'opinions.list', 0)],
    ].filter((row) => row.length > 0),
  };
}

/** Under the picture of a code. */
export const voiceCodeView = (language: Language, unit: string, unitId: string, codeId: string): View => ({
  text: words[language].caption(escapeHtml(unit)),
  buttons: [
    [
      button(words[language].renew, 'opinions.renew', unitId, codeId),
      button(common[language].return, 'opinions.unit', unitId, 0),
    ],
  ],
});
export const voiceRenewView = (language: Language, unit: string, unitId: string, codeId: string): View => ({
  text: words[language].renewAsk(escapeHtml(unit)),
  buttons: [
    [
      button(common[language].cancel, 'opinions.unit', unitId, 0),
      button(common[language].confirm, 'opinions.renew-now', codeId),
    ],
  ],
});
export const voiceRenewedView = (language: Language, unit: string): View => ({
  text: words[language].renewed(escapeHtml(unit)),
  buttons: [],
});

type WordsView = { id: string; unitId: string; unitName: string; topic: Name; text: string; day: string };
/** One text that waits to be sorted; it cannot be passed on. */
export function voiceWordsView(
  language: Language,
  row: WordsView,
  { place, total, days }: { place: number; total: number; days: number },
): View {
  const w = words[language];
  return {
    text: lines(
      w.wordsTitle(escapeHtml(row.unitName), place + 1, total),
      w.wordsAbout(row.topic[language], dayText(language, `${row.day}T00:00:00+08:00`)),
      `<blockquote>${escapeHtml(row.text)}</blockquote>`,
      w.wordsHint(days),
    ),
    buttons: [
      pageButtons(language, 'opinions.words', place, total, row.unitId),
      [
        button(w.handled, 'opinions.handled', row.id),
        button(common[language].return, 'opinions.unit', row.unitId, 0),
      ],
    ].filter((buttons) => buttons.length > 0),
    protect: true,
  };
}
export const voiceWordsNoneView = (language: Language, unitId: string): View => ({
  text: words[language].wordsNone,
  buttons: [[button(common[language].return, 'opinions.unit', unitId, 0)]],
});

/** What stands on the poster of a code. */
export const posterFacts = (language: Language, unit: string, link: string) => ({
  title: words[language].posterTitle,
  name: unit,
  line: words[language].posterLine,
  how: words[language].posterHow,
  link,
});
export const posterFileName = (language: Language, unit: string): string => words[language].fileName(unit);
