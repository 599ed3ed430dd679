import { fileName } from './broadcast.ts';
import { broadcast as en } from './locales/en/broadcast.ts';
import { common as commonEn } from './locales/en/common.ts';
import { receipts as receiptsEn } from './locales/en/receipts.ts';
import { broadcast as zh } from './locales/zh/broadcast.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { receipts as receiptsZh } from './locales/zh/receipts.ts';
import { planText, seenView, type NoticePlan } from './notice-plan.ts';
import { shortNotice } from './notices.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh: zh.approval, en: en.approval };
const stop = { zh: zh.stop, en: en.stop };
const see = { zh: receiptsZh.board.see, en: receiptsEn.board.see };
const common = { zh: commonZh, en: commonEn };

export type ApprovalPlan = Omit<NoticePlan, 'fileName'> & {
  file: { kind: 'photo' | 'document'; name: string } | null;
};
const shownPlan = (language: Language, plan: ApprovalPlan): NoticePlan => ({
  ...plan,
  fileName: plan.file && fileName(language, plan.file),
  needsApproval: false,
});

/** What the recipients would get, for the second person to see. */
export const approvalSeenView = (language: Language, plan: ApprovalPlan, now: Date): View =>
  seenView(language, shownPlan(language, plan), now);

/** What a second person is asked: who writes to whom, how, and exactly what; opened from the list it leads back there. */
export function approvalView(
  language: Language,
  id: string,
  plan: ApprovalPlan,
  now: Date,
  fromList = false,
): View {
  const w = words[language];
  return {
    text: planText(language, w.title, shownPlan(language, plan), now, [w.from(escapeHtml(plan.authorName))]),
    buttons: [
      [
        button(w.see, 'approval.see', id),
        button(w.reject, 'approval.reject', id),
        button(w.approve, 'approval.approve', id),
      ],
      ...(fromList ? [[button(common[language].return, 'approval.list')]] : []),
    ],
  };
}

export function approvalListView(
  language: Language,
  rows: readonly { id: string; authorName: string; text: string }[],
): View {
  const w = words[language];
  if (rows.length === 0) return { text: w.none, buttons: [[button(common[language].menu, 'menu.open')]] };
  return {
    text: w.listTitle(rows.length),
    buttons: rows.map((row) => [
      button(`${row.authorName} · ${shorten(row.text, 14)}`, 'approval.open', row.id),
    ]),
  };
}

export const rejectAskView = (language: Language, text: string): View => ({
  text: words[language].reasonAsk(shortNotice(text)),
  buttons: [[button(common[language].cancel, 'flow.cancel', 'notice-decision')]],
});

export type DecidedView = {
  id: string;
  text: string;
  state: string;
  people: number;
  sendAt: Date | string | null;
  decidedByName: string | null;
  decisionReason: string | null;
};

/** How a notice was decided, for whoever comes after the first decision, or has just made it. */
function decidedText(language: Language, notice: DecidedView, byMe: boolean): string {
  const w = words[language];
  const { state, sendAt, people } = notice;
  const name = escapeHtml(notice.decidedByName ?? '');
  if (notice.decidedByName === null) return w.decidedBefore.over;
  if (state === 'rejected') return byMe ? w.rejected : w.decidedBefore.rejected(name);
  if (!byMe) return w.decidedBefore.approved(name);
  return state === 'scheduled' && sendAt !== null
    ? w.approvedLater(timeText(language, sendAt))
    : w.approved(people);
}

/** The same in place of the buttons. */
export const decidedView = (language: Language, notice: DecidedView, byMe: boolean): View => ({
  text: lines(decidedText(language, notice, byMe), words[language].decided.about(shortNotice(notice.text))),
  buttons: [],
});

/** What the author hears. */
export function decisionView(language: Language, notice: DecidedView): View {
  const w = words[language].decided;
  const { id, state, sendAt, people } = notice;
  const name = escapeHtml(notice.decidedByName ?? '');
  const about = w.about(shortNotice(notice.text));
  if (state === 'rejected')
    return {
      text: lines(w.rejectedTitle, about, w.rejected(name, escapeHtml(notice.decisionReason ?? '')), w.hint),
      buttons: [[button(w.again, 'broadcast.again', id)]],
    };
  const how =
    state === 'scheduled' && sendAt !== null
      ? w.scheduled(name, timeText(language, sendAt))
      : w.sending(name, people);
  return {
    text: lines(w.approvedTitle, about, how),
    buttons: [[button(see[language], 'board.open', id), button(stop[language], 'board.stop', id)]],
  };
}
