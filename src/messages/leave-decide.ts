import { basis, leaveLine, type Ground, type LeaveView } from './leave.ts';
import { common as commonEn } from './locales/en/common.ts';
import { leave as en } from './locales/en/leave.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { leave as zh } from './locales/zh/leave.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type AskedLeaveView = LeaveView & {
  personName: string;
  unitName: string;
  decidedByName: string | null;
};

/** A request as whoever decides sees it: who, on which ground, for how long; answered, by whom. */
export function askedLeaveView(language: Language, leave: AskedLeaveView, grounds: readonly Ground[]): View {
  const w = words[language];
  const back = button(common[language].return, 'leave.waiting');
  if (leave.verdict !== null)
    return { text: decidedLeaveText(language, leave), buttons: [[back]], protect: true };
  return {
    text: lines(
      w.announceTitle,
      w.who(escapeHtml(leave.personName), escapeHtml(leave.unitName)),
      leaveLine(language, leave, grounds),
      basis(language, leave, grounds),
      '',
      w.decideHint,
    ),
    buttons: [
      [back, button(w.refuse, 'leave.refuse', leave.id), button(w.approve, 'leave.approve', leave.id)],
    ],
    protect: true,
  };
}

/** Why a request is not to be answered any more. */
export const decidedLeaveText = (language: Language, { verdict, decidedByName }: AskedLeaveView): string => {
  const w = words[language];
  return w.decidedBefore(w.states[verdict ?? ''] ?? '', escapeHtml(decidedByName ?? ''));
};

export function waitingLeaveView(
  language: Language,
  rows: readonly AskedLeaveView[],
  total: number,
  grounds: readonly Ground[],
): View {
  const w = words[language];
  const back = [button(common[language].return, 'leave.open')];
  if (total === 0) return { text: w.waitingEmpty, buttons: [back] };
  return {
    text: lines(
      w.waitingTitle(total),
      '',
      ...rows.map(
        (row, i) => `${i + 1}. ${w.who(escapeHtml(row.personName), leaveLine(language, row, grounds))}`,
      ),
      '',
      w.waitingHint,
    ),
    buttons: [rows.map((row, i) => button(String(i + 1), 'leave.check', row.id)), back],
    protect: true,
  };
}

export const refuseLeaveAskView = (language: Language, name: string, problem: boolean): View => ({
  text: problem ? words[language].reasonProblem : words[language].refuseAsk(escapeHtml(name)),
  buttons: [[button(common[language].cancel, 'flow.cancel', 'leave-refuse')]],
});

export const leaveDecidedView = (
  language: Language,
  verdict: 'approved' | 'refused',
  name: string,
): View => ({
  text:
    verdict === 'approved'
      ? words[language].approvedDone(escapeHtml(name))
      : words[language].refusedDone(escapeHtml(name)),
  buttons: [[button(words[language].goOn, 'leave.waiting')]],
});

/** Word that there is one; whose it is stands behind the button. */
export const leaveAskedView = (language: Language, id: string): View => ({
  text: words[language].announce,
  buttons: [[button(common[language].details, 'leave.check', id)]],
});
