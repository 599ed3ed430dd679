import { keyLine, type BankQuestion } from '../../src/messages/bank-question.ts';
import * as corrections from '../../src/messages/key-corrections.ts';
import * as decisions from '../../src/messages/key-decisions.ts';
import * as doubtful from '../../src/messages/doubtful.ts';
import * as flagged from '../../src/messages/flagged.ts';
import * as mine from '../../src/messages/question-reports.ts';
import { regradedView } from '../../src/messages/regraded.ts';
import * as reports from '../../src/messages/reports.ts';
import type { Language, View } from '../../src/messages/view.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const report = {
  id: ID,
  kind: 'source',
  words: '条例第十一条写的是五年，<不是三年>。',
  stem: '村民委员会每届任期为几年？届满应当及时举行换届选举吗？',
  state: 'open',
  answer: null,
  answerWords: null,
  answeredByName: null,
};
/** Nobody wrote anything: a review book gave the question up. */
const missed = { kind: 'missed', words: null };
const answered = {
  ...report,
  state: 'answered',
  answer: 'right',
  answerWords: '见第十一条',
  answeredByName: '李试秋',
};
const choice = { options: ['二年', '三年', '五年', '六年'], answer: [2] };
const question: BankQuestion = {
  code: 'vc-single-01',
  content: { type: 'single', ...choice },
  stem: report.stem,
  documentTitle: '中华人民共和国村民委员会组织法',
  documentStatus: 're-verify',
  place: '第十一条',
  quote: '村民委员会每届任期五年，届满应当及时举行换届选举。',
};
const contents: BankQuestion['content'][] = [
  question.content,
  { type: 'truefalse', options: ['正确', '错误'], answer: [0] },
  { type: 'case', scenario: '老王……', ...choice },
  { type: 'fill', blanks: [['五年', '5年'], ['换届']] },
  { type: 'numeric', answer: 5, unit: '年', tolerance: 0 },
  { type: 'ordering', items: ['警告', '严重警告', '撤职'] },
  { type: 'matching', pairs: [{ left: '甲', right: '乙' }] },
];
const choices = { people: 12, right: 3, options: { '1': 9, '2': 3 } };
const where = { total: 9_999, page: 88, size: 5 };
const change = {
  stem: report.stem,
  before: contents[0] ?? question.content,
  after: { type: 'single' as const, ...choice, answer: [1] },
  explanation: '第十一条规定每届任期五年。',
  newExplanation: '第十一条规定每届任期<三年>。',
  reason: '条例第十一条写的是三年。',
};
const correction = {
  ...change,
  id: ID,
  code: question.code,
  state: 'proposed',
  proposedByName: '李试秋',
  mayDecide: true,
};
const affected = { attempts: 214, people: 96 };
const waiting: flagged.FlaggedView = {
  ...question,
  questionId: ID,
  status: 'flagged',
  documentVersion: '2018-12-29',
  newDocumentTitle: question.documentTitle,
  newDocumentVersion: '2026-06-01',
  proposalId: null,
  proposedByName: null,
  newPlace: null,
  newQuote: null,
  mayPropose: true,
  mayDecide: false,
};
const proposed = {
  ...waiting,
  proposalId: ID,
  proposedByName: '李试秋',
  newPlace: '第十二条',
  newQuote: question.quote,
  mayPropose: false,
  mayDecide: true,
};
const odd: doubtful.DoubtfulView = {
  ...question,
  versionId: ID,
  day: '2026-11-25',
  people: 96,
  facility: 0.21,
  deviation: 0.41,
  discrimination: -0.12,
  efficiency: null,
  guess: 0.25,
  options: [
    { option: 0, right: false, people: 70 },
    { option: 2, right: true, people: 20 },
  ],
  unanswered: 6,
  faults: ['inverse', 'wrong-key', 'below-guess'],
};
const result = {
  attemptId: ID,
  position: 99,
  name: '模拟考试',
  finishedAt: '2026-11-25T10:00:00+08:00',
  total: 5,
  passMark: 0.6,
  beforeCorrect: 2,
  beforePoints: 2,
  afterCorrect: 3,
  afterPoints: 3,
};

