import { cycleTitle } from './assessment-cycles.ts';
import { common as commonEn } from './locales/en/common.ts';
import { reviews as en } from './locales/en/reviews.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { reviews as zh } from './locales/zh/reviews.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const cancel = (language: Language, flow = 'opinion'): Button =>
  button(common[language].cancel, 'flow.cancel', flow);

type Bilingual = { zh: string; en: string };
type Counted = { text: Bilingual; n: number };
type Opinion = {
  id: string;
  grade: string;
  text: string;
  enteredBy: string;
  enteredByName: string;
  verdict: 'confirmed' | 'returned' | null;
  reason: string | null;
};
export type ReviewedView = {
  id: string;
  name: string;
  unitName: string;
  title: string;
  titleEn: string | null;
  opinion: Opinion | null;
  compared: readonly { stem: Bilingual; own: Bilingual | null; peer: Counted[]; people: Counted[] }[];
};
export type Grades = readonly { id: string; name: Bilingual }[];
const gradeText = (language: Language, grades: Grades, id: string): string =>
  grades.find((grade) => grade.id === id)?.name[language] ?? id;
const stateOf = (opinion: Opinion | null): keyof typeof zh.opinionStates =>
  opinion === null ? 'none' : (opinion.verdict ?? 'waiting');

/** For whom the committee's word is due. */
export function reviewedListView(language: Language, rows: readonly ReviewedView[], total: number): View {
  const w = words[language];
  const back = [button(common[language].return, 'cycle.home')];
  if (rows.length === 0) return { text: w.opinionEmpty, buttons: [back] };
  return {
    text: lines(
      w.opinionTitle(total),
      '',
      ...rows.map((row, i) =>
        w.opinionRow(
          i + 1,
          escapeHtml(row.name),
          escapeHtml(row.unitName),
          w.opinionStates[stateOf(row.opinion)],
        ),
      ),
      '',
      w.opinionHint,
    ),
    buttons: [rows.map((row, i) => button(String(i + 1), 'opinion.open', row.id)), back],
    protect: true,
  };
}

/** Item by item; a side with too few votes says so, and no sum is made. */
function votesText(language: Language, compared: ReviewedView['compared']): string[] {
  const w = words[language];
  return compared.map(({ stem, own, peer, people }) => {
    const side = (which: 'peer' | 'people', counted: readonly Counted[]) =>
      `${w.sides[which]} ${counted.length === 0 ? w.few : counted.map(({ text, n }) => `${escapeHtml(text[language])} ${n}`).join(' / ')}`;
    const said = [side('peer', peer), side('people', people)];
    return `• ${escapeHtml(shorten(stem[language], 24))}\n    ${[...(own ? [w.own(escapeHtml(own[language]))] : []), ...said].join(' · ')}`;
  });
}

/** One person at the desk of whoever concludes; `me` is who reads it: their own opinion is confirmed by somebody else. */
export function reviewedView(language: Language, row: ReviewedView, grades: Grades, me: string): View {
  const w = words[language];
  const { opinion } = row;
  const back = button(common[language].return, 'opinion.list');
  const waits = opinion !== null && opinion.verdict === null;
  const ways = !waits
    ? opinion?.verdict === 'confirmed'
      ? []
      : [button(w.enter, 'opinion.enter', row.id)]
    : opinion.enteredBy === me
      ? []
      : [button(w.giveBack, 'opinion.return', opinion.id), button(w.confirm, 'opinion.confirm', opinion.id)];
  return {
    text: lines(
      w.about(escapeHtml(row.name), escapeHtml(row.unitName), cycleTitle(language, row)),
      ...votesText(language, row.compared),
      w.votesHint,
      opinion !== null &&
        w.standing(
          escapeHtml(gradeText(language, grades, opinion.grade)),
          escapeHtml(opinion.text),
          escapeHtml(opinion.enteredByName),
        ),
      typeof opinion?.reason === 'string' && w.returnedFor(escapeHtml(opinion.reason)),
    ),
    buttons: [[back, ...ways]],
    protect: true,
  };
}

