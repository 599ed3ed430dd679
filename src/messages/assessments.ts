import { common as commonEn } from './locales/en/common.ts';
import { assessments as en } from './locales/en/supervision.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { assessments as zh } from './locales/zh/supervision.ts';
import { leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type Bilingual = { zh: string; en: string };
export type AskedQuestion = {
  id: string;
  type: 'choice' | 'text' | 'yes-no';
  stem: Bilingual;
  options?: readonly { id: string; text: Bilingual }[];
  maxLength?: number;
  weight: number | null;
};
/** A fact of the form, by which numbers it is told: how many, and of how many. */
type KnownFact = {
  prefill: 'study-hours' | 'meetings-attended' | 'exams-taken' | 'rectifications-closed' | 'recognitions';
  name: Bilingual;
  n: number;
  of: number;
};
export type AssessmentView = {
  id: string;
  title: string;
  titleEn: string | null;
  closesAt: Date | string;
  minutes: number;
  questions: readonly AskedQuestion[];
  /** Whether the form shows what is on record already. */
  hasFacts: boolean;
  answers: Readonly<Record<string, string>>;
};

export const noAssessmentView = (language: Language): View => ({
  text: words[language].none,
  buttons: [[button(common[language].menu, 'menu.open')]],
});
const titleOf = (language: Language, assessment: AssessmentView): string =>
  escapeHtml((language === 'en' ? assessment.titleEn : null) ?? assessment.title);

/** What it is, how long it takes and until when; or, as a reminder, that it is not submitted yet. */
export function assessmentIntro(
  language: Language,
  assessment: AssessmentView,
  now: Date,
  reminder = false,
): View {
  const w = words[language];
  const begun = Object.keys(assessment.answers).length > 0;
  return {
    text: lines(
      reminder ? w.reminder(titleOf(language, assessment)) : w.introTitle(titleOf(language, assessment)),
      w.intro(assessment.questions.length, assessment.minutes),
      assessment.hasFacts && w.known,
      w.until(timeText(language, assessment.closesAt), leftText(language, assessment.closesAt, now)),
    ),
    buttons: [
      [
        button(begun ? w.resume : w.start, 'assess.begin', assessment.id),
        ...(assessment.hasFacts ? [button(w.facts, 'assess.facts', assessment.id)] : []),
      ],
    ],
  };
}

const optionsOf = (language: Language, question: AskedQuestion): { id: string; text: string }[] => {
  const w = words[language];
  if (question.type === 'yes-no')
    return [
      { id: 'yes', text: w.yes },
      { id: 'no', text: w.no },
    ];
  return (question.options ?? []).map((option) => ({ id: option.id, text: option.text[language] }));
};

const shown = (language: Language, question: AskedQuestion, answer: string): string =>
  question.type === 'text'
    ? shorten(answer, 40)
    : (optionsOf(language, question).find((option) => option.id === answer)?.text ?? answer);

/** How much a question counts for who reads the form; published to who fills it in. */
const weightText = (language: Language, { weight }: AskedQuestion): string =>
  weight === null ? '' : words[language].weight(Math.round(weight * 100));

const LETTERS = 'ABCDEFGH';

/** One question; a choice has lettered buttons, a text is simply sent. `problem` is what was wrong with the last answer. */
export function assessmentQuestion(
  language: Language,
  assessment: AssessmentView,
  position: number,
  problem?: string,
): View {
  const w = words[language];
  const l = common[language];
  const question = assessment.questions[position];
  if (!question) return noAssessmentView(language);
  const answer = assessment.answers[question.id];
  const options = question.type === 'text' ? [] : optionsOf(language, question);
  const long = question.type === 'choice';
  const back = position > 0 ? [button(l.back, 'assess.ask', assessment.id, position - 1)] : [];
  const next = answer === undefined ? [] : [button(l.next, 'assess.ask', assessment.id, position + 1)];
  return {
    text: lines(
      problem !== undefined && `${w.problem[problem] ?? ''}\n`,
      w.question(position + 1, assessment.questions.length),
      `${escapeHtml(question.stem[language])}${weightText(language, question)}`,
      ...(long
        ? [
            '',
            ...options.map(
              (option, i) => `${option.id === answer ? '✓ ' : ''}${LETTERS[i]}. ${escapeHtml(option.text)}`,
            ),
          ]
        : []),
      question.type === 'text' && `\n${w.textHint(question.maxLength ?? 500)}`,
      question.type === 'text' && answer !== undefined && w.kept(escapeHtml(shorten(answer, 60))),
    ),
    buttons: [
      options.map((option, i) =>
        button(
          `${option.id === answer ? '✓ ' : ''}${long ? LETTERS[i] : option.text}`,
          'assess.pick',
          assessment.id,
          position,
          i,
        ),
      ),
      [...back, ...next],
    ].filter((row) => row.length > 0),
  };
}

/** The whole form in short, to be checked before it is locked. */
export function assessmentReview(language: Language, assessment: AssessmentView): View {
  const w = words[language];
  const list = assessment.questions.map((question, i) => {
    const answer = assessment.answers[question.id];
    return `${i + 1}. ${escapeHtml(shorten(question.stem[language], 24))}${weightText(language, question)}\n   ${answer === undefined ? '—' : escapeHtml(shown(language, question, answer))}`;
  });
  const numbers = assessment.questions.map((_, i) => button(String(i + 1), 'assess.ask', assessment.id, i));
  const rows = [];
  for (let i = 0; i < numbers.length; i += 4) rows.push(numbers.slice(i, i + 4));
  return {
    text: lines(w.reviewTitle, '', ...list, '', w.submitHint),
    buttons: [
      ...rows,
      [
        ...(assessment.hasFacts ? [button(w.facts, 'assess.facts', assessment.id)] : []),
        button(common[language].submit, 'assess.submit', assessment.id),
      ],
    ],
  };
}

/** What confirmed records say, each with where it comes from: shown, not asked. A text sent here is a remark on it. */
export function assessmentFacts(
  language: Language,
  { id, answers }: Pick<AssessmentView, 'id' | 'answers'>,
  facts: readonly KnownFact[],
  covers: { from: string; to: string },
  problem?: string,
): View {
  const w = words[language];
  const remark = answers['_remark'];
  return {
    text: lines(
      problem !== undefined && `${w.problem[problem] ?? ''}\n`,
      w.factsTitle,
      ...facts.map(({ prefill, name, n, of }) =>
        w.factRow(w.factValues[prefill](n, of), escapeHtml(name[language])),
      ),
      w.factsPeriod(covers.from, covers.to),
      remark === undefined ? w.remarkHint : w.remark(escapeHtml(shorten(remark, 60))),
    ),
    buttons: [[button(common[language].next, 'assess.begin', id)]],
  };
}

export const assessmentSubmitted = (language: Language, submittedAt: Date | string): View => ({
  text: words[language].submitted(timeText(language, submittedAt)),
  buttons: [[button(common[language].myFile, 'file.own')]],
});

export const assessmentProblem = (language: Language, problem: string): string =>
  words[language].problem[problem] ?? common[language].wrong;
