import { sanctionFacts, type SanctionView } from './sanctions.ts';
import { common as commonEn } from './locales/en/common.ts';
import { sanctions as en } from './locales/en/sanctions.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { sanctions as zh } from './locales/zh/sanctions.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** Word that there is one; whom it is about stands behind the button. */
export const sanctionAskedView = (language: Language, id: string): View => ({
  text: words[language].announce,
  buttons: [[button(common[language].details, 'sanction.open', id)]],
});

/** What whoever recorded it hears. */
export function sanctionAnswerView(language: Language, row: SanctionView): View {
  const w = words[language];
  const [name, kind] = [escapeHtml(row.personName), escapeHtml(row.kindName[language])];
  return {
    text: lines(
      row.verdict === 'confirmed' ? w.answerConfirmed(name, kind) : w.answerRefused(name, kind),
      row.refusedFor !== null && w.reason(w.reasons[row.refusedFor] ?? ''),
    ),
    buttons: [[button(common[language].menu, 'menu.open')]],
    protect: true,
  };
}

const ownButtons = (language: Language) => [
  [button(common[language].myFile, 'file.own'), button(words[language].object, 'objection.entries', 0)],
];

/** What the person hears of what stands in their file now. */
export const sanctionToldView = (language: Language, row: SanctionView): View => ({
  text: lines(words[language].toldTitle, ...sanctionFacts(language, row), words[language].toldFoot),
  buttons: ownButtons(language),
  protect: true,
});

/** Its last day is over. @param own whether the person reads it; otherwise whoever recorded it */
export function sanctionEndedView(language: Language, row: SanctionView, own: boolean): View {
  const w = words[language];
  const [kind, no] = [escapeHtml(row.kindName[language]), escapeHtml(row.documentNo)];
  return own
    ? {
        text: lines(w.endedOwn, w.endedOwnBody(kind, no, row.effectiveUntil)),
        buttons: [[button(common[language].myFile, 'file.own')]],
        protect: true,
      }
    : {
        text: w.endedOther(escapeHtml(row.personName), kind, no, row.effectiveUntil),
        buttons: [[button(common[language].menu, 'menu.open')]],
        protect: true,
      };
}
