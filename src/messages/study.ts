import { common as commonEn } from './locales/en/common.ts';
import { quizzes as quizzesEn } from './locales/en/quizzes.ts';
import { study as en } from './locales/en/study.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { quizzes as quizzesZh } from './locales/zh/quizzes.ts';
import { study as zh } from './locales/zh/study.ts';
import { letterOf, optionText } from './options.ts';
import { pageButtons } from './page-buttons.ts';
import { reportCardButton } from './question-reports.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
/** A question is worded as in a quiz. */
const quiz = { zh: quizzesZh, en: quizzesEn };

type Both = { zh: string; en: string };
export type CardView = {
  id: string;
  planName: Both;
  answered: number;
  total: number;
  state: string;
  content: { passage: string; document: string; article: string };
  type: string;
  several: boolean;
  stem: string;
  options: readonly string[];
  /** Indexes of the options: what is ticked, the key, and what was answered. */
  draft: readonly number[];
  answer: readonly number[];
  chosen: readonly number[] | null;
  correct: boolean | null;
  explanation: string;
  documentStatus: string;
  because: string;
};

const optionLine = (language: Language, { options, type }: CardView, option: number): string =>
  `${letterOf(option)}. ${optionText(language, options[option] ?? '', type === 'truefalse')}`;

const titleOf = (language: Language, { planName, answered, total }: CardView): string =>
  words[language].title(planName[language], answered, total);

/** A passage with its source, a question with its buttons; once answered, what is right and why. One screen. */
export function cardView(language: Language, card: CardView): View {
  if (card.state === 'answered') return answeredCardView(language, card);
  const w = words[language];
  const { content, id } = card;
  const row = card.options.map((_, option) => {
    const ticked = card.draft.includes(option);
    const label = `${ticked ? '✓ ' : ''}${letterOf(option)}`;
    return button(label, 'study.press', id, option, ...(card.several ? [ticked ? 0 : 1] : []));
  });
  return {
    text: lines(
      titleOf(language, card),
      `<blockquote>${escapeHtml(content.passage)}</blockquote>`,
      w.source(escapeHtml(content.document), escapeHtml(content.article)),
      '',
      `${escapeHtml(card.stem)}${card.several ? quiz[language].multiple : ''}`,
      ...card.options.map((_, option) => optionLine(language, card, option)),
    ),
    buttons: [
      ...(row.length > 4 ? [row.slice(0, 3), row.slice(3)] : [row]),
      ...(card.several ? [[button(common[language].submit, 'study.submit', id)]] : []),
      [button(w.later, 'study.later', id), button(w.skip, 'study.skip', id), button(w.why, 'study.why', id)],
    ],
  };
}

function answeredCardView(language: Language, card: CardView): View {
  const w = words[language];
  const q = quiz[language];
  const named = (options: readonly number[]) =>
    options.map((option) => optionLine(language, card, option)).join('；');
  const { content } = card;
  return {
    text: lines(
      titleOf(language, card),
      escapeHtml(card.stem),
      `${card.correct ? '✓' : '✗'} ${named(card.chosen ?? [])} ${card.correct ? q.right : q.wrong}`,
      card.correct === false && q.key(named(card.answer)),
      '',
      escapeHtml(card.explanation),
      w.source(escapeHtml(content.document), escapeHtml(content.article)),
      card.documentStatus === 're-verify' && q.reVerify,
      card.answered === card.total && w.finished(card.planName[language], card.total),
    ),
    buttons: [onward(language).toSpliced(1, 0, reportCardButton(language, card.id))],
  };
}

const onward = (language: Language): Button[] => [
  button(words[language].plans, 'study.plans', 0),
  button(words[language].next, 'study.open'),
];

/** Why this card, now: where the plan comes from, and that nobody presses. */
export function cardWhyView(language: Language, card: CardView): View {
  const w = words[language];
  return {
    text: lines(w.whyTitle, titleOf(language, card), w.because[card.because] ?? '', w.whyOrder, w.whyPace),
    buttons: [
      [
        button(words[language].time, 'study.time'),
        button(words[language].plans, 'study.plans', 0),
        button(common[language].return, 'study.card', card.id),
      ],
    ],
  };
}

/** After a card was put off; nothing follows unless it is asked for. */
export const cardPutOffView = (language: Language, word: 'putOff' | 'skipped' | 'enough'): View => ({
  text: words[language][word],
  buttons: [word === 'skipped' ? onward(language) : onward(language).slice(0, 1)],
});

export type PlanView = { id: string; name: Both; about: Both; answered: number; total: number; own: boolean };

/** The plans, one's own first, each with how far it is. */
export function planListView(
  language: Language,
  plans: readonly PlanView[],
  { total, page, size }: { total: number; page: number; size: number },
): View {
  const w = words[language];
  if (total === 0) return { text: w.none, buttons: [[button(common[language].menu, 'menu.open')]] };
  const list = plans.map(
    (plan, i) =>
      `${page * size + i + 1}. ${w.planLine(escapeHtml(plan.name[language]), plan.answered, plan.total)}${plan.own ? w.mine : ''}\n    ${escapeHtml(shorten(plan.about[language], 60))}`,
  );
  return {
    text: lines(w.planListTitle(total), '', ...list, '', w.chooseHint),
    buttons: [
      plans.map((plan, i) => button(String(page * size + i + 1), 'study.plan', plan.id)),
      pageButtons(language, 'study.plans', page, Math.ceil(total / size)),
      [button(w.time, 'study.time')],
    ].filter((row) => row.length > 0),
  };
}

/** Times to choose from. */
const TIMES = ['12:30', '20:00'] as const;

/** @param own their time, `off`, or null where it comes with the digest; @param problem what could not be read */
export function cardTimeView(language: Language, own: string | null, problem?: string): View {
  const w = words[language];
  const state = own === null ? w.timeDigest : own === 'off' ? w.timeOff : w.timeOwn(own);
  return {
    text:
      problem === undefined
        ? lines(w.timeTitle, state, w.timeAsk)
        : w.timeProblem(escapeHtml(shorten(problem, 40))),
    buttons: [
      TIMES.map((time) => button(time, 'study.at', ...time.split(':').map(Number))),
      [button(w.timeUsual, 'study.at', 'digest'), button(w.timeNever, 'study.at', 'off')],
      [button(common[language].cancel, 'flow.cancel', 'card-time')],
    ],
  };
}

export const cardTimeSetView = (language: Language, time: string | null): View => {
  const w = words[language];
  return {
    text: time === null ? w.timeSetDigest : time === 'off' ? w.timeSetOff : w.timeSet(time),
    buttons: [],
  };
};

/** The daily card as it is offered; which one it is shows when it is opened. */
export const cardOfferView = (language: Language): View => ({
  text: words[language].offer,
  buttons: [[button(words[language].offerOpen, 'study.open'), button(words[language].time, 'study.time')]],
});

export const cardWord = (language: Language, word: 'ended' | 'choose'): string =>
  word === 'ended' ? words[language].ended : quiz[language].choose;
