import * as bank from '../../src/messages/bank.ts';
import * as imports from '../../src/messages/bank-import.ts';
import * as proposals from '../../src/messages/bank-proposals.ts';
import type { QuestionContentView } from '../../src/messages/question-content.ts';
import type { Language, View } from '../../src/messages/view.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const page = { total: 99_999, page: 9_998, size: 5 };
const stem = '村民委员会每届任期为几年，届满应当及时举行换届选举？';
const document = { id: ID, title: '中华人民共和国村民委员会组织法', version: '2018-12-29' };

const proposal: proposals.ProposalView = {
  versionId: ID,
  importId: ID,
  fileName: '村务知识题目（第一批）.xlsx',
  code: 'q-0123456789ab',
  replaces: 2,
  type: 'single',
  stem,
  explanation: '任期五年，可以连选连任。',
  topic: 'village-election',
  difficulty: 2,
  document: document.title,
  documentVersion: document.version,
  documentStatus: 'superseded',
  place: '第十一条',
  quote: '村民委员会每届任期五年，届满应当及时举行换届选举。',
  writerName: '张样一',
  beside: 36,
  verdict: null,
  reason: null,
  deciderName: null,
};
const rejected: proposals.ProposalView = {
  ...proposal,
  verdict: 'rejected',
  reason: '答案与第十一条不符',
  deciderName: '王试明',
};
const CONTENTS: readonly QuestionContentView[] = [
  { type: 'single', options: ['三年', '五年'], answer: [1] },
  { type: 'multiple', options: ['主任', '副主任', '委员'], answer: [0, 1] },
  { type: 'truefalse', options: ['正确', '错误'], answer: [1] },
  { type: 'case', scenario: '老王是村委会主任。', options: ['可以', '不可以'], answer: [1] },
  { type: 'fill', blanks: [['五年', '5年'], ['连选连任']] },
  { type: 'numeric', answer: 5, unit: '年', tolerance: 0.5 },
  { type: 'ordering', items: ['推选', '登记', '投票'] },
  { type: 'matching', pairs: [{ left: '警告', right: '一年' }], extra: ['五年'] },
];
const line: imports.ReportLine = {
  question: { line: 12, sheet: '单选题', content: { type: 'single', stem } },
  code: 'q-0123456789ab',
  step: 'changed',
  lacks: ['article', 'quote'],
  unlike: '村务公开栏应当多久更新一次？',
  unknownTopic: '选举',
  offered: { topic: 'village-election' },
  likes: [
    { of: { code: 'vc-001' }, stem, similarity: 0.93 },
    { of: { line: 3 }, stem, similarity: 0.81 },
  ],
};
const added: imports.ReportLine = { ...line, step: 'new', lacks: [], likes: [] };
const refused: imports.ReportLine = {
  ...added,
  step: 'refused',
  problem: { code: 'unknown-document', found: '某某办法' },
};
const file = { id: ID, fileName: '村务知识题目.xlsx', format: 'xlsx', leftOut: 2 };
const problems = Array.from({ length: 7 }, (_, at) => ({ line: at + 1, code: 'no-answer' as const }));
const overview: bank.BankOverviewView = {
  byStatus: { published: 592, proposed: 3, flagged: 1, retired: 2 },
  byType: { single: 300, multiple: 120, truefalse: 100, case: 72 },
  waiting: 12,
  documents: Array.from({ length: 5 }, () => ({ ...document, status: 'superseded', questions: 90 })),
  total: 12,
};

export const everyBankView = (l: Language): View[] => [
  bank.bankOverviewView(l, overview, { page: 1, size: 5, mayEdit: true }),
  bank.bankOverviewView(l, overview, { page: 0, size: 5, mayEdit: false }),
  bank.bankOverviewView(
    l,
    { ...overview, byStatus: {}, byType: {}, documents: [], total: 0, waiting: 0 },
    { page: 0, size: 5, mayEdit: true },
  ),
  bank.exportAskView(l, 592),
  bank.exportAskView(l, 0),
  imports.importAskView(l),
  imports.importAskView(l, 'notAFile'),
  imports.importAskView(l, 'lost'),
  imports.documentAskView(l, 12, [document, document], page),
  imports.documentAskView(l, 12, [], { ...page, total: 0 }),
  imports.importReportView(l, { ...file, lines: [line, added] }, 0),
  imports.importReportView(l, { ...file, lines: Array.from({ length: 12 }, () => added) }, 1),
  imports.importReportView(l, { ...file, lines: [added, refused] }, 0),
  imports.importReportView(l, { ...file, lines: [{ ...added, step: 'same' }], leftOut: 0 }, 0),
  imports.importProblemsView(l, { fileName: file.fileName, problems, total: 300 }, 1),
  imports.importConfirmedView(l, file.fileName, 36),
  proposals.proposalListView(l, [proposal, { ...proposal, fileName: null }], page),
  proposals.proposalListView(l, [], { ...page, total: 0 }),
  ...CONTENTS.map((content) =>
    proposals.proposalView(l, proposal, content, { problem: undefined, mayEdit: true }),
  ),
  ...(['own', 'no-source', 'left-behind', 'decided-before'] as const).map((problem) =>
    proposals.proposalView(
      l,
      rejected,
      { type: 'single', options: ['一', '二'], answer: [0] },
      {
        problem,
        mayEdit: false,
      },
    ),
  ),
  proposals.proposalDecidedView(l, 'approved'),
  proposals.proposalDecidedView(l, 'rejected'),
  proposals.approveAllAskView(l, { ...proposal, importId: ID }),
  proposals.allApprovedView(l, 36),
  proposals.allApprovedView(l, 0),
  proposals.proposalRejectAskView(l, stem),
  proposals.proposalRejectAskView(l, stem, 200),
  proposals.proposalAnswerView(l, rejected),
  proposals.proposalAnswerView(l, { ...proposal, verdict: 'approved' }),
  proposals.importAnswerView(l, { fileName: file.fileName, approved: 34, rejected: 2 }),
];
