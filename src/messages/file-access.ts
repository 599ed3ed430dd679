import { common as commonEn } from './locales/en/common.ts';
import { fileAccess as en } from './locales/en/file-access.ts';
import { credit as creditEn } from './locales/en/supervision.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { fileAccess as zh } from './locales/zh/file-access.ts';
import { credit as creditZh } from './locales/zh/supervision.ts';
import { timeText } from './times.ts';
import { pageButtons } from './page-buttons.ts';
import { unitTableButton } from './unit-table.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const credit = { zh: creditZh, en: creditEn };

export type RecusalView = keyof typeof zh.recused;
export type TellingView = { when: 'at-once' } | { when: 'after' | 'sealed'; days: number };
/** A look that was asked for, with the names of everybody in it. */
export type AccessView = {
  id: string;
  requesterName: string;
  subjectName: string;
  purpose: string;
  reason: string | null;
  state: string;
  holdsUntil: Date | string;
  decidedByName: string | null;
  refusal: string | null;
  usedAt: Date | string | null;
};

const purposeText = (language: Language, purpose: string): string =>
  credit[language].purposes[purpose] ?? purpose;

/** @param approved purposes for which a second person has to approve */
export function purposeView(
  language: Language,
  person: { id: string; name: string },
  approved: readonly string[],
): View {
  const w = words[language];
  const { purposes, purposeAsk } = credit[language];
  const buttons = Object.entries(purposes).map(([id, label]) => button(label, 'file.read', person.id, id));
  return {
    text: lines(
      purposeAsk(escapeHtml(person.name)),
      approved.length > 0 && w.needsApproval(approved.map((id) => purposeText(language, id)).join(w.and)),
    ),
    buttons: [buttons.slice(0, 2), buttons.slice(2)],
  };
}

/** @param waiting requests of others that wait for this person; null for who approves none */
export const fileAskView = (language: Language, waiting: number | null): View => ({
  text: credit[language].fileAsk,
  buttons: [
    [
      unitTableButton(language),
      ...(waiting === null ? [] : [button(words[language].waitingButton(waiting), 'access.waiting')]),
    ],
  ],
});

export const recusedView = (language: Language, why: RecusalView): View => ({
  text: words[language].recused[why],
  buttons: [
    [
      why === 'self'
        ? button(common[language].myFile, 'file.own')
        : button(common[language].menu, 'menu.open'),
    ],
  ],
});

export function sealReasonView(
  language: Language,
  { name, purpose, days }: { name: string; purpose: string; days: number },
  problem = false,
): View {
  const w = words[language];
  return {
    text: problem ? w.reasonProblem : w.reasonAsk(escapeHtml(name), purposeText(language, purpose), days),
    buttons: [[button(common[language].cancel, 'flow.cancel', 'file-reason')]],
  };
}

export const accessAskedView = (
  language: Language,
  { subjectName, holdsUntil }: Pick<AccessView, 'subjectName' | 'holdsUntil'>,
  told: number,
): View => ({
  text: words[language][told > 0 ? 'asked' : 'askedNobody'](
    escapeHtml(subjectName),
    timeText(language, holdsUntil),
  ),
  buttons: [[button(common[language].menu, 'menu.open')]],
});

/** A request as whoever approves sees it: who, whose, why, and when the person will know. */
export function accessRequestView(language: Language, request: AccessView, told: TellingView | null): View {
  const w = words[language];
  const back = button(common[language].return, 'access.waiting');
  if (request.state !== 'asked')
    return { text: decidedAccessText(language, request), buttons: [[back]], protect: true };
  return {
    text: lines(
      w.announceTitle,
      w.requester(escapeHtml(request.requesterName)),
      w.subject(escapeHtml(request.subjectName)),
      w.purpose(purposeText(language, request.purpose)),
      request.reason !== null && w.reason(escapeHtml(request.reason)),
      told !== null && (told.when === 'at-once' ? w.told['at-once'] : w.told[told.when](told.days)),
    ),
    buttons: [
      [back, button(w.refuse, 'access.refuse', request.id), button(w.approve, 'access.approve', request.id)],
    ],
    protect: true,
  };
}

/** Why a request is not to be answered any more. */
export const decidedAccessText = (
  language: Language,
  { state, decidedByName }: Pick<AccessView, 'state' | 'decidedByName'>,
): string => {
  const w = words[language];
  return decidedByName === null
    ? w.lapsed
    : w.decidedBefore(w.states[state] ?? '', escapeHtml(decidedByName));
};

