import { common as commonEn } from './locales/en/common.ts';
import { erasure as en } from './locales/en/erasure.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { erasure as zh } from './locales/zh/erasure.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type ErasureView = {
  id: string;
  personName: string;
  unitName: string;
  askedAt: string;
  verdict: 'approved' | 'refused' | null;
  reason: string | null;
  decidedByName: string | null;
};
type Verdict = 'approved' | 'refused';

/** What goes with the book of one's own data; whoever decides for others finds their list there too. */
export const ownDataView = (language: Language, caption: string, decides: boolean): View => ({
  text: caption,
  buttons: [
    [
      button(words[language].offer, 'data.erase'),
      ...(decides ? [button(words[language].waitingButton, 'erasure.waiting')] : []),
    ],
  ],
  protect: true,
});

/** What may go and what stays; handed in with one more press, unless a request waits. */
export function eraseView(
  language: Language,
  newest: Pick<ErasureView, 'verdict' | 'askedAt'> | undefined,
): View {
  const w = words[language];
  const l = common[language];
  const waits = newest?.verdict === null;
  return {
    text: lines(w.title, w.what, w.stays, '', waits ? w.waits(dayText(language, newest.askedAt)) : w.ask),
    buttons: [[button(l.return, 'menu.open'), ...(waits ? [] : [button(l.submit, 'data.erase-now')])]],
    protect: true,
  };
}

export const erasureAskedView = (language: Language, told: boolean): View => ({
  text: told ? words[language].asked : words[language].askedNobody,
  buttons: [[button(common[language].return, 'menu.open')]],
});

/** A request as whoever decides sees it; answered, by whom. */
export function checkErasureView(language: Language, erasure: ErasureView): View {
  const w = words[language];
  const back = button(common[language].return, 'erasure.waiting');
  if (erasure.verdict !== null)
    return { text: decidedErasureText(language, erasure), buttons: [[back]], protect: true };
  return {
    text: lines(
      w.checkTitle,
      w.who(escapeHtml(erasure.personName), escapeHtml(erasure.unitName)),
      w.what,
      w.stays,
      '',
      w.checkHint,
    ),
    buttons: [
      [
        back,
        button(w.refuse, 'erasure.answer', erasure.id, 'refused'),
        button(w.approve, 'erasure.answer', erasure.id, 'approved'),
      ],
    ],
    protect: true,
  };
}

/** Why a request is not to be answered any more. */
export const decidedErasureText = (
  language: Language,
  { verdict, decidedByName }: Pick<ErasureView, 'verdict' | 'decidedByName'>,
): string => {
  const w = words[language];
  return w.decidedBefore(w.states[verdict ?? ''] ?? '', escapeHtml(decidedByName ?? ''));
};

export function waitingErasuresView(language: Language, rows: readonly ErasureView[], total: number): View {
  const w = words[language];
  const back = [button(common[language].return, 'menu.open')];
  if (total === 0) return { text: w.waitingEmpty, buttons: [back] };
  return {
    text: lines(
      w.waitingTitle(total),
      '',
      ...rows.map((row, i) => `${i + 1}. ${w.who(escapeHtml(row.personName), escapeHtml(row.unitName))}`),
      '',
      w.waitingHint,
    ),
    buttons: [rows.map((row, i) => button(String(i + 1), 'erasure.check', row.id)), back],
    protect: true,
  };
}

export const erasureReasonView = (
  language: Language,
  verdict: Verdict,
  name: string,
  problem: boolean,
): View => ({
  text: problem ? words[language].reasonProblem : words[language].reasonAsk[verdict](escapeHtml(name)),
  buttons: [[button(common[language].cancel, 'flow.cancel', 'erasure')]],
});

export const erasureDoneView = (language: Language, verdict: Verdict, name: string): View => ({
  text: words[language].done[verdict](escapeHtml(name)),
  buttons: [[button(words[language].goOn, 'erasure.waiting')]],
});

/** Word that there is one; whose it is stands behind the button. */
export const erasureAnnounceView = (language: Language, id: string): View => ({
  text: words[language].announce,
  buttons: [[button(common[language].details, 'erasure.check', id)]],
});

/** What somebody hears about their request. */
export function erasureAnswerView(language: Language, { verdict, reason }: ErasureView): View {
  const w = words[language];
  return {
    text: lines(
      verdict === 'approved' ? w.answerApproved : w.answerRefused,
      reason !== null && w.answerReason(escapeHtml(reason)),
      w.answerCheck,
    ),
    buttons: [[button(common[language].return, 'menu.open')]],
    protect: true,
  };
}
