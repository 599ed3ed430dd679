import { cancelButton } from './broadcast.ts';
import { broadcast as en } from './locales/en/broadcast.ts';
import { common as commonEn } from './locales/en/common.ts';
import { broadcast as zh } from './locales/zh/broadcast.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { planText, type NoticePlan } from './notice-plan.ts';
import { button, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/**
 * Exactly what will happen and to how many, then exactly what they will see.
 * @param stamp stands for what is shown; the button that sends carries it
 */
export function broadcastPreview(language: Language, plan: NoticePlan, now: Date, stamp: string): View {
  const w = words[language];
  const l = common[language];
  const mayMerge = plan.overCap > 0 && plan.urgentReason === null;
  const merge: Button[] =
    plan.digestAt !== null
      ? [button(w.apart, 'broadcast.merge', 0)]
      : mayMerge
        ? [button(w.merge, 'broadcast.merge', 1)]
        : [];
  return {
    text: planText(language, w.previewTitle, plan, now),
    buttons: [
      [
        button(l.change, 'broadcast.text'),
        cancelButton(language),
        button(l.confirmSend, 'broadcast.send', stamp),
      ],
      [
        button(w.settings, 'broadcast.options'),
        ...(plan.fileName === null ? [] : [button(w.seeFile, 'broadcast.see')]),
        ...merge,
      ],
    ],
  };
}