/** What is shown about reports of questions, in its longest form. */
export const everyReportView = (l: Language): View[] => [
  mine.reportKindView(l, report.stem),
  mine.reportWordsView(l, 'key', false),
  mine.reportWordsView(l, 'key', true),
  mine.reportedView(l, 'reported'),
  mine.reportAnsweredView(l, answered),
  mine.reportAnsweredView(l, { ...answered, ...missed }),
  ...['corrected', 'retired'].map((answer) => mine.reportAnsweredView(l, { ...answered, answer })),
  reports.reportAnnouncement(l, report),
  reports.reportAnnouncement(l, { ...report, ...missed }),
  reports.reportListView(
    l,
    Array.from({ length: 5 }, () => ({ ...report, same: 3 })),
    where,
    [decisions.correctionsTab(l, 12), flagged.flaggedTab(l, 120)],
  ),
  reports.reportListView(l, [], { ...where, total: 0, page: 0 }, [decisions.correctionsTab(l, 0)]),
  ...contents.map((content) =>
    reports.reportView(l, report, { ...question, content, retired: false }, choices, true),
  ),
  reports.reportView(l, answered, { ...question, retired: true }, null, false),
  reports.rightAskView(l, false),
  reports.retireAskView(l, report),
  reports.reportDoneView(l, 'retiredDone'),
  ...contents.flatMap((content) => [
    corrections.keyAskView(l, { ...change, content }, { chosen: [], several: false }),
    corrections.keyAskView(l, { ...change, content }, { chosen: [0], several: true }, 'same'),
  ]),
  corrections.explanationAskView(l, change.explanation, false),
  corrections.reasonAskView(l, false),
  corrections.correctionPreview(l, change, affected, 'ABCDEFGH'),
  corrections.correctionProposedView(l),
  ...['approved', 'rejected'].map((state) =>
    corrections.correctionDecidedView(l, {
      ...change,
      state,
      decidedByName: '张样安',
      decisionWords: '原文如此',
    }),
  ),
  decisions.correctionAnnouncement(l, correction),
  decisions.correctionListView(l, [correction, correction], where, [decisions.reportsTab(l)]),
  decisions.correctionListView(l, [], { ...where, total: 0 }, [flagged.flaggedTab(l, 0)]),
  decisions.correctionView(l, correction, affected),
  decisions.correctionView(l, { ...correction, mayDecide: false }, { attempts: 0, people: 0 }),
  decisions.approveAskView(l, correction, affected),
  decisions.rejectKeyAskView(l, false),
  decisions.keyDecidedView(l, 'approved'),
  flagged.flaggedListView(l, [waiting, proposed], where, [
    decisions.reportsTab(l),
    decisions.correctionsTab(l, 3),
  ]),
  flagged.flaggedListView(l, [], { ...where, total: 0 }, [decisions.reportsTab(l)]),
  flagged.flaggedView(l, waiting),
  flagged.flaggedView(l, proposed),
  flagged.flaggedView(l, { ...proposed, mayDecide: false }),
  flagged.flaggedView(l, { ...waiting, status: 'published' }),
  flagged.placeAskView(l, waiting, false),
  flagged.quoteAskView(l, waiting.quote, false),
  flagged.reverifyPreview(l, waiting, waiting, 'ABCDEFGH'),
  flagged.retireFlaggedView(l, waiting),
  flagged.flaggedDoneView(l, 'proposed'),
  flagged.supersededView(l, {
    title: question.documentTitle,
    version: '2018-12-29',
    newTitle: question.documentTitle,
    newVersion: '2026-06-01',
    effectiveOn: '2026-06-01',
    questions: 71,
    cards: 48,
  }),
  doubtful.doubtfulListView(l, [odd, odd], where, [
    decisions.reportsTab(l),
    decisions.correctionsTab(l, 12),
    flagged.flaggedTab(l, 120),
  ]),
  doubtful.doubtfulListView(l, [], { ...where, total: 0, page: 0 }, [doubtful.doubtfulTab(l, 3)]),
  doubtful.doubtfulView(l, odd),
  doubtful.quizFiguresView(
    l,
    [{ name: '每日一题', slot: '2026-11-25', people: 23, mean: 0.78, consistency: 0.41 }],
    where,
  ),
  doubtful.quizFiguresView(l, [], { ...where, total: 0, page: 0 }),
  regradedView(l, { ...question, results: [result, result, result, result] }),
  regradedView(l, { ...question, content: null, results: [{ ...result, beforePoints: 3, afterPoints: 2 }] }),
  { text: contents.map((content) => keyLine(l, content)).join('\n'), buttons: [] },
];