export function waitingAccessView(language: Language, rows: readonly AccessView[], total: number): View {
  const w = words[language];
  const back = [button(common[language].menu, 'menu.open')];
  if (total === 0) return { text: w.waitingEmpty, buttons: [back] };
  const row = ({ requesterName, subjectName, purpose }: AccessView) =>
    w.waitingRow(escapeHtml(requesterName), escapeHtml(subjectName), purposeText(language, purpose));
  return {
    text: lines(
      w.waitingTitle(total),
      '',
      ...rows.map((one, i) => `${i + 1}. ${row(one)}`),
      '',
      w.waitingHint,
    ),
    buttons: [rows.map(({ id }, i) => button(String(i + 1), 'access.check', id)), back],
    protect: true,
  };
}

export const refuseAccessView = (language: Language, name: string, problem: boolean): View => ({
  text: problem ? words[language].refusalProblem : words[language].refuseAsk(escapeHtml(name)),
  buttons: [[button(common[language].cancel, 'flow.cancel', 'file-refuse')]],
});

export const accessDoneView = (language: Language, verdict: 'approved' | 'refused', name: string): View => ({
  text: words[language][verdict === 'approved' ? 'approvedDone' : 'refusedDone'](escapeHtml(name)),
  buttons: [[button(words[language].goOn, 'access.waiting')]],
});

/** Word that there is one; whose file it is about stands behind the button. */
export const accessAskedAnnouncement = (language: Language, id: string): View => ({
  text: words[language].announce,
  buttons: [[button(common[language].details, 'access.check', id)]],
});

/** What came of a request, to whoever asked. */
export function accessAnswerView(language: Language, request: AccessView): View {
  const w = words[language];
  const [name, approver] = [escapeHtml(request.subjectName), escapeHtml(request.decidedByName ?? '')];
  const isRefused = request.refusal !== null;
  return {
    text: isRefused
      ? lines(w.answerRefused(name), w.answerReason(escapeHtml(request.refusal ?? ''), approver))
      : lines(w.answerApproved(name), w.answerUntil(timeText(language, request.holdsUntil), approver)),
    buttons: [
      [isRefused ? button(common[language].menu, 'menu.open') : button(w.look, 'access.look', request.id)],
    ],
    protect: true,
  };
}

/** What the subject hears of a look. */
export function lookedView(language: Language, request: AccessView): View {
  const w = words[language];
  const when = timeText(language, request.usedAt ?? '');
  return {
    text: lines(
      w.looked,
      w.lookedBy(escapeHtml(request.requesterName), when),
      w.purpose(purposeText(language, request.purpose)),
      request.decidedByName !== null && w.approver(escapeHtml(request.decidedByName)),
      '',
      w.lookedHint,
    ),
    buttons: [[button(w.looks, 'access.list', 0), button(common[language].myFile, 'file.own')]],
    protect: true,
  };
}

/** Every look at one's own file, five a page. */
export function looksView(
  language: Language,
  rows: readonly AccessView[],
  { total, page, pages }: { total: number; page: number; pages: number },
): View {
  const w = words[language];
  const back = [button(common[language].myFile, 'file.own')];
  if (total === 0) return { text: w.looksEmpty, buttons: [back] };
  const row = ({ usedAt, requesterName, purpose, decidedByName }: AccessView) =>
    w.looksRow(timeText(language, usedAt ?? ''), escapeHtml(requesterName), purposeText(language, purpose)) +
    (decidedByName === null ? '' : w.looksApproved(escapeHtml(decidedByName)));
  return {
    text: lines(w.looksTitle(total), ...rows.map((one) => `• ${row(one)}`)),
    buttons: [pageButtons(language, 'access.list', page, pages), back].filter((it) => it.length > 0),
    protect: true,
  };
}

/** A picture of this look is in the chat already. */
export const cardShownText = (language: Language, minutes: number): string =>
  words[language].cardShown(minutes);
export const accessWord = (language: Language, word: 'expired' | 'lapsed'): string => words[language][word];
export const looksButton = (language: Language): Button => button(words[language].looks, 'access.list', 0);
/** Said under what is taken out of the chat again. */
export const goneText = (language: Language, minutes: number): string => words[language].gone(minutes);
