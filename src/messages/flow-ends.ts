import { common as commonEn } from './locales/en/common.ts';
import { people as en } from './locales/en/people.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { people as zh } from './locales/zh/people.ts';
import { button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

const plain = (text: string): View => ({ text, buttons: [] });

const flowText = (language: Language, flow: string): string =>
  (words[language].flows as Record<string, string>)[flow] ?? flow;
/** A self-assessment keeps every answer; of the other wizards nothing is kept before they are finished. */
const isKept = (flow: string): boolean => flow === 'assessment';
/** Wizards that begin from nothing; an answer to an interview begins at its notice. */
const AGAIN: readonly string[] = [
  'broadcast',
  'exam',
  'notice-decision',
  'quiet',
  'hours',
  'hours-reject',
  'report-answer',
  'key-rejection',
  'reverification',
  'card-time',
  'bank-import',
  'bank-reject',
  'leave',
  'leave-refuse',
  'relatives',
  'file-reason',
  'file-refuse',
  'plans',
  'plan-extend',
  'meeting',
  'class',
  'interview',
  'assessment',
  'file',
  'objection',
  'objection-answer',
  'rectify',
  'recognise',
  'recognise-refuse',
  'sanction',
  'erasure',
  'duty-done',
  'cycle',
];

export const cancelledView = (language: Language, flow: string): View => {
  const w = words[language];
  return plain((isKept(flow) ? w.cancelledKept : w.cancelled)(flowText(language, flow)));
};
/** Said when another wizard takes its place. */
export const droppedText = (language: Language, flow: string): string => {
  const w = words[language];
  return (isKept(flow) ? w.droppedKept : w.dropped)(flowText(language, flow));
};
export const expiredView = (language: Language, flow: string): View => ({
  text: words[language].expired(flowText(language, flow)),
  buttons: [
    AGAIN.includes(flow)
      ? [button(words[language].again, 'flow.again', flow), button(common[language].menu, 'menu.open')]
      : [button(common[language].menu, 'menu.open')],
  ],
});
