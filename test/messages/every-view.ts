import form from '../../content/assessments/annual-2026.json' with { type: 'json' };
import pack from '../../content/rules/default.json' with { type: 'json' };
import { readAssessmentForm } from '../../src/domain/assessments/form.ts';
import { readRulePack } from '../../src/domain/rules/rule-pack.ts';
import * as assessments from '../../src/messages/assessments.ts';
import * as credit from '../../src/messages/credit.ts';
import { cardCaption, lookCaption } from '../../src/messages/credit-card.ts';
import { driftView } from '../../src/messages/drift.ts';
import * as interviews from '../../src/messages/interviews.ts';
import * as noticeList from '../../src/messages/notice-list.ts';
import * as notices from '../../src/messages/notices.ts';
import * as flowEnds from '../../src/messages/flow-ends.ts';
import * as people from '../../src/messages/people.ts';
import * as roster from '../../src/messages/roster.ts';
import * as unitTable from '../../src/messages/unit-table.ts';
import type { Language, View } from '../../src/messages/view.ts';
import { longName } from '../documents/file-documents.ts';
import { everyAlertView } from './every-alert-view.ts';
import { everyBankView } from './every-bank-view.ts';
import { everyFormView } from './every-form-view.ts';
import { everyInterviewView } from './every-interview-view.ts';
import { everyQuizView } from './every-quiz-view.ts';
import { everyExamView } from './every-exam-view.ts';
import { everyBroadcastView } from './broadcast-views.ts';
import { everyReceiptView } from './every-receipt-view.ts';
import { everyReportView } from './every-report-view.ts';
import { everyMeetingView } from './every-meeting-view.ts';
import { everyCycleView } from './every-cycle-view.ts';
import { everyFileView, everyObjectionView } from './every-file-view.ts';
import { everyLearningView } from './every-learning-view.ts';
import { everyLedgerView } from './every-ledger-view.ts';
import { everySanctionView } from './every-sanction-view.ts';
import { everyRecognitionView } from './every-recognition-view.ts';
import { everyReviewView } from './every-review-view.ts';
import { everyTaskView } from './every-task-view.ts';
import { everyVoiceView } from './every-voice-view.ts';
import { everyStudyView } from './every-study-view.ts';

/** An id of the shape the database holds; what is packed into a button is as long for every one. */
export const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const NOW = new Date('2026-11-25T02:00:00Z');
const LATER = new Date('2026-11-28T10:00:00Z');
const { fileSections, interviewFields, interviewKinds, refusedInterviewKinds } = readRulePack(pack);
const page = { total: 99_999, waiting: 99_999, page: 8_888, pages: 9_999 };

const person = {
  id: ID,
  name: '张样一',
  staffNo: 'QS-012',
  title: '村委会委员',
  titleEn: 'Committee member',
  unitName: '青石镇 / 青石第一村',
  bound: false,
  reachable: false,
};
const notice = {
  id: ID,
  text: '今晚有强降雨，请各村安排值守。',
  authorName: '刘试芳',
  sentAt: NOW,
  needsAcknowledgement: true,
  acknowledgement: null,
};
const interview = {
  id: ID,
  personName: '张样一',
  withWhom: '青石镇纪委 王试明',
  startsAt: LATER,
  minutes: 30,
  place: '镇政府203室',
  state: 'announced',
  answerReason: null,
  round: 9,
  noticeSays: { zh: '参加一次廉政谈话', en: 'for a clean-government interview' },
};
const asked = readAssessmentForm(form).questions;
const assessment = {
  id: ID,
  title: '2026年度村镇干部述职自评',
  titleEn: 'Self-assessment of village and township cadres, 2026',
  closesAt: LATER,
  minutes: 10,
  questions: asked,
  hasFacts: true,
  answers: Object.fromEntries(asked.map(({ id }) => [id, 'yes'])),
};
const sections: credit.SectionView[] = fileSections.map(({ id, name, rule }) => ({
  id,
  name,
  rule,
  state: 'information',
  count: 3,
  source: '本县规则 2026.1',
  verified: false,
}));
const file = {
  personId: ID,
  name: '张样一',
  staffNo: 'QS-012',
  minutes: 30,
  period: '2026-Q4',
  rulePackVersion: '2026.1',
  computedAt: NOW,
  sections,
};
const entries = Array.from({ length: 9 }, () => ({
  id: ID,
  kind: 'recognition',
  occurredAt: NOW,
  data: { text: '防汛先进个人' },
  recordedByName: '刘试芳',
  objections: 1,
}));
const drift = { name: '青石第一村', figures: { missing: 3, overdue: 1, unanswered: 0 }, skipped: 2 };
const counts = [
  { id: ID, name: '青石镇', people: 28, bound: 27, unreachable: 1 },
  { id: '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6072', name: '青石第一村', people: 7, bound: 7, unreachable: 0 },
];