export const gradeAskView = (language: Language, name: string, grades: Grades): View => {
  const buttons = grades.map(({ id, name: grade }) => button(grade[language], 'opinion.grade', id));
  return {
    text: words[language].gradeAsk(escapeHtml(name)),
    buttons: [buttons.slice(0, 2), buttons.slice(2, 4), buttons.slice(4), [cancel(language)]].filter(
      (row) => row.length > 0,
    ),
    protect: true,
  };
};
export const opinionTextView = (language: Language): View => ({
  text: words[language].textAsk,
  buttons: [[cancel(language)]],
});

/** @param cap how it stands with the capped grade, where one more would pass it */
export const opinionPreview = (
  language: Language,
  { name, grade, text }: { name: string; grade: string; text: string },
  grades: Grades,
  cap: { given: number; reviewed: number } | undefined,
  stamp: string,
): View => ({
  text: lines(
    words[language].previewTitle,
    words[language].previewGrade(escapeHtml(name), escapeHtml(gradeText(language, grades, grade))),
    escapeHtml(text),
    cap && words[language].capWarning(cap.given, cap.reviewed),
    words[language].previewHint,
  ),
  buttons: [
    [
      button(common[language].change, 'opinion.change'),
      cancel(language),
      button(common[language].submit, 'opinion.send', stamp),
    ],
  ],
  protect: true,
});

const listButton = (language: Language): Button[][] => [[button(words[language].opinions, 'opinion.list')]];
export const opinionEnteredView = (
  language: Language,
  name: string,
  { first, told }: { first: boolean; told: boolean },
): View => ({
  text: !first
    ? words[language].enteredBefore
    : words[language][told ? 'entered' : 'enteredNobody'](escapeHtml(name)),
  buttons: listButton(language),
});
export const opinionConfirmedView = (language: Language, name: string): View => ({
  text: words[language].confirmed(escapeHtml(name)),
  buttons: listButton(language),
});
export const returnAskView = (language: Language, name: string, problem: boolean): View => ({
  text: problem ? words[language].reasonProblem : words[language].returnAsk(escapeHtml(name)),
  buttons: [[cancel(language, 'opinion-return')]],
});
export const opinionReturnedView = (language: Language): View => ({
  text: words[language].returned,
  buttons: listButton(language),
});
export const opinionWord = (
  language: Language,
  word: 'enteredBefore' | 'ownOpinion' | 'decidedBefore',
): string => words[language][word];

/** Word that an opinion waits; whom it is about stands behind the button. */
export const opinionAskedView = (language: Language, subjectId: string): View => ({
  text: words[language].asked,
  buttons: [[button(common[language].details, 'opinion.open', subjectId)]],
});
export const opinionAnswerView = (
  language: Language,
  { name, verdict, reason }: { name: string; verdict: 'confirmed' | 'returned'; reason: string | null },
): View => ({
  text:
    verdict === 'confirmed'
      ? words[language].answerConfirmed(escapeHtml(name))
      : words[language].answerReturned(escapeHtml(name), escapeHtml(reason ?? '')),
  buttons: listButton(language),
  protect: true,
});

/** What the person hears: the grade, the words, and the way to object. */
export function resultView(language: Language, row: ReviewedView, grades: Grades): View {
  const w = words[language];
  return {
    text: lines(
      w.result(cycleTitle(language, row)),
      row.opinion !== null && w.resultGrade(escapeHtml(gradeText(language, grades, row.opinion.grade))),
      row.opinion !== null && escapeHtml(row.opinion.text),
      w.resultFoot,
    ),
    buttons: [[button(w.compare, 'result.compare', row.id), button(common[language].myFile, 'file.own')]],
    protect: true,
  };
}
/** What they said beside what others said: theirs and the reviewer's alone, and only after release. */
export const compareView = (language: Language, row: ReviewedView): View => ({
  text: lines(words[language].compareTitle, ...votesText(language, row.compared)),
  buttons: [[button(common[language].myFile, 'file.own')]],
  protect: true,
});
