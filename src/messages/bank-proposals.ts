import { bank as en } from './locales/en/bank.ts';
import { common as commonEn } from './locales/en/common.ts';
import { bank as zh } from './locales/zh/bank.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { pageButtons } from './page-buttons.ts';
import { cutText, questionLines, type QuestionContentView } from './question-content.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const SHOWN = 30;
/** Of an explanation and a quote, in characters, beside a question of any length. */
const MOST = 300;

export type ProposalView = {
  versionId: string;
  importId: string | null;
  fileName: string | null;
  code: string;
  replaces: number | null;
  type: string;
  stem: string;
  explanation: string;
  topic: string;
  difficulty: number;
  document: string;
  documentVersion: string;
  documentStatus: string;
  place: string;
  quote: string;
  writerName: string;
  beside: number;
  verdict: 'approved' | 'rejected' | null;
  reason: string | null;
  deciderName: string | null;
};
type Problem = 'own' | 'no-source' | 'left-behind' | 'decided-before';

const typeName = (language: Language, type: string): string => words[language].types[type] ?? type;
const from = (language: Language, { writerName, fileName }: ProposalView): string =>
  fileName === null
    ? escapeHtml(writerName)
    : words[language].listFrom(escapeHtml(writerName), escapeHtml(shorten(fileName, SHOWN)));

/** What waits for an answer, numbered through the pages. */
export function proposalListView(
  language: Language,
  rows: readonly ProposalView[],
  { total, page, size }: { total: number; page: number; size: number },
): View {
  const w = words[language];
  const back = [button(common[language].return, 'bank.open', 0)];
  if (total === 0) return { text: w.listEmpty, buttons: [back] };
  const list = rows.map((row, i) => {
    const stem = escapeHtml(shorten(row.stem, SHOWN));
    return `${page * size + i + 1}. ${w.listLine(typeName(language, row.type), stem)}\n    ${from(language, row)}`;
  });
  return {
    text: lines(w.listTitle(total), '', ...list, '', w.listHint),
    buttons: [
      rows.map((row, i) => button(String(page * size + i + 1), 'bank.proposal', row.versionId)),
      pageButtons(language, 'bank.proposals', page, Math.ceil(total / size)),
      back,
    ].filter((row) => row.length > 0),
  };
}

/** One of them as a learner sees it, with the key, what it rests on, and what may be done. */
export function proposalView(
  language: Language,
  proposal: ProposalView,
  content: QuestionContentView,
  { problem, mayEdit }: { problem: Problem | undefined; mayEdit: boolean },
): View {
  const w = words[language];
  const { versionId, importId, code, replaces, type, place, quote, beside } = proposal;
  const what = replaces === null ? w.isNew : w.replaces(replaces);
  const back = button(common[language].return, 'bank.proposals', 0);
  const isOpen = problem === undefined || problem === 'no-source';
  const extra = [
    ...(isOpen && importId !== null && beside > 1
      ? [button(w.approveAll, 'bank.approve-all', versionId)]
      : []),
    ...(mayEdit && importId !== null ? [button(w.export, 'bank.save', 'xlsx', importId)] : []),
  ];
  return {
    text: lines(
      w.proposalTitle(typeName(language, type), what, escapeHtml(code)),
      ...questionLines(language, proposal.stem, content),
      '',
      proposal.explanation !== '' && w.explanation(cutText(proposal.explanation, MOST)),
      w.source(escapeHtml(proposal.document), escapeHtml(proposal.documentVersion), escapeHtml(place)),
      quote !== '' && `<blockquote expandable>${cutText(quote, MOST)}</blockquote>`,
      w.about(escapeHtml(proposal.topic), proposal.difficulty),
      w.writer(from(language, proposal)),
      proposal.documentStatus === 'superseded' && w.problem.superseded,
      problem !== undefined && `\n${proposalProblemText(language, proposal, problem)}`,
    ),
    buttons: [
      [
        back,
        ...(isOpen ? [button(w.reject, 'bank.reject', versionId)] : []),
        ...(problem === undefined ? [button(w.approve, 'bank.approve', versionId)] : []),
      ],
      extra,
    ].filter((row) => row.length > 0),
  };
}

/** Why somebody may not answer it now. */
export function proposalProblemText(
  language: Language,
  { verdict, deciderName, reason }: Pick<ProposalView, 'verdict' | 'deciderName' | 'reason'>,
  problem: Problem,
): string {
  const w = words[language];
  if (problem !== 'decided-before') return w.problem[problem];
  const said = w.decidedBefore[verdict ?? 'approved'](escapeHtml(deciderName ?? ''));
  return reason === null ? said : `${said}${w.reason(escapeHtml(reason))}`;
}

export const proposalDecidedView = (language: Language, verdict: 'approved' | 'rejected'): View => ({
  text: words[language][verdict],
  buttons: [[button(words[language].goOn, 'bank.proposals', 0)]],
});

/** Exactly what will be approved, before it is. */
export const approveAllAskView = (
  language: Language,
  { versionId, importId, fileName, beside }: ProposalView & { importId: string },
): View => ({
  text: words[language].approveAllAsk(escapeHtml(shorten(fileName ?? '', SHOWN)), beside),
  buttons: [
    [
      button(common[language].return, 'bank.proposal', versionId),
      button(common[language].confirm, 'bank.approve-now', importId),
    ],
  ],
});

export const allApprovedView = (language: Language, approved: number): View => ({
  text: approved > 0 ? words[language].approvedAll(approved) : words[language].approvedNone,
  buttons: [[button(words[language].goOn, 'bank.proposals', 0)]],
});

/** @param most characters of a reason, where the last was empty or longer */
export const proposalRejectAskView = (language: Language, stem: string, most?: number): View => ({
  text:
    most === undefined
      ? words[language].rejectAsk(escapeHtml(shorten(stem, SHOWN)))
      : words[language].reasonProblem(most),
  buttons: [[button(common[language].cancel, 'flow.cancel', 'bank-reject')]],
});

/** What the writer of a question hears about it. */
export function proposalAnswerView(language: Language, proposal: ProposalView): View {
  const w = words[language];
  const isRejected = proposal.verdict === 'rejected';
  return {
    text: lines(
      isRejected ? w.rejectedTitle : w.approvedTitle,
      `${escapeHtml(shorten(proposal.stem, 80))} · ${escapeHtml(proposal.code)}`,
      proposal.reason !== null && w.reason(escapeHtml(proposal.reason)),
      isRejected && w.rejectedHint,
    ),
    buttons: [[button(w.openBank, 'bank.open', 0)]],
  };
}

/** What whoever sent a file hears once all of it is answered. */
export const importAnswerView = (
  language: Language,
  { fileName, approved, rejected }: { fileName: string; approved: number; rejected: number },
): View => {
  const w = words[language];
  return {
    text: lines(
      w.importDecided(escapeHtml(shorten(fileName, SHOWN))),
      w.importApproved(approved),
      rejected > 0 && w.importRejected(rejected),
    ),
    buttons: [[button(w.openBank, 'bank.open', 0)]],
  };
};
