import { common as commonEn } from './locales/en/common.ts';
import { interviewProposals as en } from './locales/en/interview-proposals.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { interviewProposals as zh } from './locales/zh/interview-proposals.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type ProposalView = {
  id: string;
  personName: string;
  kindName: string;
  triggerName: string;
  /** Document and article that the suggestion rests on. */
  source: string;
  verified: boolean;
  dueOn: string;
};

export const proposalListView = (language: Language, rows: readonly ProposalView[]): View => ({
  text: rows.length === 0 ? words[language].none : words[language].title(rows.length),
  buttons: [
    ...rows.map((row) => [button(`${row.personName} · ${row.triggerName}`, 'proposal.open', row.id)]),
    [button(common[language].return, 'interview.list')],
  ],
});

export function proposalView(language: Language, proposal: ProposalView): View {
  const w = words[language];
  return {
    text: lines(
      w.with(escapeHtml(proposal.personName)),
      w.why(proposal.triggerName),
      w.kind(proposal.kindName),
      w.due(dayText(language, `${proposal.dueOn}T00:00:00+08:00`)),
      `${w.source(proposal.source)}${proposal.verified ? '' : w.unverified}`,
    ),
    buttons: [
      [
        button(w.arrange, 'interview.suggested', proposal.id),
        button(w.dismiss, 'proposal.dismiss', proposal.id),
        button(common[language].return, 'proposal.list'),
      ],
    ],
    protect: true,
  };
}

export const dismissAskView = (language: Language, name: string, problem = false): View => ({
  text: problem ? words[language].problem : words[language].ask(escapeHtml(name)),
  buttons: [[button(common[language].cancel, 'flow.cancel', 'proposal-dismissal')]],
});

export const dismissedView = (language: Language, done: boolean): View => ({
  text: done ? words[language].dismissed : words[language].decided,
  buttons: [[button(common[language].return, 'proposal.list')]],
});

export const proposalDecided = (language: Language): string => words[language].decided;