/** The table of a unit. */
function everyTableView(l: Language): View[] {
  const asked = {
    unitId: ID,
    unitName: '青石第一村',
    purpose: 'talk-preparation',
    people: 412,
    leftOut: { recused: 2, unapproved: 9, withoutFile: 1 },
    minutes: 30,
  };
  const purposes = ['routine-check', 'talk-preparation', 'appointment', 'objection'];
  const below = Array.from({ length: 9 }, () => ({ id: ID, name: '青石第一村' }));
  return [
    unitTable.tableUnitView(l, { id: ID, name: '青石镇' }, below, 1),
    unitTable.tablePurposeView(l, { id: ID, name: '青石镇' }, purposes),
    unitTable.tablePreview(l, asked),
    unitTable.tablePreview(l, { ...asked, people: 0 }),
    unitTable.tableNobodyView(l),
  ];
}

/** Everything the bot can show with buttons, in its longest form. A new view belongs here. */
export const everyView = (l: Language): View[] => [
  people.languageView(l),
  flowEnds.expiredView(l, 'broadcast'),
  ...['people.person', 'file.choose', 'interview.who'].map((action) =>
    roster.searchView(
      l,
      'zyy',
      Array.from({ length: 9 }, () => person),
      true,
      action,
    ),
  ),
  roster.searchView(l, 'zyy', [], false, 'people.person'),
  roster.rosterView(l, { id: ID, name: '青石镇' }, counts, [person, person], page),
  roster.rosterPersonView(l, person),

  ...everyQuizView(l),
  ...everyExamView(l),

  notices.noticeView(l, notice),
  notices.noticeView(l, notice, { reminder: true, now: NOW }),
  ...everyReceiptView(l),
  notices.noticeView(l, { ...notice, acknowledgement: 'question' }),
  noticeList.noticeListView(l, [notice, notice], page),
  noticeList.noticeListView(l, [], { total: 0, waiting: 0, page: 0, pages: 0 }),
  notices.noticeAnswerView(l, {
    noticeId: ID,
    answer: 'question',
    personName: '张样一',
    unitName: '青石第一村',
  }),

  ...everyBroadcastView(l),
  ...everyStudyView(l),
  ...everyBankView(l),
  ...everyReportView(l),
  ...everyMeetingView(l),
  ...everyReviewView(l),
  ...everyLearningView(l),
  ...everyLedgerView(l),
  ...everyFileView(l),
  ...everyObjectionView(l),
  ...everyTaskView(l),
  ...everyRecognitionView(l),
  ...everySanctionView(l),

  assessments.noAssessmentView(l),
  assessments.assessmentIntro(l, assessment, NOW),
  assessments.assessmentIntro(l, { ...assessment, answers: {} }, NOW, true),
  ...asked.map((_, position) => assessments.assessmentQuestion(l, assessment, position)),
  assessments.assessmentReview(l, assessment),
  assessments.assessmentSubmitted(l, NOW),
  ...everyCycleView(l),

  credit.noFileView(l, null),
  credit.fileSummary(l, file),
  credit.fileSummary(l, { ...file, minutes: null }),
  ...sections.flatMap((section) => [
    credit.sectionView(l, file, section, entries),
    credit.sectionView(l, { ...file, minutes: null }, section, entries),
  ]),
  cardCaption(l, longName(), '2026-11-27'),
  lookCaption(l, longName(), 30),

  interviews.interviewNotice(l, interview),
  interviews.interviewNotice(l, { ...interview, state: 'confirmed' }, true),
  interviews.interviewCancelled(l, LATER),
  interviews.interviewForOrderer(l, interview, false),
  interviews.reasonAskView(l, 'move-asked'),
  interviews.interviewListView(l, [interview], 8),
  driftView(
    l,
    { rows: Array.from({ length: 9 }, () => drift), total: drift.figures, others: drift.figures },
    1,
  ),
  driftView(l, { rows: [], total: null, others: null }, 0),
  ...everyTableView(l),
  ...everyFormView(l, ID),
  ...everyAlertView(l, ID),
  ...everyVoiceView(l, ID),
  ...everyInterviewView(l, interview, interviewFields),
  interviews.interviewDetailView(l, { ...interview, hasRecord: false }, '例行廉政谈话', NOW),
  interviews.interviewDetailView(l, { ...interview, hasRecord: false, startsAt: NOW }, '例行廉政谈话', LATER),
  interviews.interviewDetailView(l, { ...interview, hasRecord: true, state: 'held' }, '例行廉政谈话', LATER),
  interviews.cancelAskView(l, ID),
  interviews.whoAskView(l),
  interviews.kindAskView(l, '张样一', interviewKinds, refusedInterviewKinds),
  interviews.timeAskView(l, [NOW, LATER, LATER, LATER]),
  interviews.placeAskView(l, false),
  interviews.interviewPreview(l, interview, person, '例行廉政谈话', 'abcdefgh', true, NOW),
  interviews.interviewArranged(l, interview, true),
];
