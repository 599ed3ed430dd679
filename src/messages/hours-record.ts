import { entryLine, localDayText, type Evidence } from './hours.ts';
import { common as commonEn } from './locales/en/common.ts';
import { hours as en } from './locales/en/hours.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { hours as zh } from './locales/zh/hours.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type Entry = { day: string; hours: number; evidence: string; topic: string };
export type ConversionView = { id: string; name: { zh: string; en: string }; hours: number };

const cancel = (language: Language): Button[] => [button(common[language].cancel, 'flow.cancel', 'hours')];

/** @param counting kinds of evidence that count towards required hours; @param before the entry that is corrected */
export function evidenceAskView(
  language: Language,
  evidence: readonly Evidence[],
  counting: readonly string[],
  before?: Entry,
): View {
  const w = words[language];
  const counts = evidence.filter(({ id }) => counting.includes(id)).map(({ name }) => name[language]);
  return {
    text: before
      ? w.correctAsk(`${entryLine(language, before, evidence)} · ${escapeHtml(before.topic)}`)
      : w.kindAsk(counts.join(language === 'zh' ? '、' : ', ')),
    buttons: [
      ...evidence.map(({ id, name }) => [button(name[language], 'hours.kind', id)]),
      cancel(language),
    ],
  };
}

/** @param problem what could not be read, or why that day cannot be recorded */
export function dayAskView(language: Language, problem?: { text: string } | 'future' | 'other-year'): View {
  const w = words[language];
  const text =
    problem === undefined
      ? w.dayAsk
      : problem === 'future'
        ? w.dayFuture
        : problem === 'other-year'
          ? w.dayOther
          : w.dayProblem(escapeHtml(shorten(problem.text, 40)));
  const days = [button(w.today, 'hours.day', 0), button(w.yesterday, 'hours.day', 1)];
  return { text, buttons: [days, cancel(language)] };
}

/** @param problem what could not be read, or the most that one record takes */
export function amountAskView(
  language: Language,
  conversion: readonly ConversionView[],
  problem?: { text: string } | { most: number },
): View {
  const w = words[language];
  const table = conversion
    .filter(({ hours }) => hours > 1)
    .map(({ name, hours }) => w.converted(name[language], hours))
    .join(language === 'zh' ? '，' : ', ');
  const text =
    problem === undefined
      ? w.amountAsk(table)
      : 'most' in problem
        ? w.amountMost(problem.most)
        : w.amountProblem(escapeHtml(shorten(problem.text, 40)));
  const amounts = conversion.map(({ id, name }) => button(name[language], 'hours.amount', id));
  return { text, buttons: [amounts, cancel(language)] };
}

export const topicAskView = (language: Language, problem: boolean): View => ({
  text: problem ? words[language].topicProblem : words[language].topicAsk,
  buttons: [cancel(language)],
});

/** @param stamp stands for what is shown; the button that submits carries it */
export function hourPreview(
  language: Language,
  entry: Entry,
  evidence: readonly Evidence[],
  stamp: string,
  before?: Entry,
): View {
  const w = words[language];
  const l = common[language];
  return {
    text: lines(
      w.previewTitle,
      entryLine(language, entry, evidence),
      escapeHtml(entry.topic),
      before && w.replaces(`${localDayText(language, before.day)} ${w.amount(before.hours)}`),
      '',
      w.previewHint,
    ),
    buttons: [
      [
        button(l.change, 'hours.change'),
        button(l.cancel, 'flow.cancel', 'hours'),
        button(l.submit, 'hours.submit', stamp),
      ],
    ],
  };
}

/** What came of it; the same study recorded before is no mistake, it only counts once. */
export const hourRecordedView = (language: Language, word: 'recorded' | 'recordedBefore'): View => ({
  text: words[language][word],
  buttons: [[button(words[language].list, 'hours.list', 0), button(common[language].return, 'hours.open')]],
});
